import type { MaybePromise } from "./maybe-promise";

/**
 * A request as a handler sees it, whichever host took it: `node:http` in our own server, the Web's Request elsewhere.
 */
export interface ApiRequest {
  readonly method: string;
  /** What follows the "?" of the address; empty when nothing does. */
  readonly search: string;
  /** What the path's parameters were replaced by. */
  readonly params: Params;
  /** Whom it came from, where the host knows. */
  readonly clientAddress: string | undefined;
  /** @param name in lower case */
  header(name: string): string | null;
  /**
   * The whole body, which can be read once.
   * @throws ServiceError 413 for more than `limit` bytes, whatever was declared
   */
  readBody(limit: number): MaybePromise<Buffer>;
}

/** By name in lower case. */
export type Params = Record<string, string | string[] | undefined>;

/** By name in lower case; a list is sent as that many headers. */
export type ResponseHeaders = Record<string, string | string[]>;

/** An answer, before a host writes it. */
export interface ApiResponse {
  status: number;
  headers: ResponseHeaders;
  /** Text goes out as UTF-8. Bytes are in whatever form the headers say. */
  body: string | Uint8Array | EventStream | null;
}

/** An answer that goes on. Its host opens it behind the head, once, or cancels it where nobody is to hear it. */
export interface EventStream {
  open(sink: EventSink): void;
  cancel(): void;
}

/** The way to one client, as its host offers it. Nothing here throws. */
export interface EventSink {
  /** @returns false when enough waits to be read: more is to be sent when `onceDrained` has called back */
  write(bytes: Uint8Array): boolean;
  onceDrained(listener: () => void): void;
  /** Ends the answer; what waits to be read is still sent. */
  end(): void;
  /** Breaks the connection off. */
  destroy(): void;
  /** Calls back when the client is gone, or the answer is over. */
  onceClosed(listener: () => void): void;
}

/** Answers requests for any host. */
export type Handler = (request: ApiRequest) => Promise<ApiResponse>;

export const isEventStream = (body: ApiResponse["body"]): body is EventStream =>
  typeof body === "object" && body !== null && "open" in body;

/** A body for a host that does not go on: events are cancelled. */
export function withoutEvents(body: ApiResponse["body"]): string | Uint8Array | null {
  if (!isEventStream(body)) return body;
  body.cancel();
  return null;
}
