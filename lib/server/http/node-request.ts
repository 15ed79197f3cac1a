import type { IncomingMessage } from "node:http";
import type { ApiRequest, Params } from "../exchange";
import type { MaybePromise } from "../maybe-promise";
import { cutShort, tooLarge } from "./body";
import { clientAddressOf } from "./client-address";

/** A request of node:http, without the objects that the Web would make of it. */
export class NodeRequest implements ApiRequest {
  readonly method: string;

  constructor(
    private readonly incoming: IncomingMessage,
    readonly search: string,
    readonly params: Params,
    private readonly trustedProxies: number,
  ) {
    this.method = incoming.method ?? "";
  }

  get clientAddress(): string | undefined {
    const forwardedFor = this.header("x-forwarded-for") ?? undefined;
    return clientAddressOf(this.incoming.socket.remoteAddress, forwardedFor, this.trustedProxies);
  }

  header(name: string): string | null {
    const value = this.incoming.headers[name];
    return Array.isArray(value) ? value.join(", ") : (value ?? null);
  }

  readBody(limit: number): MaybePromise<Buffer> {
    const { incoming } = this;
    if (Number(incoming.headers["content-length"] ?? 0) > limit) throw tooLarge(limit);
    if (incoming.destroyed) throw cutShort();
    return incoming.complete ? received(incoming, limit) : collect(incoming, limit);
  }
}

/** The body of a request that has arrived whole. */
function received(incoming: IncomingMessage, limit: number): Buffer {
  // Without an encoding a stream of bytes reads as one Buffer, and nothing as null.
  const body = (incoming.read() as Buffer | null) ?? Buffer.alloc(0);
  if (body.length > limit) throw tooLarge(limit);
  return body;
}

/** The body of a request of which more is to come. */
function collect(incoming: IncomingMessage, limit: number): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    incoming.on("data", (chunk: Buffer) => {
      size += chunk.length;
      if (size <= limit) chunks.push(chunk);
      else reject(tooLarge(limit));
    });
    incoming.on("end", () => resolve(Buffer.concat(chunks)));
    incoming.on("error", () => reject(cutShort()));
  });
}
