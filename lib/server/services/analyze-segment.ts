import { setImmediate } from "node:timers/promises";
import type { AnalyzeSegment, SegmentAnalysis } from "@/lib/contract/analysis";
import type { Segment } from "@/lib/contract/segment";
import { compareLists } from "@/lib/targeting/analysis/changes";
import type { RuleListInput } from "@/lib/targeting/analysis/rule-list";
import { compareTestUsers } from "@/lib/targeting/analysis/test-users";
import { readRows } from "../db/sql";
import { STEPS_OF_A_REQUEST, toEffect } from "./analysis-input";
import { defined } from "./patch";
import { listsUsing, readLists, toListInput } from "./stored-lists";
import { readTriedUsers } from "./tried-users";

/** Whom a draft of a segment gives another value, in every rule list that uses it. As if the flags were on. */
export async function analyzeSegment(segment: Segment, draft: AnalyzeSegment): Promise<SegmentAnalysis> {
  const stored = await readLists(readRows, await listsUsing(readRows, segment.id));
  const flagIds = stored.map(({ flagId }) => flagId);
  const users = await readTriedUsers(readRows, segment.project_id, flagIds);
  const steps = Math.floor(STEPS_OF_A_REQUEST / Math.max(1, stored.length));
  const lists: SegmentAnalysis["lists"] = [];
  for (const list of stored) {
    const before = toListInput(list);
    const after = draft.deleted ? withoutSegment(before, segment.id) : withSegment(before, edited(segment, draft));
    const testUsers = compareTestUsers(before, after, users.of(list));
    const effect = toEffect(compareLists(before, after, steps), testUsers);
    lists.push({ flag_id: list.flagId, flag_key: list.flag.key, environment: list.environment, ...effect });
    // Evaluation runs here, too: it goes on between two lists.
    await setImmediate();
  }
  const verdicts = new Set(lists.map(({ new_exposure: verdict }) => verdict));
  return { new_exposure: verdicts.has("yes") ? "yes" : verdicts.has("unknown") ? "unknown" : "no", lists };
}

function edited(segment: Segment, { rules, match_type }: AnalyzeSegment): Segment {
  return { ...segment, ...defined({ rules, match_type }) };
}

function withSegment(list: RuleListInput, segment: Segment): RuleListInput {
  return { ...list, segments: list.segments.map((each) => (each.id === segment.id ? segment : each)) };
}

/** What deleting the segment leaves, as `deleteSegment` does it. */
function withoutSegment(list: RuleListInput, segmentId: string): RuleListInput {
  const rules = list.rules.map((rule) =>
    rule.segment_id === segmentId
      ? { ...rule, segment_id: null, enabled: rule.enabled && rule.conditions.length > 0 }
      : rule,
  );
  return { ...list, rules };
}
