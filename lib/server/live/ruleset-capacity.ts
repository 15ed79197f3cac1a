import v8 from "node:v8";
import { MOST_STATE_BYTES } from "@/lib/targeting";
import { ServiceError } from "../service-error";

/**
 * What the process needs besides rulesets: its code, pages, requests under way, room for the collector to work, and
 * what all patterns together learn from the texts that they meet.
 */
const ELSEWHERE_BYTES = 112 * 1024 * 1024 + MOST_STATE_BYTES;
/** The share of the rest: a project that is read anew stands beside the state that it replaces for a while. */
const SHARE = 0.5;
const LEAST_BYTES = 16 * 1024 * 1024;
const RETRY_AFTER_SECONDS = 30;

/** Bytes that all rulesets together may take: it follows from V8's limit (`--max-old-space-size`). */
export function rulesetCapacity(heapLimit = v8.getHeapStatistics().heap_size_limit): number {
  return Math.max(LEAST_BYTES, Math.floor((heapLimit - ELSEWHERE_BYTES) * SHARE));
}

/** A project does not fit, even alone. Evaluation answers so until it does. */
export class ProjectTooLarge extends ServiceError {
  /** Milliseconds since 1970 from which on it is worth looking again. */
  readonly until = Date.now() + RETRY_AFTER_SECONDS * 1_000;

  constructor() {
    super("unavailable", "The project's rulesets do not fit into this instance's memory", {
      retryAfter: RETRY_AFTER_SECONDS,
    });
  }
}
