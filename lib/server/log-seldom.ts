import { LRUCache } from "lru-cache";
import { log } from "./log";
import { processState } from "./process-state";

const EVERY_MS = 60_000;
const CAPACITY = 200;

interface LastLine {
  /** By the process's clock, which nobody sets back. */
  at: number;
  /** How many messages were left out since. */
  withheld: number;
}

const lastLines = () => processState("seldom-lines", () => new LRUCache<string, LastLine>({ max: CAPACITY }));

/** Logs an event that repeats while something is broken: once a minute, with the number of events in between. */
export function logSeldom(level: "warn" | "error", fields: object, message: string): void {
  const last = lastLines().get(message);
  const now = performance.now();
  if (last !== undefined && now - last.at < EVERY_MS) {
    last.withheld += 1;
    return;
  }
  lastLines().set(message, { at: now, withheld: 0 });
  log[level]({ ...fields, ...(last !== undefined && last.withheld > 0 && { withheld: last.withheld }) }, message);
}
