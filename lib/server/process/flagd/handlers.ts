import { type Metadata, type ServerErrorResponse, type ServerWritableStream, status } from "@grpc/grpc-js";
import { outageCause } from "../../db/outage";
import type { EventSink } from "../../exchange";
import type { SyncStreams } from "../../live/flagd/sync-streams";
import { log } from "../../log";
import { ServiceError, type ServiceErrorCode } from "../../service-error";
import { type FlagdCall, fetchFlagdFlags, syncFlagdFlags } from "../../services/flagd-sync";
import type { FlagdRequest, FlagdResponse, FlagSyncHandlers } from "./protocol";

/** What gRPC calls the failures that there can be. */
const statusByCode: Partial<Record<ServiceErrorCode, status>> = {
  bad_request: status.INVALID_ARGUMENT,
  unauthenticated: status.UNAUTHENTICATED,
  insufficient_scope: status.PERMISSION_DENIED,
  forbidden: status.PERMISSION_DENIED,
  not_found: status.NOT_FOUND,
  rate_limited: status.RESOURCE_EXHAUSTED,
  unavailable: status.UNAVAILABLE,
};

export const handlersOf = (streams: SyncStreams): FlagSyncHandlers => ({
  syncFlags: (call) => {
    syncFlagdFlags(callOf(call), sinkOf(call), streams).catch((error: unknown) => call.emit("error", told(error)));
  },
  fetchAllFlags: (call, respond) => {
    fetchFlagdFlags(callOf(call)).then(
      (flagConfiguration) => respond(null, { flagConfiguration }),
      (error: unknown) => respond(told(error)),
    );
  },
  // There is none. Older clients ask before they open a stream.
  getMetadata: (_call, respond) => respond(null, {}),
});

const callOf = (call: { metadata: Metadata; request: FlagdRequest; getPeer(): string }): FlagdCall => ({
  authorization: textIn(call.metadata, "authorization"),
  selector: textIn(call.metadata, "flagd-selector") ?? call.request.selector,
  clientAddress: call.getPeer().replace(/:\d+$/, ""),
});

function textIn(metadata: Metadata, name: string): string | undefined {
  const [value] = metadata.get(name);
  return typeof value === "string" ? value : undefined;
}

function sinkOf(call: ServerWritableStream<FlagdRequest, FlagdResponse>): EventSink {
  const sayGoodbye = () =>
    void call.emit("error", { code: status.UNAVAILABLE, details: "The stream has ended: connect again" });
  return {
    // The sink's type asks for bytes of any kind; the documents are buffers.
    write: (bytes) => call.write({ flagConfiguration: Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength) }),
    onceDrained: (run) => void call.once("drain", run),
    onceClosed: (run) => {
      call.once("cancelled", run);
      call.once("close", run);
    },
    // Not OK: some clients come back only after a failure.
    end: sayGoodbye,
    destroy: sayGoodbye,
  };
}

function told(error: unknown): ServerErrorResponse {
  if (error instanceof ServiceError) {
    return {
      name: error.name,
      message: error.message,
      details: error.message,
      code: statusByCode[error.code] ?? status.INTERNAL,
    };
  }
  const isOutage = outageCause(error) !== undefined;
  if (!isOutage) log.error({ err: error }, "a call of flagd's protocol failed");
  const details = isOutage ? "Database unavailable" : "Internal error";
  return { name: "Error", message: details, details, code: isOutage ? status.UNAVAILABLE : status.INTERNAL };
}
