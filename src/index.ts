export { readVppTokenFile } from "./apple/readVppTokenFile";
export { parseVppToken, VppTokenFormatError, type VppTokenInfo } from "./apple/vppTokenFile";
export {
  type GetVppTokenArgs,
  type GetVppTokenOutputArgs,
  getVppToken,
  getVppTokenOutput,
} from "./lookups/getVppToken";
export {
  type GetVppTokenLicensesArgs,
  type GetVppTokenLicensesOutputArgs,
  getVppTokenLicenses,
  getVppTokenLicensesOutput,
} from "./lookups/getVppTokenLicenses";
export {
  type GetVppTokensArgs,
  type GetVppTokensOutputArgs,
  getVppTokens,
  getVppTokensOutput,
} from "./lookups/getVppTokens";
export type { LookupInputs, LookupOptions, LookupOutputOptions } from "./lookups/options";
export type { VppTokenEntity } from "./lookups/VppTokenEntity";
export type { VppTokenLicenseSummary } from "./lookups/VppTokenLicenseSummary";
export {
  AppleVolumePurchaseProgramToken,
  type AppleVolumePurchaseProgramTokenArgs,
  type AppleVolumePurchaseProgramTokenState,
} from "./resources/AppleVolumePurchaseProgramToken";
export type { AppleTokenArgs, VppTokenAccountType, VppTokenSource, VppTokenSyncStatus } from "./resources/appleToken";
export {
  VppToken,
  type VppTokenActionResult,
  type VppTokenAppDeliveryProtocol,
  type VppTokenArgs,
  type VppTokenRevokeLicensesActionResult,
  type VppTokenState,
} from "./resources/VppToken";
export { VppTokenLicenseSync, type VppTokenLicenseSyncArgs } from "./resources/VppTokenLicenseSync";
