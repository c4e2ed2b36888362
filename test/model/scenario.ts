import type { Location } from "./tokens";

/**
 * A scenario is plain data, so that it can be printed, shrunk, kept in a file and replayed by any runner. Numbers such
 * as `which` stand for a position among what there is at that moment (modulo how many there are); a step that has
 * nothing to work on is passed over.
 */
export interface Scenario {
  readonly service: ServiceTraits;
  readonly steps: readonly Step[];
}

/** In what this Intune differs from others, all of it seen in public reports. */
export interface ServiceTraits {
  /** What a renewal makes of the organization's name. */
  readonly organizationOnRenewal: "keeps" | "from the token" | "from the token unless sent";
  /** How it spells values that it was sent: an Apple ID in small letters and NFC, no scope tags as the default one. */
  readonly respells: boolean;
  /** How long `expirationDateTime` shows the old date after a renewal, in seconds. */
  readonly renewalLagSeconds: number;
  /** How long lists show a new token without a date, which its own address shows, in seconds. */
  readonly datelessSeconds: number;
  readonly pageSize: number;
  /** How many operations the engine runs at a time. */
  readonly parallel: number;
}

export type PropertyName =
  | "organizationName"
  | "appleId"
  | "automaticallyUpdateApps"
  | "countryOrRegion"
  | "displayName"
  | "roleScopeTagIds";

export type Value = string | boolean | readonly string[] | null;
export type Args = { readonly [name in PropertyName]?: Value };

export type Step = ProgramStep | PortalStep | RunStep;

/** The program changes. Nothing is sent before the next run. */
export type ProgramStep =
  | { readonly do: "declare"; readonly location: number; readonly args: Args }
  /** Declares the token of an entity that somebody made in the portal, without importing it. */
  | { readonly do: "declare the portal's"; readonly which: number; readonly args: Args }
  /** Imports an entity that somebody made in the portal. */
  | {
      readonly do: "import";
      readonly which: number;
      readonly token: "none" | "the live one" | "a newer one";
      readonly capitals: boolean;
      readonly args: Args;
    }
  | { readonly do: "remove"; readonly which: number }
  | { readonly do: "rename"; readonly which: number; readonly alias: boolean }
  /** Undefined: no longer declared. */
  | { readonly do: "set"; readonly which: number; readonly property: PropertyName; readonly value: Value | undefined }
  /** Sets the resource option `replaceOnChanges` for every property, or takes it away. */
  | { readonly do: "replace on changes"; readonly which: number }
  /** Declares the token of a later generation, or of an earlier one. */
  | { readonly do: "renew"; readonly which: number; readonly by: number }
  | { readonly do: "swap"; readonly which: number; readonly other: number }
  /** Takes the argument `token` out, or puts it back, possibly with another generation. */
  | { readonly do: "take the token out"; readonly which: number }
  | { readonly do: "put the token back"; readonly which: number; readonly by: number };

/** Somebody works in the portal, or Intune does something of its own. */
export type PortalStep =
  | { readonly do: "portal creates"; readonly location: number; readonly args: Args }
  | { readonly do: "portal sets"; readonly which: number; readonly property: PropertyName; readonly value: Value }
  | { readonly do: "portal renews"; readonly which: number }
  | { readonly do: "portal deletes"; readonly which: number }
  | { readonly do: "Intune syncs"; readonly which: number }
  | { readonly do: "wait"; readonly seconds: number };

/** A run of the engine. */
export interface RunStep {
  readonly do: "up" | "refresh" | "destroy";
  /** `up` only: with `--refresh`, with a preview before it, and with `--replace` of that resource. */
  readonly refresh?: boolean;
  readonly preview?: boolean;
  readonly replace?: number;
  readonly faults?: readonly Fault[];
  readonly kill?: Kill;
}

/** The engine and the provider die at a write: just before it is sent, or when it is done and not answered yet. */
export interface Kill {
  readonly write: number;
  readonly when: "before" | "after";
}

/** What happens to requests of a run instead of being answered well. */
export interface Fault {
  readonly on: "list" | "GET" | "POST" | "PATCH" | "DELETE" | "any";
  readonly kind: FaultKind;
  /** Whether the request is carried out before. */
  readonly when: "before" | "after";
  /** How many requests that fit are let through first, and how many are hit then. */
  readonly after: number;
  readonly times: number;
}

export const faultKinds = [
  "429",
  "503",
  "503 without a body",
  "500",
  "connection cut",
  "HTML as 200",
  "error as 200",
  "empty 404",
  "HTML as 404",
  "403",
  /** Graph's own 404 to the GET of an entity that is there. */
  "404",
  /** Lists show the tenant as it was when the run began, for as many seconds as `times` says tens. */
  "stale lists",
] as const;
export type FaultKind = (typeof faultKinds)[number];

export const isRun = (step: Step): step is RunStep =>
  step.do === "up" || step.do === "refresh" || step.do === "destroy";

export type { Location };
