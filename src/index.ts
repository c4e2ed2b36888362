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
export {
  AppleVolumePurchaseProgramToken,
  type AppleVolumePurchaseProgramTokenArgs,
  type AppleVolumePurchaseProgramTokenState,
} from "./resources/AppleVolumePurchaseProgramToken";
export type { AppleTokenArgs, VppTokenSource } from "./resources/appleToken";
export { VppToken, type VppTokenArgs } from "./resources/VppToken";
export { VppTokenLicenseSync, type VppTokenLicenseSyncArgs } from "./resources/VppTokenLicenseSync";
