import fc from "fast-check";
import { redact } from "../../../src/graph/errors/redact";

const windowLength = 16;

/** A token as Apple makes them: Base64 of JSON, with a token inside that is Base64 of JSON itself. */
function appleToken(random: string, orgName: string): string {
  const inner = base64(JSON.stringify({ key: random, "a/b+c": random.split("").reverse().join("") }));
  return base64(JSON.stringify({ token: inner, expDate: "2027-05-01T10:00:00-0700", orgName }));
}

const base64 = (text: string) => Buffer.from(text).toString("base64");
const decoded = (text: string) => Buffer.from(text, "base64").toString();
const innerToken = (token: string): string => JSON.parse(decoded(token)).token;
const folded = (text: string, lineBreak: string) => text.match(/.{1,76}/gs)?.join(lineBreak) ?? "";

/** What a service knows of a token that it was sent: itself, and what it decodes to. */
const contents: Readonly<Record<string, (token: string) => string>> = {
  "the token": (token) => token,
  "the JSON inside": decoded,
  "the token inside of that": innerToken,
  "the JSON inside of the token inside": (token) => decoded(innerToken(token)),
};

interface Form {
  readonly write: (text: string) => string;
  /** How a reader of the message gets at the text. Default: reading it. */
  readonly read?: (text: string) => string;
}

const fromCode = (radix: number) => (_all: string, code: string) => String.fromCharCode(Number.parseInt(code, radix));
const octets = (text: string) => text.replace(/%([\da-f]{2})/gi, fromCode(16));
const unicodeEscapes = (text: string) => text.replace(/\\u([\da-f]{4})/gi, fromCode(16));

/** Ways of writing a text in which 16 characters in a row are no more in number than that. */
const denseForms: Readonly<Record<string, Form>> = {
  "as it is": { write: (text) => text },
  "in an address": { write: encodeURIComponent, read: octets },
  "in an address, in small letters": {
    write: (text) => encodeURIComponent(text).replace(/%../g, (octet) => octet.toLowerCase()),
    read: octets,
  },
  "in a form": { write: (text) => encodeURIComponent(text).replaceAll("%20", "+"), read: octets },
  "in Base64's other alphabet": {
    write: (text) => text.replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", ""),
  },
  "in JSON": { write: (text) => JSON.stringify(text).slice(1, -1) },
  "in JSON in JSON": { write: (text) => JSON.stringify(JSON.stringify(text)).slice(3, -3) },
  "in JSON as PHP writes it": { write: (text) => JSON.stringify(text).slice(1, -1).replaceAll("/", "\\/") },
  "in JSON as .NET writes it": {
    write: (text) =>
      text.replace(/["&'+<>`]/g, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, "0").toUpperCase()}`),
    read: unicodeEscapes,
  },
};

/** Ways that spread the characters. */
const looseForms: Readonly<Record<string, Form>> = {
  "in lines of 76": { write: (text) => folded(text, "\n") },
  "in lines of 76, as Windows has them": { write: (text) => folded(text, "\r\n") },
  "in lines of 76, in JSON": { write: (text) => folded(text, "\\n") },
  "in lines of 76, in JSON in JSON": { write: (text) => folded(text, "\\\\r\\\\n") },
  "in lines of 76, in an address": { write: (text) => encodeURIComponent(folded(text, "\n")), read: octets },
  "with white space all over": { write: (text) => text.split("").join(" ") },
  "with control characters all over, cleaned": { write: (text) => text.split("").join("\uFFFD") },
  "in an address, twice": {
    write: (text) => encodeURIComponent(encodeURIComponent(text)),
    read: (text) => octets(octets(text)),
  },
  "in JSON with everything escaped": {
    write: (text) => text.replace(/[\s\S]/g, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, "0")}`),
    read: unicodeEscapes,
  },
  "in HTML": {
    write: (text) => text.replace(/[^A-Za-z0-9]/g, (sign) => `&#${sign.charCodeAt(0)};`),
    read: (text) => text.replace(/&#(\d+);/g, fromCode(10)),
  },
};

/** Ways of writing the octets of a text, which hide it from a reader and from nobody else. */
const binaryForms: Readonly<Record<string, Form>> = {
  "in Base64": { write: base64 },
  "in Base64's other alphabet, once more": { write: (text) => Buffer.from(text).toString("base64url") },
  "in Base64, in lines of 76": { write: (text) => folded(base64(text), "\r\n") },
  "in hexadecimal": { write: (text) => Buffer.from(text).toString("hex") },
  "in hexadecimal, in capitals": { write: (text) => Buffer.from(text).toString("hex").toUpperCase() },
};

const alphabet = [..."ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/-_.~<>!?"];
const tokens = fc
  .tuple(fc.string({ minLength: 24, maxLength: 120, unit: fc.constantFrom(...alphabet) }), fc.constantFrom("A", "A B"))
  .map(([random, orgName]) => appleToken(random, orgName));
const piece = (text: string) =>
  fc
    .tuple(fc.nat(Math.max(0, text.length - windowLength)), fc.integer({ min: windowLength, max: text.length }))
    .map(([from, length]) => text.slice(from, from + length));

/** Whether 16 characters in a row of the secret can still be read in the text. */
function shows(text: string, secret: string): boolean {
  for (let at = 0; at + windowLength <= secret.length; at++) {
    if (text.includes(secret.slice(at, at + windowLength))) return true;
  }
  return false;
}

const compact = (text: string) => text.replace(/\s|\uFFFD|\\+[nr]/g, "");

describe.each(Object.entries(contents))("of %s", (_content, contentOf) => {
  test.each(Object.entries({ ...denseForms, ...looseForms, ...binaryForms }))(
    "no 16 characters in a row come back: %s",
    (form, { write, read = (text) => text }) => {
      const cases = tokens.chain((token) => {
        const written = write(contentOf(token));
        return fc.record({ token: fc.constant(token), written: fc.constant(written), part: piece(written) });
      });
      fc.assert(
        fc.property(cases, ({ token, written, part }) => {
          const text = redact(`Cannot read (${part}), which was sent.`, [token]);
          expect(shows(compact(read(text)), compact(read(written)))).toBe(false);
          if (form in denseForms) expect(shows(text, written)).toBe(false);
          expect(text).toMatch(/^Cannot read \(/);
          expect(text).toMatch(/\), which was sent\.$/);
        }),
        { numRuns: 10 },
      );
    },
  );
});

test("what isn't ASCII is found verbatim", () => {
  const token = appleToken("0123456789", "Ürümqi 实验学校 — 学校采购部门");
  expect(redact("Of Ürümqi 实验学校 — 学校采购部门.", [token])).toBe("Of [secret].");
});

describe("what stays", () => {
  const token = appleToken("Nothing-that-anybody-would-say", "Contoso");

  test("is what has nothing to do with the secret, and fewer than 16 characters of it", () => {
    const harmless = `Token ${token.slice(20, 35)} of https://graph.microsoft.com/v1.0/deviceAppManagement/vppTokens is bad.`;
    expect(redact(harmless, [token])).toBe(harmless);
  });

  test("is what stands around and between the parts", () => {
    const text = redact(`First ${token.slice(0, 30)}, last ${token.slice(-30)}.`, [token]);
    expect(text).toBe("First [secret], last [secret].");
  });

  test("is what an access token says of itself: its tenant, its audience", () => {
    const claims = { aud: "https://graph.microsoft.com", tid: "11111111-2222-3333-4444-555555555555" };
    const bearer = `${base64('{"alg":"RS256"}')}.${base64(JSON.stringify(claims))}.${base64("the signature of it all")}`;
    expect(redact(`No ${claims.aud} in ${claims.tid}`, [bearer])).toBe(`No ${claims.aud} in ${claims.tid}`);
    expect(redact(`Bad bearer ${bearer.slice(40, 60)}!`, [bearer])).toBe("Bad bearer [secret]!");
  });
});

test("a secret of fewer than 16 characters is hidden as a whole", () => {
  expect(redact("pass=s3/cr+t, url=s3%2Fcr%2Bt, s3/cr", ["s3/cr+t\n"])).toBe("pass=[secret], url=[secret], s3/cr");
});

test("parts that overlap, and secrets that are parts of each other, are hidden once", () => {
  const secret = "abcdefghijklmnopqrstuvwxyz";
  expect(redact(`<${secret}${secret.slice(5)}>`, [secret, secret.slice(3)])).toBe("<[secret]>");
});

test("handles no secrets, empty secrets and empty strings", () => {
  expect(redact("a text", [])).toBe("a text");
  expect(redact("a text", ["", "  "])).toBe("a text");
  expect(redact("", ["a secret of some length"])).toBe("");
});

describe("the work grows with the length of what is compared, and no faster", () => {
  // A product of the lengths would take minutes here, and jest's limit of seconds ends that.
  const worst = {
    "one letter all over": "a".repeat(100_000),
    "one escape all over": "%25".repeat(33_000),
    "backslashes all over": "\\".repeat(100_000),
    "beginnings of entities all over": "&amp;#".repeat(16_000),
    "blanks between letters": `${"a".repeat(20)}${" ".repeat(99_000)}${"a".repeat(20)}`,
    "beginnings of access tokens all over": "eyJ ".repeat(25_000),
  };

  test.each(Object.entries(worst))("%s", (_what, text) => {
    expect(redact(text, ["a".repeat(8000), text.slice(0, 8000)])).not.toContain("a".repeat(windowLength));
  });
});

const random = "Zx9QmPlkJ7TTyuRRe3WbnMqAsdFghJk2LpoIuyTreWq8ZxcVbnM5";

test.each([
  ["with commas", ", "],
  ["with quotes", '", "'],
  ["with dashes", "-"],
  ["with tags", " | "],
])("a secret in pieces is hidden: %s", (_how, between) => {
  const pieces = random.match(/.{1,9}/g)?.join(between) ?? "";
  expect(redact(`Cannot read [${pieces}].`, [random])).toBe("Cannot read [[secret]].");
});

test.each([0, 1, 2])("a secret in Base64 is hidden behind %s other characters", (count) => {
  const text = redact(`Basic ${base64(`${"user:".slice(0, count)}${random}`)}`, [random]);
  expect(text).toMatch(/^Basic .{0,4}\[secret\].{0,4}$/);
});
