export type { RequestLog } from "./http/requestLog";
export { type Emulator, type EmulatorOptions, startEmulator } from "./http/server";
export { DataFileError } from "./tenant/dataFile";
