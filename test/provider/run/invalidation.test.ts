import { type Intune, startIntune } from "../../support/intune";
import { runAgainst, type TestRun } from "../../support/runAgainst";
import { tokenText } from "../../support/tokenText";

let intune: Intune;
let run: TestRun;
let ids: string[];
beforeEach(async () => {
  intune = await startIntune({ actionDuration: 0 });
  run = runAgainst(intune.url);
  ids = [];
  for (const token of ["a", "b", "c"])
    ids.push(String((await intune.send("POST", "/vppTokens", { token: text(token) })).id));
});
afterEach(() => intune.close());

const text = (token: string) => tokenText({ token, location: token });
const expirationDateTime = "2099-05-01T17:00:00Z";
const lists = () => intune.asked().filter((request) => /^GET \/v1\.0.*\/vppTokens$/.test(request)).length;

/** Reads all tokens, as a refresh does. */
async function readAll(): Promise<void> {
  const resource = run.resourceOf("vppToken");
  await Promise.all(ids.map((id) => resource.read(id, { expirationDateTime, __managed: "" })));
}

const writes: Readonly<Record<string, () => Promise<unknown>>> = {
  update: () => run.resourceOf("vppToken").update(String(ids[0]), { expirationDateTime }, { countryOrRegion: "us" }),
  delete: () => run.resourceOf("vppToken").delete(String(ids.pop()), { expirationDateTime }),
  "refused update": () =>
    run
      .resourceOf("vppToken")
      .update("00000000-0000-4000-8000-000000000000", { expirationDateTime }, { countryOrRegion: "us" }),
  "license sync": () => run.resourceOf("vppTokenLicenseSync").create({ vppTokenId: ids[0] }),
  "revocation of licenses": () =>
    run.resourceOf("vppToken").delete(String(ids.pop()), { expirationDateTime, revokeLicensesOnDelete: true }),
};

test.each(Object.entries(writes))("invalidation: what is read after a %s is requested anew", async (_what, write) => {
  await readAll();
  await readAll();
  expect(lists()).toBe(1);
  await write().catch(() => undefined);
  await readAll();
  expect(lists()).toBe(2);
});
