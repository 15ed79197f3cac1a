import type { ApiRequest, Params } from "../exchange";

/** A GET that is made within the process. */
export class LocalRequest implements ApiRequest {
  readonly method = "GET";
  /** There is no client address, because no network was involved. */
  readonly clientAddress = undefined;

  constructor(
    readonly search: string,
    readonly params: Params,
    private readonly headers: Headers,
  ) {}

  header(name: string): string | null {
    return this.headers.get(name);
  }

  readBody(): Buffer {
    return Buffer.alloc(0);
  }
}
