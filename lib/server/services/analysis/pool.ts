import path from "node:path";
import { processState } from "../../process-state";
import { ANALYSIS } from "./limits";
import type { Task } from "./task";
import { type Analysed, ThreadPool } from "./thread-pool";

// The file is made by scripts/lib/bundle.mjs; every program of ours runs in the project's directory.
const pool = () =>
  processState("analysis", () => new ThreadPool(path.resolve("dist", "workers", "analysis.js"), ANALYSIS));

/** How much is being analysed and how much waits for it. */
export const analysisQueue = () => pool().load;

/**
 * Has a thread analyse something of a project.
 * @throws ServiceError 429 when too much of this project waits, 503 when too much of all does
 */
export const analyse = (projectId: string, task: Task): Promise<Analysed> => pool().analyse(projectId, task);

/** Starts a thread, so that the first analysis does not wait for one. */
export const warmAnalysis = (): void => pool().warm();

/** Ends every thread, also in the middle of a task. */
export const closeAnalysis = (): Promise<void> => pool().close();
