import type { SignInSettings } from "../../../src/graph/auth/credentials";
import { signInError } from "../../../src/graph/auth/signInError";
import { connectionSettings } from "../../../src/graph/config/settings";

function settings(configured: Readonly<Record<string, string>>, environment: Readonly<Record<string, string>> = {}) {
  const found = connectionSettings("intune", (key) => configured[key], environment);
  if (found.method === "accessToken") throw new Error("A ready access token takes no signing in.");
  return found satisfies SignInSettings;
}

const fromStack = settings({ "intune:tenantId": "T", "intune:clientId": "C", "intune:clientSecret": "s3cret" });
const fromEnvironment = settings({}, { ARM_TENANT_ID: "T", ARM_CLIENT_ID: "C", ARM_CLIENT_SECRET: "s3cret" });

test("names --run-program when the credential is in the stack's configuration", () => {
  expect(signInError(fromStack, new Error("AADSTS7000215: No.")).message).toMatch(
    /AADSTS7000215: No\. .*--run-program/,
  );
});

test("doesn't name --run-program when the credential is in the environment", () => {
  expect(signInError(fromEnvironment, new Error("AADSTS7000215: No.")).message).not.toContain("--run-program");
});

test("leaves out Microsoft's trace ids, further lines and the secret", () => {
  const error = new Error("invalid_client\nAADSTS1: Not 's3cret'. Trace ID: 1 Correlation ID: 2\n    at somewhere");
  const { message } = signInError(fromStack, error);
  expect(message).toContain("failed: AADSTS1: Not '[secret]'. Check: ");
  expect(message).not.toMatch(/Trace ID|somewhere|\n/);
});

test("is one line without control characters", () => {
  const error = new Error("AADSTS1: \u001B[31mNo\u202E\u0007\u0085error: forged.");
  expect(signInError(fromStack, error).message).toContain("failed: AADSTS1: No\uFFFD\uFFFD\uFFFDerror: forged. Check:");
});

test("hides a part of the secret", () => {
  const clientSecret = "Ab8Q~0123456789-abcdefghij_klmnopqrstuv";
  const found = settings({ "intune:tenantId": "T", "intune:clientId": "C", "intune:clientSecret": clientSecret });
  const error = new Error(`AADSTS7000215: Invalid client secret: ${clientSecret.slice(5, 30)}...`);
  expect(signInError(found, error).message).toContain("Invalid client secret: [secret]...");
});

test("lists the first sentence of each member of the default chain", () => {
  const errors = [
    new Error("EnvironmentCredential is unavailable. More."),
    new Error("Azure CLI could not be found. More."),
  ];
  const { message } = signInError(settings({}), Object.assign(new Error("all"), { errors }));
  expect(message).toContain(
    "EnvironmentCredential is unavailable; Azure CLI could not be found. Check: either `az login`",
  );
});

test("handles anything thrown", () => {
  for (const thrown of [undefined, null, "text", {}, { message: 5 }, { errors: [] }]) {
    expect(signInError(fromStack, thrown).message).toMatch(/^signing in to the tenant T .* failed: /);
  }
});

test.each(["endpoints_resolution_error", "network_error"])(
  "says what to check when the library got no answer (%s)",
  (code) => {
    const { message } = signInError(fromStack, new Error(`${code}: See https://library.example/errors for details.`));
    expect(message).toMatch(
      /failed: the sign-in service could not be reached\. Check .* HTTPS_PROXY .* \(NODE_EXTRA_CA_CERTS\)/,
    );
  },
);
