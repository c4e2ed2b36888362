export { readVppTokenFile } from "./apple/readVppTokenFile";
export { parseVppToken, VppTokenFormatError, type VppTokenInfo } from "./apple/vppTokenFile";
export {
  VppToken,
  type VppTokenAccountType,
  type VppTokenArgs,
  type VppTokenState,
  type VppTokenSyncStatus,
} from "./resources/VppToken";
