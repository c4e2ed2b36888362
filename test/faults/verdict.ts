import { parseVppToken } from "../../src/apple/vppTokenFile";
import { bearer } from "../support/intune";
import type { StateResource } from "../support/pulumi";
import { type Declared, mark } from "./stage";

type Entity = Readonly<Record<string, unknown>>;

/** How things stand with a declared token. */
export interface Standing {
  /** It isn't in the tenant, or the state doesn't know it by its id. */
  readonly lost: boolean;
  /** It is in the tenant, or in the state, more than once. */
  readonly doubled: boolean;
  /** The values that the tenant has and the program doesn't declare. */
  readonly differing: readonly string[];
  /** Intune holds another token than the declared one. */
  readonly swallowed: boolean;
  readonly id: unknown;
}

export function standing(token: Declared, tenant: readonly Entity[], state: readonly StateResource[]): Standing {
  const live = tenant.filter(({ appleId }) => appleId === token.args.appleId);
  const known = state.filter(({ urn }) => urn.endsWith(`::${token.name}`));
  const [entity] = live;
  const { token: _, ...visible } = token.args;
  return {
    lost: entity === undefined || known[0]?.id !== entity.id,
    doubled: live.length > 1 || known.length > 1,
    differing: Object.keys(visible).filter((name) => entity?.[name] !== visible[name]),
    swallowed: entity !== undefined && !isTokenOf(token, entity),
    id: entity?.id,
  };
}

/** Whether the entity shows the expiry of the declared token. */
function isTokenOf({ args }: Declared, { expirationDateTime }: Entity): boolean {
  const { expirationDateTime: declared } = parseVppToken(String(args.token));
  return Date.parse(declared) === Date.parse(String(expirationDateTime));
}

/** What is in a text that must not be: names of marks, not the marks themselves, and the lines of stack traces. */
export function leaksIn(text: string): string[] {
  // The mark as it stands in the Base64 of a token text, in each of the three places where a byte can fall.
  const encoded = [0, 1, 2].map((shift) =>
    Buffer.from(`${"\0".repeat(shift)}${mark}`)
      .toString("base64")
      .slice(shift === 0 ? 0 : 4, 16),
  );
  const secrets = [mark, ...encoded, bearer].filter((secret) => text.includes(secret));
  const traces = text.match(/^\s+at .*(?::\d+:\d+|<anonymous>)\)?$/gm) ?? [];
  return [...secrets.map((_, index) => `secret ${index}`), ...traces.map((line) => `stack trace: ${line.trim()}`)];
}

/** What the run says of a token: its lines among the diagnostics. */
export function said(output: string, name: string): string {
  const [, diagnostics = ""] = output.split("\nDiagnostics:\n");
  const block = new RegExp(`^  \\S*intune:(?:index:)?VppToken \\(${name}\\):\\n((?:    .*\\n|\\n)*)`, "m");
  return block.exec(diagnostics)?.[1] ?? "";
}
