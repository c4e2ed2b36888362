import { type Emulator, type EmulatorOptions, startEmulator } from "../../src/emulator";
import { clientOf } from "./client";

/** Gives a function that starts emulators, with a client for each; they end with the test, or before. */
export function emulatorsOfTest() {
  const running = new Set<Emulator>();
  const end = async (emulator: Emulator) => {
    running.delete(emulator);
    await emulator.close();
  };
  afterEach(async () => {
    for (const emulator of running) await end(emulator);
  });
  return async (options: EmulatorOptions = {}) => {
    const emulator = await startEmulator(options);
    running.add(emulator);
    return { emulator, call: clientOf(emulator), end: () => end(emulator) };
  };
}
