import fc from "fast-check";
import { hostileText } from "./hostileValues";
import { tokenText } from "./tokenText";

const base64 = (text: string) => Buffer.from(text).toString("base64");
const wholeSecond = (date: Date) => `${date.toISOString().slice(0, 19)}-0700`;

/** Texts of tokens that can be uploaded. Each has a secret of its own inside. */
export const goodToken: fc.Arbitrary<string> = fc
  .record({
    token: fc.uuid().map((id) => `MARKED-${id}`),
    expDate: fc
      .date({ min: new Date("2090-01-01"), max: new Date("2190-01-01"), noInvalidDate: true })
      .map(wholeSecond),
    orgName: fc.oneof(fc.constantFrom("Contoso", "Contoso Ltd"), fc.string({ unit: "grapheme", minLength: 1 })),
  })
  .map(tokenText);

const dates = fc.oneof(
  hostileText,
  fc.constantFrom(
    "2099-02-30T10:00:00-0700",
    "2099-05-01T24:00:01Z",
    "2099-05-01T10:00:00+99:99",
    "2020-05-01T10:00:00Z",
    "9999-12-31T23:59:59-2359",
    "2099-05-01",
  ),
);

/** Texts that are nearly a token: cut off, twisted, with other JSON inside, or with dates that aren't. */
export const nearToken: fc.Arbitrary<string> = fc.oneof(
  goodToken.chain((text) => fc.nat(text.length).map((end) => text.slice(0, end))),
  goodToken.chain((text) => fc.tuple(fc.nat(text.length), hostileText).map(([at, more]) => splice(text, at, more))),
  goodToken.map((text) => text.replaceAll("=", "").replaceAll("+", "-").replaceAll("/", "_")),
  fc.json().map(base64),
  fc
    .dictionary(fc.constantFrom("token", "expDate", "orgName", "__proto__"), fc.jsonValue())
    .map((inside) => base64(JSON.stringify(inside))),
  dates.map((expDate) => tokenText({ token: "MARKED-near", expDate })),
  hostileText.map((orgName) => tokenText({ token: "MARKED-near", orgName })),
  fc.uint8Array().map((bytes) => Buffer.from(bytes).toString("base64")),
  hostileText,
);

function splice(text: string, at: number, more: string): string {
  return text.slice(0, at) + more + text.slice(at);
}
