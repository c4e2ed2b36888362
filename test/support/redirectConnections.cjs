// For `node --require`: every TLS connection to a host of REDIRECT_HOSTS ends at this computer's REDIRECT_PORT, and any
// other to beyond this computer fails. Nothing above the connection knows: names, certificates and headers are real ones.
const net = require("node:net");
const tls = require("node:tls");

const hosts = (process.env.REDIRECT_HOSTS ?? "").split(",");
const port = Number(process.env.REDIRECT_PORT);
const connectOverTls = tls.connect;
const connect = net.Socket.prototype.connect;

Object.defineProperty(tls, "connect", {
  /** @param {import("node:tls").ConnectionOptions} options */
  value: (options, /** @type {unknown[]} */ ...rest) => {
    const host = String(options.servername || options.host);
    const here = hosts.includes(host) && options.port === 443;
    const redirected = here ? { ...options, host: "127.0.0.1", port, servername: host } : options;
    return Reflect.apply(connectOverTls, tls, [redirected, ...rest]);
  },
});

/** @param {unknown[]} args */
net.Socket.prototype.connect = function (...args) {
  const [options] = args.flat();
  const host = typeof options === "object" && options !== null && "host" in options ? options.host : undefined;
  if (host !== undefined && host !== "localhost" && host !== "127.0.0.1") {
    throw new Error(`A test must not connect to ${host}.`);
  }
  return Reflect.apply(connect, this, args);
};
