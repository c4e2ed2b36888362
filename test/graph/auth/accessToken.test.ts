import { type AccessToken, cachedAccessToken, withHint } from "../../../src/graph/auth/accessToken";

const minute = 60_000;

/** A token service of the test's, with a clock: each token is good for an hour. */
function service() {
  let time = 0;
  let count = 0;
  let failing = false;
  const acquire = async (): Promise<AccessToken> => {
    count += 1;
    if (failing) throw new Error("refused");
    return { token: `token ${count}`, expiresOnTimestamp: time + 60 * minute };
  };
  return {
    token: cachedAccessToken(acquire, () => new Date(time)),
    after: (minutes: number) => {
      time += minutes * minute;
    },
    fails: (value: boolean) => {
      failing = value;
    },
    requests: () => count,
  };
}

test("callers at the same time share one request", async () => {
  const { token, requests } = service();
  expect(await Promise.all([token(), token(), token()])).toEqual(["token 1", "token 1", "token 1"]);
  expect(requests()).toBe(1);
});

test("a token is used until five minutes before it expires", async () => {
  const { token, after, requests } = service();
  await token();
  after(54);
  expect(await token()).toBe("token 1");
  after(1);
  expect(await Promise.all([token(), token()])).toEqual(["token 2", "token 2"]);
  expect(requests()).toBe(2);
});

test("a failure reaches all waiting callers, and the next caller tries again", async () => {
  const { token, fails, requests } = service();
  fails(true);
  const outcomes = await Promise.allSettled([token(), token()]);
  expect(outcomes.map(({ status }) => status)).toEqual(["rejected", "rejected"]);
  fails(false);
  expect(await token()).toBe("token 2");
  expect(requests()).toBe(2);
});

describe("a hint, which never fails", () => {
  const hinted = () => {
    const { token, ...rest } = service();
    return { ...rest, ...withHint(token) };
  };

  test("is the token that requests use", async () => {
    const { acquireToken, hint, requests } = hinted();
    expect(await hint()).toBe("token 1");
    expect(await acquireToken()).toBe("token 1");
    expect(await hint()).toBe("token 1");
    expect(requests()).toBe(1);
  });

  test("leaves its failure to the next request, so that both make one attempt", async () => {
    const { acquireToken, hint, fails, requests } = hinted();
    fails(true);
    expect(await Promise.all([hint(), hint()])).toEqual([undefined, undefined]);
    expect(await hint()).toBeUndefined();
    await expect(acquireToken()).rejects.toThrow("refused");
    expect(requests()).toBe(1);
    fails(false);
    expect(await acquireToken()).toBe("token 2");
    expect(await hint()).toBe("token 2");
  });

  test("doesn't prevent a new token in place of a rejected one", async () => {
    const { acquireToken, hint, fails, after } = hinted();
    const first = await acquireToken();
    after(60);
    fails(true);
    expect(await hint()).toBeUndefined();
    fails(false);
    expect(await acquireToken(first)).toBe("token 3");
  });
});
