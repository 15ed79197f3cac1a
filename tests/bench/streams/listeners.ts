import net from "node:net";

/** Connections that are being made at a time: as many as a listener's backlog takes without a retry. */
const AT_ONCE = 200;
/** Each address of this machine has ports of its own. */
const ADDRESSES = 8;

/** Clients of one server's streams, each no more than a socket: an HTTP client would take more than the server. */
export class Listeners {
  readonly #sockets: net.Socket[] = [];
  #awaited = "";
  #missing = 0;
  #done = () => {};

  constructor(
    private readonly url: URL,
    private readonly projectId: string,
  ) {}

  /** Opens streams with a key, each of which has had its first event. @throws when one is refused */
  async open(key: string, count: number): Promise<void> {
    let left = count;
    const open = async () => {
      while (left-- > 0) await this.#openOne(key);
    };
    await Promise.all(Array.from({ length: AT_ONCE }, open));
  }

  /** @returns when every client has heard of this revision. To be called before it is made. */
  heard(revision: number): Promise<number> {
    this.#awaited = `"revision":${revision}}`;
    this.#missing = this.#sockets.length;
    return new Promise((resolve) => {
      this.#done = () => resolve(performance.now());
    });
  }

  close(): void {
    for (const socket of this.#sockets) socket.destroy();
  }

  #openOne(key: string): Promise<void> {
    const { hostname, port, host } = this.url;
    const localAddress = `127.0.0.${2 + (this.#sockets.length % ADDRESSES)}`;
    const socket = net.connect({ host: hostname, port: Number(port), localAddress });
    this.#sockets.push(socket);
    const path = `/api/v1/flags/stream?project_id=${this.projectId}`;
    socket.write(`GET ${path} HTTP/1.1\r\nhost: ${host}\r\nauthorization: Bearer ${key}\r\n\r\n`);
    return new Promise((resolve, reject) => {
      let isOpen = false;
      socket.on("error", reject).on("close", () => reject(new Error("A stream ended")));
      socket.on("data", (bytes) => {
        const text = bytes.toString("latin1");
        if (!isOpen && !text.startsWith("HTTP/1.1 200")) reject(new Error(text));
        if (!isOpen && text.includes("event: revision")) {
          isOpen = true;
          resolve();
        }
        if (this.#missing > 0 && text.includes(this.#awaited) && --this.#missing === 0) this.#done();
      });
    });
  }
}
