import { fork } from "node:child_process";
import { once } from "node:events";
import path from "node:path";

/** Whose flags the clients follow. */
export interface Followed {
  readonly url: string;
  readonly key: string;
  readonly projectId: string;
}

/** What a process of clients says when the last of them gives a value: when each did. */
export interface Seen {
  readonly value: number;
  readonly times: readonly number[];
}

/** Milliseconds by the machine's monotonic clock, which all of its processes share. */
export const now = (): number => Number(process.hrtime.bigint()) / 1e6;

/** Clients in several processes, all of which hold a ruleset and a stream. */
export async function startClients(followed: Followed, count: number, processes: number) {
  const worker = path.resolve("tests", "bench", "dist", "clients-worker.mjs");
  const children = Array.from({ length: processes }, () => fork(worker));
  await Promise.all(
    children.map(async (child) => {
      const ready = once(child, "message");
      child.send({ ...followed, count: count / processes });
      await ready;
    }),
  );
  return {
    pids: children.map(({ pid = 0 }) => pid),
    /** When each client gave this value, once the last of them does. To be called before it is made. */
    async seen(value: number): Promise<number[]> {
      const all = await Promise.all(children.map((child) => once(child, "message") as Promise<[Seen]>));
      const [wrong] = all.find(([seen]) => seen.value !== value) ?? [];
      if (wrong !== undefined) throw new Error(`Clients gave ${wrong.value} and not ${value}`);
      return all.flatMap(([{ times }]) => times);
    },
    async close(): Promise<void> {
      await Promise.all(
        children.map((child) => {
          const ended = once(child, "exit");
          child.disconnect();
          return ended;
        }),
      );
    },
  };
}
