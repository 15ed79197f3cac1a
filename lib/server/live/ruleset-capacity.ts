import v8 from "node:v8";
import { MOST_STATE_BYTES } from "@/lib/targeting";
import { ServiceError } from "../service-error";

/**
 * What the process needs besides rulesets: its code, pages, requests in progress, room for the garbage collector, and
 * what all patterns together learn from texts.
 */
const ELSEWHERE_BYTES = 112 * 1024 * 1024 + MOST_STATE_BYTES;
/**
 * The part of the rest for rulesets. It is a half, because a project that is read again exists for a while beside the
 * state that it replaces.
 */
const SHARE = 0.5;
const LEAST_BYTES = 16 * 1024 * 1024;
const RETRY_AFTER_SECONDS = 30;

/** The bytes that all rulesets together may take, derived from V8's limit (`--max-old-space-size`). */
export function rulesetCapacity(heapLimit = v8.getHeapStatistics().heap_size_limit): number {
  return Math.max(LEAST_BYTES, Math.floor((heapLimit - ELSEWHERE_BYTES) * SHARE));
}

/** A project does not fit, even alone. Evaluation gives this answer until it fits. */
export class ProjectTooLarge extends ServiceError {
  /** The time, by the process's clock, from which on another attempt makes sense. */
  readonly until = performance.now() + RETRY_AFTER_SECONDS * 1_000;

  constructor() {
    super("unavailable", "The project's rulesets do not fit into this instance's memory", {
      retryAfter: RETRY_AFTER_SECONDS,
    });
  }
}
