import fc from "fast-check";
import { toUserError, UserError } from "../src/errors";
import { anyValue, hostileText } from "./support/hostileValues";

const mark = "MARKED";
const marked = hostileText.map((text) => `${text}${mark}`);

/** Whatever may be thrown: errors of libraries with all that hangs on them, causes included, and things that are none. */
const thrown: fc.Arbitrary<unknown> = fc.oneof(
  fc
    .tuple(fc.constantFrom(Error, TypeError, RangeError, URIError, SyntaxError), marked, marked, anyValue)
    .map(([Kind, message, secret, more]) =>
      Object.assign(new Kind(message, { cause: new Error(secret) }), {
        request: { headers: { authorization: secret }, body: secret },
        code: secret,
        id: secret,
        properties: { token: secret },
        reasons: [secret],
        more,
      }),
    ),
  fc.tuple(marked, marked).map(([message, name]) => Object.assign(new Error(message), { name })),
  fc.tuple(marked, marked).map(([message, stack]) => Object.assign(new Error(message), { stack })),
  marked.map((message) => new Error(`${message}\n    at load (/${mark}.js:12:34)\n    at ${mark}.ts:5:6`)),
  marked.map((name) => Object.create({ constructor: { name } })),
  marked,
  marked.map((token) => ({ token, message: token, toString: token })),
  anyValue,
  fc.constantFrom(undefined, null, Symbol(mark), () => mark),
);

/** All that the host of dynamic providers may look at or print. */
const shown = (error: UserError): string =>
  [error, error.stack, error.message, error.name, JSON.stringify(error), Object.entries(error), error.cause].join("\n");

describe("an error that nobody foresaw", () => {
  test("reaches the engine as an error of ours, with nothing of what it was", () => {
    fc.assert(
      fc.property(thrown, (what) => {
        const error = toUserError(what);
        expect(error).toBeInstanceOf(UserError);
        expect(shown(error)).not.toContain(mark);
        expect(error.message).toMatch(/^Internal error in pulumi-intune \([\w$., :-]+\)\. Please report this line\./);
        expect(Object.keys(error).sort()).toEqual(["kind", "name"]);
      }),
      { numRuns: 1_000 },
    );
  });

  test("is told by its kind and its place", () => {
    const { message } = toUserError(new RangeError(mark));
    expect(message).toMatch(/\(RangeError, errors\.properties\.test\.ts:\d+/);
  });

  test("is left as it is when it was made for a person", () => {
    const error = new UserError("the token expired.");
    expect(toUserError(error)).toBe(error);
  });
});
