import type { SegmentAnalysis } from "@/lib/contract/analysis";
import { type RuleInput, type SegmentInput, segmentsIn } from "@/lib/targeting";
import type { Budget } from "@/lib/targeting/analysis/budget";
import { compareLists } from "@/lib/targeting/analysis/changes";
import { defined } from "../../patch";
import { toEffect } from "./effect";
import { type ReadList, readTestUsers, readTexts } from "./read-texts";
import type { SegmentDraft, SegmentTask } from "./task";
import { tryTestUsers } from "./test-user-changes";
import { verdictOf } from "./verdict";

/**
 * The people to whom a draft of a segment gives another value, in every rule list that uses it, as if the flags were
 * on.
 */
export function segmentAnswer(task: SegmentTask, budget: Budget, clock: Budget): SegmentAnalysis {
  const { segmentId, draft } = task;
  const usersOf = readTestUsers(task.testUsers);
  const stored = readTexts(task.stored, segmentsIn(draft.rules ?? []));
  const lists = stored.map((before) => {
    const after = draft.deleted ? withoutSegment(before, segmentId) : withDraft(before, segmentId, draft);
    const users = tryTestUsers(before, after, usersOf(before), clock);
    const effect = toEffect({ before, after }, compareLists(before, after, budget.portion(stored.length)), users);
    return { flag_id: before.flagId, flag_key: before.flagKey, environment: before.environment, ...effect };
  });
  return { new_exposure: verdictOf(lists), lists };
}

function withDraft(list: ReadList, segmentId: string, { rules, match_type }: SegmentDraft): ReadList {
  const drafted = (segment: SegmentInput) => ({ ...segment, ...defined({ rules, match_type }) });
  return { ...list, segments: list.segments.map((each) => (each.id === segmentId ? drafted(each) : each)) };
}

/** The list after the segment is deleted, as `deleteSegment` does it. */
function withoutSegment(list: ReadList, segmentId: string): ReadList {
  const cleared = (rule: RuleInput): RuleInput =>
    rule.segment_id === segmentId
      ? { ...rule, segment_id: null, enabled: rule.enabled && rule.conditions.length > 0 }
      : rule;
  const { rules, required } = list;
  return {
    ...list,
    rules: rules.map(cleared),
    required: required && { ...required, rules: required.rules.map(cleared) },
  };
}
