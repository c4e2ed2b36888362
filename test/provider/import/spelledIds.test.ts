import { defaultOrganizationId } from "../../../src/emulator/settings";
import { UserError } from "../../../src/errors";
import { connectionSettings } from "../../../src/graph/config/settings";
import { connectionOf } from "../../../src/graph/connections";
import { systemClock } from "../../../src/graph/retry/clock";
import type { ResourceHandler, RunContext } from "../../../src/provider/handler";
import { handlerFor } from "../../../src/provider/registry";
import { Run } from "../../../src/provider/run/run";
import { bearer, type Intune, startIntune } from "../../support/intune";
import { tokenText } from "../../support/tokenText";

let intune: Intune;
let handler: ResourceHandler;
let context: RunContext;
beforeEach(async () => {
  intune = await startIntune();
  const log = () => {};
  const values: Record<string, string> = { "intune:graphEndpoint": intune.url, "intune:accessToken": bearer };
  const connection = connectionOf(
    connectionSettings("intune", (key) => values[key], {}),
    { ...systemClock, log },
  );
  context = {
    ...systemClock,
    log,
    run: new Run(),
    warn: async () => {},
    operation: () => ({}),
    connection: async () => connection,
    readSource: () => {
      throw new UserError("no source");
    },
  };
  handler = handlerFor("vppToken", context);
});
afterEach(() => intune.close());

const made = async () => String((await intune.send("POST", "/vppTokens", { token: tokenText() })).id);

test("import: the id that a read gives is spelled as the service spells it", async () => {
  const id = await made();
  expect(await handler.read({ id: id.toUpperCase() })).toMatchObject({ id });
});

test("import: the id that a read gives lacks the path parameters, which are in the state", async () => {
  const older = handlerFor("appleVolumePurchaseProgramToken", context);
  const id = await made();
  const live = await older.read({ id: `${defaultOrganizationId}/${id}` });
  expect(live).toMatchObject({ id, state: { organizationId: defaultOrganizationId } });
});

test("import: another spelling of the id of a managed entity doesn't get the entity deleted", async () => {
  const id = await made();
  const inCapitals = id.toUpperCase();
  const urn = "urn:london";
  const live = await handler.read({ id: inCapitals });
  const state = { ...live?.state };
  await handler.diff({
    id: inCapitals,
    state,
    oldInputs: undefined,
    newInputs: {},
    ownerTag: urn,
    resourceKey: urn,
    purpose: "deployment",
    isImport: true,
  });
  await handler.delete({ id, state, ownerTag: urn });
  expect((await intune.send("GET", "/vppTokens")).value).toMatchObject([{ id }]);
});
