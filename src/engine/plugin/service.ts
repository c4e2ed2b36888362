import type { handleUnaryCall, ServerUnaryCall, sendUnaryData, UntypedServiceImplementation } from "@grpc/grpc-js";
import type { PluginAttach } from "@pulumi/pulumi/proto/plugin_pb";
import { PluginInfo } from "@pulumi/pulumi/proto/plugin_pb";
import * as pb from "@pulumi/pulumi/proto/provider_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { without } from "../../provider/propertyMap";
import { checkConfiguration, withSecretCredentials } from "./configuration";
import { InitializationFailure, toServiceError } from "./failures";
import type { Plugin } from "./plugin";
import { failureOf, type InputDifference, shownFailures, UnusableResource } from "./pluginResource";
import { noProperties, type Properties, readProperties, writeProperties } from "./values";

/** The arguments that are secrets whatever the program says. */
const alwaysSecret: readonly string[] = ["token"];

/**
 * Pulumi's provider protocol, one function for each RPC.
 * Source: "proto/pulumi/provider.proto" of Pulumi's SDK.
 */
export function providerService(plugin: Plugin): UntypedServiceImplementation {
  return {
    handshake: unary(async (request: pb.ProviderHandshakeRequest) => {
      plugin.connectEngine(request.getEngineAddress());
      const response = new pb.ProviderHandshakeResponse();
      response.setAcceptSecrets(true);
      response.setAcceptResources(true);
      response.setAcceptOutputs(true);
      return response;
    }),

    attach: unary(async (request: PluginAttach) => {
      plugin.connectEngine(request.getAddress());
      return new Empty();
    }),

    getPluginInfo: unary(async () => {
      const info = new PluginInfo();
      info.setVersion(plugin.version);
      return info;
    }),

    getSchema: unary(async () => {
      const response = new pb.GetSchemaResponse();
      response.setSchema(plugin.schema());
      return response;
    }),

    checkConfig: unary(async (request: pb.CheckRequest) => {
      const inputs = given(request.getNews());
      return checked(withSecretCredentials(inputs), shownFailures(checkConfiguration(inputs.values)));
    }),

    // Never a replacement: that would replace every token.
    diffConfig: unary(async (request: pb.DiffRequest) => {
      const [olds, news] = [request.getOldInputs() ?? request.getOlds(), request.getNews()].map(given);
      const isSame = JSON.stringify(olds?.values) === JSON.stringify(news?.values);
      const response = new pb.DiffResponse();
      response.setChanges(isSame ? pb.DiffResponse.DiffChanges.DIFF_NONE : pb.DiffResponse.DiffChanges.DIFF_SOME);
      return response;
    }),

    configure: unary(async (request: pb.ConfigureRequest) => {
      plugin.configure(given(request.getArgs()).values);
      const response = new pb.ConfigureResponse();
      response.setAcceptsecrets(true);
      response.setAcceptresources(true);
      response.setAcceptoutputs(true);
      response.setSupportspreview(true);
      return response;
    }),

    check: unary(async (request: pb.CheckRequest) => {
      const [olds, news] = [given(request.getOlds()), given(request.getNews())];
      const subject = { urn: request.getUrn(), name: nameOf(request.getUrn()) };
      const { inputs, failures } = await plugin.operate(subject.urn, 0, () =>
        plugin
          .resource(subject.urn)
          .check(subject, olds.values, news.values)
          .catch((error) => ({ inputs: news.values, failures: [failureOf(error)] })),
      );
      // The engine goes on with nothing that failed, and policies may print it: the token isn't noted there yet.
      const values = failures.length === 0 ? inputs : without(inputs, alwaysSecret);
      return checked({ values, secretNames: secretNames(news) }, shownFailures(failures));
    }),

    diff: unary(async (request: pb.DiffRequest) => {
      const subject = liveSubject(request, request.getOlds());
      const differences = await plugin.operate(subject.urn, 0, () =>
        plugin.resource(subject.urn).diff(subject, given(request.getNews()).values),
      );
      return diffResponse(differences);
    }),

    create: unary(async (request: pb.CreateRequest) => {
      const subject = { urn: request.getUrn(), name: nameOf(request.getUrn()) };
      const inputs = given(request.getProperties());
      const secrets = secretNames(inputs);
      const resource = plugin.resource(subject.urn);
      const response = new pb.CreateResponse();
      await plugin.operate(subject.urn, request.getTimeout(), async () => {
        if (request.getPreview()) {
          const planned = await resource.previewCreate(subject, inputs.values);
          response.setProperties(writeProperties({ values: planned, secretNames: secrets }));
          return;
        }
        const { id, outputs } = await resource.create(subject, inputs.values).catch(keptUnusable(secrets));
        response.setId(id);
        response.setProperties(writeProperties({ values: outputs, secretNames: secrets }));
      });
      return response;
    }),

    read: unary(async (request: pb.ReadRequest) => {
      const [properties, inputs] = [given(request.getProperties()), readProperties(request.getInputs())];
      const subject = { ...liveSubject(request, request.getProperties()), name: nameOf(request.getUrn()) };
      const stored = { outputs: properties.values, inputs: inputs?.values };
      const live = await plugin.operate(subject.urn, request.getTimeout(), () =>
        plugin.resource(subject.urn).read({ ...subject, stored }),
      );
      const response = new pb.ReadResponse();
      if (live === undefined) return response;
      const secrets = secretNames(properties, inputs ?? noProperties);
      response.setId(live.id);
      response.setProperties(writeProperties({ values: live.outputs, secretNames: secrets }));
      response.setInputs(writeProperties({ values: live.inputs, secretNames: secrets }));
      return response;
    }),

    update: unary(async (request: pb.UpdateRequest) => {
      const subject = liveSubject(request, request.getOlds());
      const inputs = given(request.getNews());
      const secrets = secretNames(inputs);
      const resource = plugin.resource(subject.urn);
      const outputs = await plugin.operate(subject.urn, request.getTimeout(), () =>
        request.getPreview()
          ? resource.previewUpdate(subject, inputs.values)
          : resource.update(subject, inputs.values).catch(keptUnusable(secrets)),
      );
      const response = new pb.UpdateResponse();
      response.setProperties(writeProperties({ values: outputs, secretNames: secrets }));
      return response;
    }),

    delete: unary(async (request: pb.DeleteRequest) => {
      const subject = liveSubject(request, request.getProperties());
      await plugin.operate(subject.urn, request.getTimeout(), () => plugin.resource(subject.urn).delete(subject));
      return new Empty();
    }),

    invoke: unary(async (request: pb.InvokeRequest) => {
      const args = given(request.getArgs()).values;
      const result = await plugin.operate(undefined, 0, () => plugin.lookUp(request.getTok(), args));
      const response = new pb.InvokeResponse();
      response.setReturn(writeProperties({ values: result, secretNames: new Set() }));
      return response;
    }),

    cancel: unary(async () => {
      plugin.cancel();
      return new Empty();
    }),
  };
}

/** An RPC of one request and one response. */
function unary<Request, Response>(work: (request: Request) => Promise<Response>): handleUnaryCall<Request, Response> {
  return (call: ServerUnaryCall<Request, Response>, respond: sendUnaryData<Response>) => {
    work(call.request).then(
      (response) => respond(null, response),
      (error) => respond(toServiceError(error)),
    );
  };
}

function given(struct: Parameters<typeof readProperties>[0]): Properties {
  return readProperties(struct) ?? noProperties;
}

function secretNames(...properties: readonly Properties[]): ReadonlySet<string> {
  return new Set([...alwaysSecret, ...properties.flatMap((each) => [...each.secretNames])]);
}

function liveSubject(
  request: Pick<pb.DiffRequest, "getUrn" | "getId"> & {
    getOldInputs?: pb.DiffRequest["getOldInputs"];
  },
  outputs: Parameters<typeof readProperties>[0],
) {
  const urn = request.getUrn();
  const inputs = readProperties(request.getOldInputs?.())?.values;
  return { urn, name: nameOf(urn), id: request.getId(), stored: { outputs: given(outputs).values, inputs } };
}

/** The last part of a URN. */
function nameOf(urn: string): string {
  return urn.split("::").slice(3).join("::");
}

function checked(inputs: Properties, reasons: readonly string[]): pb.CheckResponse {
  const response = new pb.CheckResponse();
  response.setInputs(writeProperties(inputs));
  response.setFailuresList(
    reasons.map((reason) => {
      const failure = new pb.CheckFailure();
      failure.setReason(reason);
      return failure;
    }),
  );
  return response;
}

const kinds = {
  add: pb.PropertyDiff.Kind.ADD,
  update: pb.PropertyDiff.Kind.UPDATE,
  delete: pb.PropertyDiff.Kind.DELETE,
} as const;

function diffResponse(differences: readonly InputDifference[]): pb.DiffResponse {
  const { DIFF_NONE, DIFF_SOME } = pb.DiffResponse.DiffChanges;
  const response = new pb.DiffResponse();
  response.setChanges(differences.length === 0 ? DIFF_NONE : DIFF_SOME);
  response.setDiffsList(differences.map(({ property }) => property));
  response.setHasdetaileddiff(true);
  // Matters only where a user asks for a replacement: two entities for one token at a time would break both.
  response.setDeletebeforereplace(true);
  for (const { property, kind, isOfInputs } of differences) {
    const difference = new pb.PropertyDiff();
    difference.setKind(kinds[kind]);
    difference.setInputdiff(isOfInputs);
    response.getDetaileddiffMap().set(property, difference);
  }
  return response;
}

/** The error by which the engine keeps an entity that was made and can't be used. */
function keptUnusable(secrets: ReadonlySet<string>) {
  return (error: unknown): never => {
    if (!(error instanceof UnusableResource)) throw error;
    const { id, outputs, inputs } = error.live;
    const properties = (values: typeof outputs) => ({ values, secretNames: secrets });
    throw new InitializationFailure(id, properties(outputs), properties(inputs), error.reasons);
  };
}
