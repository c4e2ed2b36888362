import { vppToken } from "../../src/definitions/vppToken";
import { createOnlyChange } from "../../src/provider/inputs/differences";
import { storedDifferently } from "../../src/provider/state/rewritten";
import { notThere, unusableReason } from "../../src/provider/state/unusableState";
import { goneAfterWrite, notTaken, unreadAfterWrite } from "../../src/provider/upload/confirmedWrites";
import { decideUpload } from "../../src/provider/upload/plan";
import { graphError } from "../support/refusingService";
import { runAgainst } from "../support/runAgainst";
import { type ScriptedAnswer, startScriptedServer } from "../support/scriptedServer";

/** What steers a terminal, reverses text, or fills a screen. */
const hostile = {
  "an escape sequence": "4711\u001b[31mred\u0007",
  "another direction": "4711\u202egb.moc",
  "further lines": "4711\r\nDiagnostics:\u2028all is well",
  "5,000 letters": `4711${"x".repeat(5000)}`,
};

function expectClean(message: string): void {
  expect(message).toContain("4711");
  expect(message).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u);
  expect(message.length).toBeLessThan(1500);
}

describe.each(Object.entries(hostile))("messages: a value with %s is quoted clean", (_what, value) => {
  test.each<[string, (id: string) => string]>([
    ["notTaken", (id) => notTaken(vppToken, id)],
    ["goneAfterWrite", (id) => goneAfterWrite(vppToken, id)],
    ["unreadAfterWrite", (id) => unreadAfterWrite(vppToken, id, "")],
    ["storedOtherwise", (id) => storedDifferently(vppToken, id, ["displayName"])],
    ["notThere", (id) => notThere(vppToken, id, "intune")],
    ["createOnlyChange", (it) => createOnlyMessage(it)],
  ])("in %s", (_name, message) => expectClean(message(value)));

  test("in the reasons why an entity is of no use", async () => {
    const other = { id: value, state: "duplicateLocationId", expirationDateTime: "2099-05-01T10:00:00Z" };
    for (const state of ["duplicateLocationId", "invalid"]) {
      const shown = { state, expirationDateTime: other.expirationDateTime };
      const reason = await unusableReason(vppToken, "another", shown, async () => [other]);
      expectClean(reason ?? "");
      expectClean((await unusableReason(vppToken, value, shown, async () => [])) ?? "");
    }
  });

  test("in the date of a later token", () => {
    // JavaScript reads what stands in brackets as a comment.
    const later = `1 May 2099 (${value})`;
    const decision = decideUpload({ expires: "2098-05-01T10:00:00Z", organization: undefined }, undefined, later);
    expectClean(typeof decision === "object" ? decision.refused : decision);
  });

  test.each<[string, ScriptedAnswer]>([
    ["refuses", { status: 403, body: graphError("Forbidden", "No.") }],
    ["answers with another entity", { status: 200, body: { id: "another", state: "valid" } }],
  ])("in the id of an entity, when the service %s", async (_how, answer) => {
    const service = await startScriptedServer(() => answer);
    try {
      const resource = runAgainst(service.url).resourceOf("vppToken");
      const error = await resource.read(value, {}).catch((thrown: unknown) => thrown);
      expectClean(error instanceof Error ? error.message : "it did not fail");
    } finally {
      await service.close();
    }
  });
});

function createOnlyMessage(live: string): string {
  const name = "appleDeviceAppDeliveryProtocolType";
  return createOnlyChange(vppToken, { [name]: live }, { [name]: "default" }) ?? "";
}
