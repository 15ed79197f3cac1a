import type { ServerResponse } from "node:http";
import type { Socket } from "node:net";
import type { HttpLimits } from "./limits";

/** The open connections of a server, and the answers in progress on each. */
export class Connections {
  readonly #answers = new Map<Socket, Set<ServerResponse>>();
  /** How to begin the requests that wait for earlier answers on their connection. */
  readonly #waiting = new WeakMap<ServerResponse, () => void>();
  /** Connections without a request, the one that has been idle longest first. */
  readonly #idle = new Set<Socket>();
  /** Connections that close after the answers in progress. */
  readonly #ending = new WeakSet<Socket>();
  #isClosing = false;
  #whenEmpty = () => {};

  constructor(private readonly limits: Pick<HttpLimits, "connections" | "pipelined" | "answerBytes">) {}

  get size(): number {
    return this.#answers.size;
  }

  /** @returns false when there is no room, and no connection is idle */
  open(socket: Socket): boolean {
    const [longestIdle] = this.#idle;
    this.#answers.set(socket, new Set());
    this.#idle.add(socket);
    socket.once("close", () => this.#forget(socket));
    if (this.#answers.size <= this.limits.connections) return true;
    longestIdle?.destroy();
    return longestIdle !== undefined;
  }

  /**
   * Takes a request that came on a connection. Pipelined requests are served one after another, each when the answer
   * before it has been taken, so that many on one connection get no advantage over one on another.
   * @param serve is called at once or in its turn; not when the connection closes earlier
   * @returns false when too many came without waiting for answers
   */
  begin(socket: Socket, answer: ServerResponse, serve: () => void): boolean {
    const answers = this.#answers.get(socket);
    if (answers === undefined || answers.size >= this.limits.pipelined) return false;
    answers.add(answer);
    this.#idle.delete(socket);
    if (answers.size === 1) serve();
    else this.#waiting.set(answer, serve);
    return true;
  }

  /** Notes that an answer has been taken, or never will be. */
  end(socket: Socket, answer: ServerResponse): void {
    const answers = this.#answers.get(socket);
    if (answers === undefined) return;
    answers.delete(answer);
    const [next] = answers;
    if (next !== undefined) this.#serve(next);
    else if (this.#isClosing || this.#ending.has(socket)) socket.destroySoon();
    else this.#idle.add(socket);
  }

  /** The answers in progress on a connection. */
  answersOn(socket: Socket): readonly ServerResponse[] {
    return [...(this.#answers.get(socket) ?? [])];
  }

  /** Closes a connection after the answers in progress on it. */
  closeAfterAnswers(socket: Socket): void {
    this.#ending.add(socket);
    const last = this.answersOn(socket).at(-1);
    if (last?.headersSent === false) last.shouldKeepAlive = false;
  }

  /** Makes every answer that has not begun the last of its connection. */
  lastAnswers(): void {
    for (const answers of this.#answers.values()) {
      for (const answer of answers) if (!answer.headersSent) answer.shouldKeepAlive = false;
    }
  }

  /** Closes idle connections at once, and the others after their answers. Resolves when all are closed. */
  close(): Promise<void> {
    this.#isClosing = true;
    for (const socket of this.#idle) socket.destroySoon();
    return new Promise((resolve) => {
      this.#whenEmpty = resolve;
      if (this.size === 0) resolve();
    });
  }

  destroyAll(): void {
    for (const socket of this.#answers.keys()) socket.destroy();
  }

  /** When clients together leave too much of their answers unread, closes the connections that hold most. */
  shedUnread(): void {
    const unread = [...this.#answers].map(([socket, answers]) => ({ socket, bytes: unreadOf(answers) }));
    let total = unread.reduce((sum, { bytes }) => sum + bytes, 0);
    if (total <= this.limits.answerBytes) return;
    for (const { socket, bytes } of unread.sort((a, b) => b.bytes - a.bytes)) {
      if (total <= this.limits.answerBytes) return;
      socket.destroy();
      total -= bytes;
    }
  }

  #serve(answer: ServerResponse): void {
    const serve = this.#waiting.get(answer);
    this.#waiting.delete(answer);
    serve?.();
  }

  #forget(socket: Socket): void {
    this.#answers.delete(socket);
    this.#idle.delete(socket);
    if (this.size === 0) this.#whenEmpty();
  }
}

/** The part of answers that is still in this process; `writableLength` includes what their socket holds. */
const unreadOf = (answers: ReadonlySet<ServerResponse>): number => {
  let bytes = 0;
  for (const answer of answers) bytes += answer.writableLength;
  return bytes;
};
