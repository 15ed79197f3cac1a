import type { Socket } from "node:net";

/** The open connections of a gRPC server, by gRPC's names for their other ends. */
export class PeerConnections {
  readonly #byPeer = new Map<string, Socket>();
  /** Connections on which nobody was authenticated, the oldest first. */
  readonly #strangers = new Set<Socket>();

  /** @param most with one connection more, an unauthenticated one is closed */
  constructor(private readonly most: number) {}

  /** @returns false when there is no room, and every connection is authenticated */
  open(socket: Socket): boolean {
    const [stranger] = this.#strangers;
    const isFull = this.#byPeer.size >= this.most;
    if (isFull && stranger === undefined) return false;
    if (isFull) stranger?.destroy();
    const peer = `${socket.remoteAddress}:${socket.remotePort}`;
    this.#byPeer.set(peer, socket);
    this.#strangers.add(socket);
    socket.once("close", () => {
      this.#strangers.delete(socket);
      if (this.#byPeer.get(peer) === socket) this.#byPeer.delete(peer);
    });
    return true;
  }

  /** Notes that somebody was authenticated on this connection. */
  admit(peer: string): void {
    const socket = this.#byPeer.get(peer);
    if (socket !== undefined) this.#strangers.delete(socket);
  }

  destroy(peer: string): void {
    this.#byPeer.get(peer)?.destroy();
  }

  destroyAll(): void {
    for (const socket of this.#byPeer.values()) socket.destroy();
  }
}
