import type { ApiVersion } from "../definitions/entity";
import type { Handler } from "./request";

/** One thing that can be asked of the service. */
export interface Route {
  readonly version: ApiVersion;
  readonly method: string;
  /** The path below the version, as a pattern of the router. */
  readonly path: string;
  readonly handler: Handler;
}
