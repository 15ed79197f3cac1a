import { LRUCache } from "lru-cache";
import { log } from "./log";
import { processState } from "./process-state";

const EVERY_MS = 60_000;
const CAPACITY = 200;

interface Said {
  /** By the process's clock, which nobody sets back. */
  at: number;
  /** How many messages were left out since. */
  withheld: number;
}

const lines = () => processState("seldom-lines", () => new LRUCache<string, Said>({ max: CAPACITY }));

/** Logs an event that repeats while something is broken: once a minute, with the number of events in between. */
export function logSeldom(level: "warn" | "error", fields: object, message: string): void {
  const said = lines().get(message);
  const now = performance.now();
  if (said !== undefined && now - said.at < EVERY_MS) {
    said.withheld += 1;
    return;
  }
  lines().set(message, { at: now, withheld: 0 });
  log[level]({ ...fields, ...(said !== undefined && said.withheld > 0 && { withheld: said.withheld }) }, message);
}
