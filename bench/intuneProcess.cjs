// @ts-check
// The emulator in a process of its own, so that it and the bench don't hold each other up. Any message asks for the number
// of requests since the last one.
const { join } = require("node:path");
const { startEmulator } = require(join(__dirname, "..", "dist", "emulator"));

let requests = 0;

startEmulator({
  latency: Number(process.argv[2]),
  onRequest: () => {
    requests += 1;
  },
}).then((/** @type {{ url: string }} */ { url }) => process.send?.(url));

process.on("message", () => {
  process.send?.(requests);
  requests = 0;
});
process.on("disconnect", () => process.exit());
