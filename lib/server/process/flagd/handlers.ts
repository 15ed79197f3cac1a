import { type Metadata, type ServerErrorResponse, type ServerWritableStream, status } from "@grpc/grpc-js";
import { outageCause } from "../../db/outage";
import type { DocumentSink } from "../../live/flagd/document-sink";
import type { SyncStreams } from "../../live/flagd/sync-streams";
import { log } from "../../log";
import { ServiceError, type ServiceErrorCode } from "../../service-error";
import { type FlagdCall, fetchFlagdFlags, syncFlagdFlags } from "../../services/flagd-sync";
import type { PeerConnections } from "./connections";
import type { FlagdRequest, FlagdResponse, FlagSyncHandlers } from "./protocol";

/** gRPC's statuses for the possible failures. */
const statusByCode: Partial<Record<ServiceErrorCode, status>> = {
  bad_request: status.INVALID_ARGUMENT,
  unauthenticated: status.UNAUTHENTICATED,
  insufficient_scope: status.PERMISSION_DENIED,
  forbidden: status.PERMISSION_DENIED,
  not_found: status.NOT_FOUND,
  rate_limited: status.RESOURCE_EXHAUSTED,
  unavailable: status.UNAVAILABLE,
};

export const handlersOf = (streams: SyncStreams, connections: PeerConnections): FlagSyncHandlers => ({
  syncFlags: (call) => serve(call, connections, sayGoodbye, (...to) => syncFlagdFlags(...to, streams)),
  fetchAllFlags: (call) =>
    serve(
      call,
      connections,
      () => call.end(),
      (...to) => fetchFlagdFlags(...to, streams),
    ),
  // There is none. Older clients ask for it before they open a stream.
  getMetadata: (_call, respond) => respond(null, {}),
});

type Call = ServerWritableStream<FlagdRequest, FlagdResponse>;

/** Not OK, because some clients come back only after a failure. */
const sayGoodbye = (call: Call) =>
  void call.emit("error", { code: status.UNAVAILABLE, details: "The stream has ended: connect again" });

/** @param end ends the call after it was served */
function serve(
  call: Call,
  connections: PeerConnections,
  end: (call: Call) => void,
  answer: (called: FlagdCall, sink: DocumentSink) => Promise<void>,
): void {
  const peer = call.getPeer();
  const sink: DocumentSink = {
    send: (document, taken) => {
      call.write({ flagConfiguration: document }, (error?: Error | null) => {
        if (!error) taken();
      });
    },
    end: () => end(call),
    cut: () => connections.destroy(peer),
    onceClosed: (run) => {
      // A client that has gone while it was admitted is not announced again.
      if (call.cancelled) return queueMicrotask(run);
      call.once("cancelled", run);
      call.once("close", run);
    },
  };
  answer(callOf(call), sink).then(
    () => connections.admit(peer),
    (error: unknown) => call.emit("error", toGrpcError(error)),
  );
}

const callOf = (call: { metadata: Metadata; request: FlagdRequest; getPeer(): string }): FlagdCall => ({
  authorization: textIn(call.metadata, "authorization"),
  selector: textIn(call.metadata, "flagd-selector") ?? call.request.selector ?? "",
  clientAddress: call.getPeer().replace(/:\d+$/, ""),
});

function textIn(metadata: Metadata, name: string): string | undefined {
  const [value] = metadata.get(name);
  return typeof value === "string" ? value : undefined;
}

function toGrpcError(error: unknown): ServerErrorResponse {
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
