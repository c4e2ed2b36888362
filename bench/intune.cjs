// @ts-check
const { fork } = require("node:child_process");
const { once } = require("node:events");
const { join } = require("node:path");

/** How long each answer takes, in milliseconds. */
const latency = 50;

/** @returns {Promise<import("./types").Intune>} */
async function startIntune() {
  // Detached, so that a Ctrl-C at the terminal reaches the bench alone, which then ends the process.
  const child = fork(join(__dirname, "intuneProcess.cjs"), [String(latency)], { detached: true });
  const [url] = await once(child, "message");
  return {
    url,
    takeRequests: async () => {
      child.send("how many?");
      const [requests] = await once(child, "message");
      return requests;
    },
    close: () => child.disconnect(),
  };
}

module.exports = { latency, startIntune };
