import { setTimeout as delay } from "node:timers/promises";
import type { Cluster } from "./cluster";
import { boundLog } from "./log-file";
import { type Running, signalPostmaster, stopPostmaster } from "./postmaster";

const FIRST_PAUSE_MS = 250;
const LONGEST_PAUSE_MS = 10_000;
const LOG_CHECK_MS = 60_000;

/**
 * Keeps the cluster running: when the owner's session ends without a call of `stop`, Postgres has ended (by the
 * kernel's memory killer or an operator) and is started again. Returns the two ways to stop it for good.
 */
export function supervise(
  cluster: Cluster,
  first: Running,
  { log, restart }: { log: (message: string) => void; restart: () => Promise<Running> },
): { stop: () => Promise<void>; abandon: () => void } {
  let running = first;
  let isStopping = false;
  let recovery: Promise<void> = Promise.resolve();

  const watch = () => {
    running.client.once("end", () => {
      if (isStopping) return;
      log(`Postgres ended by itself and is started again; its log is ${cluster.log}`);
      recovery = recover();
    });
  };
  const recover = async () => {
    for (let pause = FIRST_PAUSE_MS; !isStopping; pause = Math.min(pause * 2, LONGEST_PAUSE_MS)) {
      try {
        running = await restart();
        watch();
        log("Postgres is up again");
        return;
      } catch (error) {
        log(error instanceof Error ? error.message : String(error));
        await delay(pause);
      }
    }
  };
  watch();
  const logCheck = setInterval(() => boundLog(cluster.log).catch(() => {}), LOG_CHECK_MS);
  logCheck.unref();

  const stop = async () => {
    isStopping = true;
    clearInterval(logCheck);
    await recovery;
    await stopPostmaster(cluster, running.pid);
    await running.client.end().catch(() => {});
  };
  return { stop, abandon: () => signalPostmaster(running.pid, "SIGINT") };
}
