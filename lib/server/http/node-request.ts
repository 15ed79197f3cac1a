import type { IncomingMessage, ServerResponse } from "node:http";
import type { ApiRequest, Params } from "../exchange";
import type { MaybePromise } from "../maybe-promise";
import type { ServiceError } from "../service-error";
import { cutShort, inCrumbs, tooLarge } from "./body";
import type { Arriving, BodyBudget } from "./body-budget";
import { BodyParts } from "./body-parts";
import { clientAddressOf } from "./client-address";

interface Received {
  incoming: IncomingMessage;
  outgoing: ServerResponse;
  search: string;
  params: Params;
}

/** What the requests of one server share. */
interface Served {
  trustedProxies: number;
  bodies: BodyBudget;
}

/** A request of node:http, without the objects that the Web's Request would create. */
export class NodeRequest implements ApiRequest {
  readonly method: string;
  readonly search: string;
  readonly params: Params;
  readonly #incoming: IncomingMessage;
  readonly #outgoing: ServerResponse;
  /** Bytes held of its body. */
  #held = 0;

  constructor(
    { incoming, outgoing, search, params }: Received,
    private readonly served: Served,
  ) {
    this.method = incoming.method ?? "";
    this.search = search;
    this.params = params;
    this.#incoming = incoming;
    this.#outgoing = outgoing;
  }

  get clientAddress(): string | undefined {
    const forwardedFor = this.header("x-forwarded-for") ?? undefined;
    return clientAddressOf(this.#incoming.socket.remoteAddress, forwardedFor, this.served.trustedProxies);
  }

  header(name: string): string | null {
    const value = this.#incoming.headers[name];
    return Array.isArray(value) ? value.join(", ") : (value ?? null);
  }

  readBody(limit: number): MaybePromise<Buffer> {
    const incoming = this.#incoming;
    if (Number(incoming.headers["content-length"] ?? 0) > limit) throw tooLarge(limit);
    if (incoming.destroyed) throw cutShort();
    return incoming.complete ? this.#received(limit) : this.#collect(limit);
  }

  /** Declares that nothing of the body is held any more. */
  release(): void {
    this.served.bodies.release(this.#held);
    this.#held = 0;
  }

  /** The body of a request that has arrived whole. */
  #received(limit: number): Buffer {
    // Without an encoding, the stream returns one Buffer, and null when it is empty.
    const body = (this.#incoming.read() as Buffer | null) ?? Buffer.alloc(0);
    if (body.length > limit) throw tooLarge(limit);
    this.served.bodies.take(body.length);
    this.#held = body.length;
    return body;
  }

  /** The body of a request that is still arriving. */
  #collect(limit: number): Promise<Buffer> {
    const { bodies } = this.served;
    const incoming = this.#incoming;
    // A client that sends `Expect` is told to continue only now, when nothing else is wrong with its request.
    if (incoming.headers.expect !== undefined) this.#outgoing.writeContinue();
    return new Promise((resolve, reject) => {
      let parts = new BodyParts();
      const giveUp = (error: ServiceError) => {
        incoming.off("data", keep);
        parts = new BodyParts();
        bodies.settle(body);
        bodies.release(body.bytes);
        body.bytes = 0;
        reject(error);
      };
      const body: Arriving = { bytes: 0, refuse: giveUp };
      const keep = (chunk: Buffer) => {
        if (body.bytes + chunk.length > limit) return giveUp(tooLarge(limit));
        parts.add(chunk);
        if (parts.isInCrumbs) return giveUp(inCrumbs());
        bodies.grow(body, chunk.length);
      };
      bodies.begin(body);
      incoming.on("data", keep);
      incoming.on("end", () => {
        bodies.settle(body);
        this.#held = body.bytes;
        resolve(parts.whole());
      });
      incoming.on("error", () => giveUp(cutShort()));
    });
  }
}
