import { availableParallelism } from "node:os";
import type { PoolLimits } from "./thread-pool";

/** One thread for each core, but at least two, so that one project's analyses never use all of them. */
const THREADS = Math.min(4, Math.max(2, availableParallelism()));

/** The limits for the analyses of all projects. */
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

/** How much JSON one analysis reads, in bytes; the segments above have 12 million. */
export const MOST_TEXT = 32 * 1024 * 1024;

/**
 * Steps that one analysis may take: about a second on the machine that the README names. The answer says what stayed
 * open.
 */
export const STEPS_OF_A_REQUEST = 500_000;

/** For a request about many lists: the steps for one list, unless its equal share is larger. */
export const STEPS_OF_A_LIST = 5_000;
