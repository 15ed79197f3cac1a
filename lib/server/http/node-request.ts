import type { IncomingMessage } from "node:http";
import type { ApiRequest, Params } from "../exchange";
import { cutShort, tooLarge } from "./body";
import { clientAddressOf } from "./client-address";

/** A request of node:http, without the objects that the Web would make of it. */
export class NodeRequest implements ApiRequest {
  readonly method: string;
  readonly clientAddress: string | undefined;

  constructor(
    private readonly incoming: IncomingMessage,
    readonly search: string,
    readonly params: Params,
    trustedProxies: number,
  ) {
    this.method = incoming.method ?? "";
    const forwardedFor = this.header("x-forwarded-for") ?? undefined;
    this.clientAddress = clientAddressOf(incoming.socket.remoteAddress, forwardedFor, trustedProxies);
  }

  header(name: string): string | null {
    const value = this.incoming.headers[name];
    return Array.isArray(value) ? value.join(", ") : (value ?? null);
  }

  async readBody(limit: number): Promise<Buffer> {
    const { incoming } = this;
    if (Number(incoming.headers["content-length"] ?? 0) > limit) throw tooLarge(limit);
    if (incoming.destroyed) throw cutShort();
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
}
