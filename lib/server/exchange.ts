import type { MaybePromise } from "./maybe-promise";

/** A request as a handler sees it, whichever host took it: `node:http` in our own server, the Web's Request elsewhere. */
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
  /** Text goes out as UTF-8. */
  body: string | ReadableStream<Uint8Array> | null;
}

/** Answers requests for any host. */
export type Handler = (request: ApiRequest) => Promise<ApiResponse>;
