import { fingerprint } from "../../../src/apple/tokenSource";
import { type Intune, startIntune } from "../../support/intune";
import { runAgainst } from "../../support/runAgainst";
import { tokenText } from "../../support/tokenText";

let intune: Intune;
beforeEach(async () => {
  intune = await startIntune();
});
afterEach(() => intune.close());

const text = (token: string, year: number) =>
  tokenText({ token, location: token, expDate: `${year}-05-01T10:00:00-0700` });

test("exchanged tokens: names both resources, also when the engine hasn't asked for the one that holds the token", async () => {
  const [a, b] = [text("a", 2096), text("b", 2097)];
  const first = runAgainst(intune.url).resourceOf("vppToken");
  const one = await first.create((await first.check(undefined, { token: a })).inputs);
  await first.create((await first.check(undefined, { token: b })).inputs);
  intune.forget();

  const later = runAgainst(intune.url).resourceOf("vppToken");
  const digest = (of: string) => fingerprint(of).slice(0, 12);
  const declared = [
    { index: 1, name: "one", digest: digest(b) },
    { index: 2, name: "three", digest: digest(a) },
  ];
  const program = { name: "one", index: 1, tokens: 3, preview: false, declared };
  const { inputs } = await later.check({ token: a }, { token: b }, program);
  await later.diff(one.id, one.state, inputs);
  const refused: unknown = await later.update(one.id, one.state, inputs).catch((error: unknown) => error);
  expect(String(refused)).toMatch(/"one" and "three" would exchange a VPP token/);
  expect(intune.asked().filter((request) => !request.startsWith("GET"))).toEqual([]);
});
