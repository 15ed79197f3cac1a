import type { MaybePromise } from "./maybe-promise";

/** A request as handlers see it, for every host: `node:http` in our own server, the Web's Request elsewhere. */
export interface ApiRequest {
  readonly method: string;
  /** What follows the "?" of the address; empty when nothing does. */
  readonly search: string;
  /** The values of the path's parameters. */
  readonly params: Params;
  /** The address of the client, where the host knows it. */
  readonly clientAddress: string | undefined;
  /** @param name in lower case */
  header(name: string): string | null;
  /**
   * The whole body, which can be read only once.
   * @throws ServiceError 413 for more than `limit` bytes, whatever length was declared
   */
  readBody(limit: number): MaybePromise<Buffer>;
}

/** By name in lower case. */
export type Params = Record<string, string | string[] | undefined>;

/** By name in lower case; a list is sent as that many headers. */
export type ResponseHeaders = Record<string, string | string[]>;

/** An answer before a host writes it. */
export interface ApiResponse {
  status: number;
  headers: ResponseHeaders;
  /** Text goes out as UTF-8. Bytes are in whatever form the headers say. */
  body: string | Uint8Array | EventStream | null;
}

/** An answer that goes on. Its host opens it once, after the head, or cancels it when nobody will read it. */
export interface EventStream {
  open(sink: EventSink): void;
  cancel(): void;
}

/** The way to one client, as its host provides it. None of its functions throws. */
export interface EventSink {
  /** @returns false when enough is waiting to be read: send more once `onceDrained` has called back */
  write(bytes: Uint8Array): boolean;
  onceDrained(listener: () => void): void;
  /** Ends the answer; what is waiting to be read is still sent. */
  end(): void;
  /** Breaks the connection off. */
  destroy(): void;
  /** Calls back when the client has gone, or the answer is over. */
  onceClosed(listener: () => void): void;
}

/** Answers requests for any host. */
export type Handler = (request: ApiRequest) => Promise<ApiResponse>;

export const isEventStream = (body: ApiResponse["body"]): body is EventStream =>
  typeof body === "object" && body !== null && "open" in body;

/** The body for a host that cannot stream: an event stream is cancelled. */
export function withoutEvents(body: ApiResponse["body"]): string | Uint8Array | null {
  if (!isEventStream(body)) return body;
  body.cancel();
  return null;
}
