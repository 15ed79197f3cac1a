import type {
  handleServerStreamingCall,
  handleUnaryCall,
  MethodDefinition,
  ServiceDefinition,
  UntypedHandleCall,
} from "@grpc/grpc-js";
import { fromJSON } from "@grpc/proto-loader";

/** What a client asks for. */
export interface FlagdRequest {
  /** Deprecated for the metadata `flagd-selector`; clients send both. Absent: an empty one, which is not sent. */
  readonly selector?: string;
}

/** Flag definitions, as UTF-8 bytes: on the wire, a string is the same. */
export interface FlagdResponse {
  readonly flagConfiguration: Buffer;
}

export interface FlagSyncHandlers {
  readonly [name: string]: UntypedHandleCall;
  readonly syncFlags: handleServerStreamingCall<FlagdRequest, FlagdResponse>;
  readonly fetchAllFlags: handleServerStreamingCall<FlagdRequest, FlagdResponse>;
  readonly getMetadata: handleUnaryCall<object, object>;
}

const request = { fields: { providerId: { type: "string", id: 1 }, selector: { type: "string", id: 2 } } };
const response = { fields: { flagConfiguration: { type: "bytes", id: 1 } } };

const callOf = (name: string, comment: string) => ({
  requestType: `${name}Request`,
  responseType: `${name}Response`,
  comment,
});

const packages = fromJSON({
  nested: {
    "flagd.sync.v1": {
      nested: {
        SyncFlagsRequest: request,
        SyncFlagsResponse: response,
        FetchAllFlagsRequest: request,
        FetchAllFlagsResponse: response,
        GetMetadataRequest: { fields: {} },
        GetMetadataResponse: { fields: {} },
        FlagSyncService: {
          methods: {
            SyncFlags: { ...callOf("SyncFlags", "The flags now, and whenever they are others."), responseStream: true },
            FetchAllFlags: callOf("FetchAllFlags", "The flags now."),
            GetMetadata: callOf("GetMetadata", "Deprecated, and empty."),
          },
        },
      },
    },
  },
});

/**
 * `flagd.sync.v1` as far as it is used: flagd-schemas/protobuf/flagd/sync/v1/sync.proto. Fields that are never sent (a
 * static context, the old metadata) are left out.
 */
// The loader's type covers any proto file; this one contains a service of this name.
export const flagSyncService = packages["flagd.sync.v1.FlagSyncService"] as ServiceDefinition;

const { FetchAllFlags } = flagSyncService as { FetchAllFlags: MethodDefinition<unknown, unknown> };

/**
 * The same for the server. On the wire, a stream of one message equals a single answer; unlike that, it reports when
 * the client has taken it.
 */
export const servedFlagSync: ServiceDefinition = {
  ...flagSyncService,
  FetchAllFlags: { ...FetchAllFlags, responseStream: true },
};
