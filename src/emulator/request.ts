import type { ApiVersion } from "../definitions/entity";
import type { Json, JsonObject } from "./json";
import type { Moment } from "./settings";
import type { Store } from "./store";

/** A request, freed from HTTP. */
export interface GraphRequest {
  readonly version: ApiVersion;
  readonly url: URL;
  /** What stands in the path's places, for example `id`. */
  readonly parameters: Readonly<Record<string, string>>;
  readonly body: Json | undefined;
  readonly store: Store;
  readonly moment: Moment;
  readonly newId: () => string;
}

/** An answer, before it becomes HTTP. */
export interface GraphReply {
  readonly status: 200 | 201 | 204;
  readonly body?: JsonObject;
}

/** Answers a request, or throws a GraphError. */
export type Handler = (request: GraphRequest) => GraphReply;
