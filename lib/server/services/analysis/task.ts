import type { DraftRule } from "@/lib/contract/analysis";
import type { SegmentElement } from "@/lib/contract/condition-elements";
import type { GuardName } from "@/lib/contract/guard";
import type { MatchType } from "@/lib/contract/segment";
import type { ListTexts, UserTexts } from "../../store/analysis-texts";

/**
 * A task for a thread. Everything that may be long is JSON text from the database: text passes from one thread to
 * another as fast as memory is copied, and the thread parses it without blocking anybody.
 */
export type Task = RulesTask | SegmentTask | GuardTask | EffectTask;

export interface RulesTask {
  readonly type: "rules";
  readonly stored: ListTexts;
  readonly draft: readonly DraftRule[] | undefined;
  readonly testUsers: UserTexts;
}

export interface SegmentTask {
  readonly type: "segment";
  readonly stored: ListTexts;
  readonly segmentId: string;
  readonly draft: SegmentDraft;
  readonly testUsers: UserTexts;
}

export interface SegmentDraft {
  readonly rules?: SegmentElement[] | undefined;
  readonly match_type?: MatchType | undefined;
  readonly deleted?: boolean | undefined;
}

export interface GuardTask {
  readonly type: "guard";
  readonly guards: readonly GuardName[];
  readonly before: ListTexts;
  readonly after: ListTexts;
  readonly testUsers: UserTexts;
}

export interface EffectTask {
  readonly type: "effect";
  readonly before: ListTexts;
  readonly after: ListTexts;
  readonly testUsers: UserTexts;
}

/** A task, with the milliseconds that it may take. */
export interface TimedTask {
  readonly task: Task;
  readonly patience: number;
}

/** The answer as JSON text, or the error that ended the task. */
export type TaskResult = { readonly json: string } | { readonly fault: string };
