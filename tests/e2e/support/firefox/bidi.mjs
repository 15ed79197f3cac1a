import { once } from "node:events";

/**
 * A connection of WebDriver BiDi, https://w3c.github.io/webdriver-bidi/, by Node's own WebSocket: Playwright's way to
 * Firefox sends commands that Debian's has not learned yet.
 */
export class Bidi {
  #socket;
  #lastId = 0;
  /** @type {Map<number, { resolve: (result: any) => void, reject: (error: Error) => void }>} */
  #waiting = new Map();

  /** @param {WebSocket} socket @param {(method: string, params: any) => void} onEvent */
  constructor(socket, onEvent) {
    this.#socket = socket;
    socket.addEventListener("message", ({ data }) => {
      const message = JSON.parse(String(data));
      if (message.type === "event") return onEvent(message.method, message.params);
      const asked = this.#waiting.get(message.id);
      this.#waiting.delete(message.id);
      if (message.type === "success") asked?.resolve(message.result);
      else asked?.reject(new Error(`${message.error}: ${message.message}`));
    });
    socket.addEventListener("close", () => {
      for (const { reject } of this.#waiting.values()) reject(new Error("Firefox has gone"));
    });
  }

  /** @param {string} address @param {(method: string, params: any) => void} onEvent */
  static async connect(address, onEvent) {
    const socket = new WebSocket(address);
    await once(socket, "open");
    const bidi = new Bidi(socket, onEvent);
    await bidi.send("session.new", { capabilities: {} });
    return bidi;
  }

  /** @param {string} method @param {object} params @returns {Promise<any>} its result @throws {Error} */
  send(method, params) {
    const id = ++this.#lastId;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      this.#socket.send(JSON.stringify({ id, method, params }));
    });
  }
}
