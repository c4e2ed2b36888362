export { DataFileError } from "./dataFile";
export type { RequestLog } from "./requestLog";
export { type Emulator, type EmulatorOptions, startEmulator } from "./server";
