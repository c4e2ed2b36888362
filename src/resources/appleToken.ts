import type * as pulumi from "@pulumi/pulumi";
import { type EntityDefinition, outputNames } from "../definitions/entity";
import { joinProgram, movedFromPlugin, providerInput, splitImport } from "../engine/dynamic/declaration";
import { stateKeys } from "../provider/state/keys";
import { mergeOptions, secret } from "../pulumi";
import { warnOfToken } from "./tokenWarnings";

/**
 * Where the provider finds a token's text: in a file (a path relative to the program's folder) or in an environment
 * variable of the process that runs Pulumi.
 */
export type VppTokenSource =
  | {
      /** The path of the file, relative to the program's folder. */
      file: pulumi.Input<string>;
    }
  | {
      /** The name of the variable. */
      env: pulumi.Input<string>;
    };

/** What a program declares of an Apple token, under whichever name Graph has it. */
export interface AppleTokenArgs {
  /**
   * The content of the `.vpptoken` file from Apple Business Manager or Apple School Manager (Base64). Needed to create a
   * token. In TypeScript, use `config.requireSecret("londonVppToken")` or `readVppTokenFile("london.vpptoken")`.
   *
   * It is always a secret. Of the text, the resource's state holds only the SHA-256 fingerprint, the expiry and the
   * organization, as a secret; where the text comes from the stack's configuration, Pulumi itself keeps that in the
   * state, encrypted. Intune never gives the text back: it is compared with the last one sent, and a new one is uploaded
   * to the same entity, so that apps and licenses stay. A text that would be uploaded and is malformed or expired is
   * refused at preview. Graph: `token`.
   */
  token?: pulumi.Input<string | undefined>;
  /**
   * Where the provider finds the token's text, instead of `token`: `{ file: "london.vpptoken" }` or
   * `{ env: "LONDON_VPP_TOKEN" }`. The text is read when it is checked and uploaded, and only its SHA-256 fingerprint,
   * the expiry and the organization are kept, so the token is in no state, diff or log at all. Another content is a
   * change like another `token`. A file or variable that is missing is an error only when its text is needed.
   */
  tokenFrom?: pulumi.Input<VppTokenSource | undefined>;
  /** The organization that the token belongs to. Default: the one named in the token. Graph: `organizationName`. */
  organizationName?: pulumi.Input<string | undefined>;
  /** The Managed Apple ID (an e-mail address) with which the token was downloaded. Graph: `appleId`. */
  appleId?: pulumi.Input<string | undefined>;
  /** Whether apps bought with the token are updated by themselves on devices. Graph: `automaticallyUpdateApps`. */
  automaticallyUpdateApps?: pulumi.Input<boolean | undefined>;
  /**
   * The App Store that the apps' metadata comes from: a country or region of two letters (ISO 3166-1), in either case.
   * A change shows in the apps after the next sync. Graph: `countryOrRegion`.
   */
  countryOrRegion?: pulumi.Input<string | undefined>;
  /**
   * The connection to the tenant. With the dynamic provider, it names the namespace of configuration that holds the tenant's
   * credentials: with `"contoso"` they are `contoso:tenantId` and so on. With the plugin, it names an entry of
   * `intune:connections`: with `"contoso"` they are `intune:connections.contoso.tenantId` and so on. Default: the keys of
   * `intune` itself, the only ones for which environment variables count. It can't be changed later, since that would mean
   * another tenant's token, unless the resource option `import` names the token's id there.
   */
  connection?: pulumi.Input<string | undefined>;
  /**
   * Whether a token may be uploaded that is malformed, expired, older than the one in Intune or of another organization,
   * and a token that was renewed elsewhere passes unnoticed. Default: false.
   */
  skipTokenChecks?: pulumi.Input<boolean | undefined>;
  /**
   * Whether the token may be deleted although apps of it are still assigned; they are deleted with it. Default: false, so
   * that a delete is refused and lists them. `pulumi destroy` goes by the last `pulumi up`, so run that after a change.
   */
  forceDestroy?: pulumi.Input<boolean | undefined>;
  /** How many days before its expiry Pulumi warns that the token has to be renewed, 0 or more. Default: 30. */
  renewalWarningDays?: pulumi.Input<number | undefined>;
}

/** The outputs that other resources' checks may need. */
type AnsweredOutput = "id" | "token" | "tokenFrom" | "expiry" | "connection";

/** A resource that holds an Apple token, while it is declared. */
export interface AppleTokenDeclaration {
  readonly definition: EntityDefinition;
  readonly args: AppleTokenArgs;
  /** What it hands to Pulumi: what is declared, and what the provider is found by. */
  readonly inputs: pulumi.Inputs;
  readonly opts: pulumi.CustomResourceOptions;
  /**
   * Notes what the engine answers of it; undefined where it is only read (`get`). The type names nothing of `engine/`, whose
   * declarations the package doesn't hold.
   */
  readonly follow: ((answers: Readonly<Record<AnsweredOutput, pulumi.Input<unknown>>>) => void) | undefined;
}

/** Declares a resource that holds an Apple token. */
export function declareAppleToken(
  className: string,
  definition: EntityDefinition,
  name: string,
  args: AppleTokenArgs,
  opts: pulumi.CustomResourceOptions | undefined,
): AppleTokenDeclaration {
  const { opts: options, imported } = splitImport(opts);
  const token = args.token === undefined ? undefined : secret(args.token);
  const member =
    opts?.id === undefined ? joinProgram(name, definition, { token, tokenFrom: args.tokenFrom }) : undefined;
  const inputs = {
    ...unknownOutputs(definition),
    ...args,
    token,
    ...imported,
    ...member?.context,
    ...providerInput(definition.name),
  };
  const defaults: pulumi.CustomResourceOptions = {
    ...movedFromPlugin(className),
    additionalSecretOutputs: ["token"],
    // For replacements that the engine makes without asking the provider (`pulumi up --replace`): two entities for one
    // token at a time would break both. What is imported again must not be deleted first.
    ...(stateKeys.importId in imported ? {} : { deleteBeforeReplace: true }),
  };
  return { definition, args, inputs, opts: mergeOptions(defaults, options), follow: member?.follow };
}

/** Completes a resource that holds an Apple token, once it is declared. */
export function completeAppleToken(
  resource: Parameters<typeof warnOfToken>[0] & pulumi.CustomResource,
  { definition: { upload }, args, follow }: AppleTokenDeclaration,
): void {
  const outputs = resource as unknown as Readonly<Record<string, pulumi.Input<unknown>>>;
  follow?.({
    id: resource.id,
    token: outputs[upload.property],
    tokenFrom: outputs[upload.source],
    expiry: outputs[upload.expiry],
    connection: outputs.connection,
  });
  // The engine, and so the SDK, has a note of the text only; the program gave it, and gets it back.
  if (args.token !== undefined) Object.assign(resource, { token: secret(args.token) });
  warnOfToken(resource, args);
}

/** A place for each output: Pulumi fills in only those that are named among the arguments. */
function unknownOutputs(definition: EntityDefinition): Record<string, undefined> {
  return Object.fromEntries(outputNames(definition).map((name) => [name, undefined]));
}
