import { Budget } from "@/lib/targeting/analysis/budget";
import { effectAnswer } from "./effect-answer";
import { guardAnswer } from "./guard-answer";
import { STEPS_OF_A_REQUEST } from "./limits";
import { rulesAnswer } from "./rules-answer";
import { segmentAnswer } from "./segment-answer";
import type { Task, TaskResult, TimedTask } from "./task";

/**
 * The program of a pool's thread. An error is returned as an answer, so that a failed task is told from a thread that
 * ended.
 */
export default function work({ task, patience }: TimedTask): TaskResult {
  const end = performance.now() + patience;
  const isOverdue = () => performance.now() >= end;
  try {
    const answer = answerTo(
      task,
      new Budget(STEPS_OF_A_REQUEST, isOverdue),
      new Budget(Number.POSITIVE_INFINITY, isOverdue),
    );
    return { json: JSON.stringify(answer) };
  } catch (error) {
    return { fault: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
}

/** @param clock bounds the work that is not counted in steps */
function answerTo(task: Task, budget: Budget, clock: Budget): unknown {
  switch (task.type) {
    case "rules":
      return rulesAnswer(task, budget, clock);
    case "segment":
      return segmentAnswer(task, budget, clock);
    case "guard":
      return guardAnswer(task, budget, clock);
    case "effect":
      return effectAnswer(task, budget, clock);
  }
}
