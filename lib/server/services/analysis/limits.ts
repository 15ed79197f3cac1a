import { availableParallelism } from "node:os";
import type { PoolLimits } from "./thread-pool";

/** One thread for each core, and two at least: one project's analyses never take all of them. */
const THREADS = Math.min(4, Math.max(2, availableParallelism()));

/** What the analysis of all projects may take. */
export const ANALYSIS: PoolLimits = {
  threads: THREADS,
  threadsOfOneProject: THREADS - 1,
  patience: 2_000,
  grace: 1_000,
  idle: 60_000,
  waiting: 64,
  waitingOfOneProject: 16,
  // Five segments of 100,000 ids take 300.
  heapMegabytes: 768,
};

/** Bytes of JSON that one analysis reads; the segments above are 12 million. */
export const MOST_TEXT = 32 * 1024 * 1024;

/**
 * Steps that one analysis may take: about a second on the machine that the README names. What is left open then is
 * said.
 */
export const STEPS_OF_A_REQUEST = 500_000;

/** Of the steps of a request for many lists, one list may take so many, or its equal part where that is more. */
export const STEPS_OF_A_LIST = 5_000;
