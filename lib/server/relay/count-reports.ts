import { randomUUID } from "node:crypto";
import { limits } from "@/lib/contract/limits";
import { takeEvaluationCounts } from "../live/evaluation-counts";
import type { CountBatch } from "../store/evaluation-counts";

/** Reports to the upstream what was counted here. */
export class CountReports {
  /** A batch is sent again under its id until it is answered, so that the upstream counts it once. */
  #unanswered: CountBatch | undefined;

  /** @param send throws when the batch is to be sent again */
  constructor(private readonly send: (batch: CountBatch) => Promise<void>) {}

  /** Reports everything that was counted so far. @throws whatever `send` throws; the rest waits for the next call */
  async tell(): Promise<void> {
    for (;;) {
      this.#unanswered ??= nextBatch();
      if (this.#unanswered === undefined) return;
      await this.send(this.#unanswered);
      this.#unanswered = undefined;
    }
  }
}

function nextBatch(): CountBatch | undefined {
  const counts = takeEvaluationCounts(limits.reportedEvaluations, limits.reportedCount);
  return counts.length === 0 ? undefined : { id: randomUUID(), counts };
}
