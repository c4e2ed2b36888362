// The classes and lookups of the package over the native plugin, for programs that exchange `pulumi-intune` for `pulumi-intune/native`.
export { readVppTokenFile } from "./apple/readVppTokenFile";
export { parseVppToken, VppTokenFormatError, type VppTokenInfo } from "./apple/vppTokenFile";
export type {
  VppTokenAccountType,
  VppTokenActionResult,
  VppTokenAppDeliveryProtocol,
  VppTokenEntity,
  VppTokenLicenseSummary,
  VppTokenRevokeLicensesActionResult,
  VppTokenState,
  VppTokenSyncStatus,
} from "./definitions/types";
export type { GetVppTokenArgs, GetVppTokenOutputArgs } from "./lookups/getVppToken";
export type { GetVppTokenLicensesArgs, GetVppTokenLicensesOutputArgs } from "./lookups/getVppTokenLicenses";
export type { GetVppTokensArgs, GetVppTokensOutputArgs } from "./lookups/getVppTokens";
export {
  getVppToken,
  getVppTokenLicenses,
  getVppTokenLicensesOutput,
  getVppTokenOutput,
  getVppTokens,
  getVppTokensOutput,
} from "./lookups/native";
export type { LookupInputs, LookupOptions } from "./lookups/options";
export type {
  AppleVolumePurchaseProgramTokenArgs,
  AppleVolumePurchaseProgramTokenState,
} from "./resources/AppleVolumePurchaseProgramToken";
export type { AppleTokenArgs, VppTokenSource } from "./resources/appleToken";
export { AppleVolumePurchaseProgramToken } from "./resources/native/AppleVolumePurchaseProgramToken";
export { Provider, type ProviderArgs } from "./resources/native/Provider";
export { VppToken } from "./resources/native/VppToken";
export { VppTokenLicenseSync } from "./resources/native/VppTokenLicenseSync";
export type { VppTokenArgs } from "./resources/VppToken";
export type { VppTokenLicenseSyncArgs } from "./resources/VppTokenLicenseSync";
