/**
 * The libraries that take long to load, loaded when first needed: a preview that makes no request needs none of them.
 * `require` because the compiled package is CommonJS, where it costs less than `import()` and shares one cache.
 */
export const azureIdentity = (): typeof import("@azure/identity") => require("@azure/identity");
export const graphLibrary = (): typeof import("@microsoft/microsoft-graph-client") =>
  require("@microsoft/microsoft-graph-client");
/** What Node's fetch is made of: for requests that are to take another way than Node's would. */
export const undici = (): typeof import("undici") => require("undici");
