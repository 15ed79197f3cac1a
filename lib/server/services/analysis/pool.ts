import path from "node:path";
import { processState } from "../../process-state";
import { ANALYSIS } from "./limits";
import type { Task } from "./task";
import { type Analysed, ThreadPool } from "./thread-pool";

// scripts/lib/bundle.mjs makes the file, and every program runs in the project's directory.
const pool = () =>
  processState("analysis", () => new ThreadPool(path.resolve("dist", "workers", "analysis.js"), ANALYSIS));

/** How many analyses run, and how many wait. */
export const analysisQueue = () => pool().load;

/**
 * Runs an analysis for a project in a thread.
 * @throws ServiceError 429 when too many of this project's analyses wait, 503 when too many of all do
 */
export const analyse = (projectId: string, task: Task): Promise<Analysed> => pool().analyse(projectId, task);

/** Starts a thread, so that the first analysis does not wait for one. */
export const warmAnalysis = (): void => pool().warm();

/** Ends every thread, even during a task. */
export const closeAnalysis = (): Promise<void> => pool().close();
