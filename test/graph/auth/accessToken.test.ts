import { type AccessToken, cachedAccessToken } from "../../../src/graph/auth/accessToken";

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
