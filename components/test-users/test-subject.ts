"use client";

import { useMemo } from "react";
import { linked } from "@/components/analysis/analysed-list";
import type { PeopleQuestion } from "@/components/analysis/analyst";
import { useAnswer } from "@/components/analysis/use-answer";
import type { Required } from "@/components/flags/flag-here";
import { NEW_RULE } from "@/components/rules/rules-on-screen";
import type { SegmentFields } from "@/components/segments/draft";
import type { Flag } from "@/lib/contract/flag";
import type { JsonObject } from "@/lib/contract/json";
import type { Segment } from "@/lib/contract/segment";
import { segmentsIn } from "@/lib/targeting/element";
import type { Explanation, RuleInput, RulesetInput, RuleTrace, SegmentTrace } from "@/lib/targeting/index";
import { ledTo } from "@/lib/targeting/segment-references";

/*
 * What a page hands to the panel "Test a user", and what the panel hands back. The panel gets the rules or the segment
 * as they are on screen, unsaved edits included, and runs the engine on them. It does not ask the server for them.
 */

/** A flag as it stands on the screen. */
export interface FlagSubject {
  readonly kind: "flag";
  readonly flag: Flag;
  readonly environment: string;
  /** In the order on screen, with the positions 1 to n; an unsaved rule has an id of its own. */
  readonly rules: readonly RuleInput[];
  readonly segments: readonly Segment[];
  /** The flags that it leads to by what it requires, with their rules there. */
  readonly required: Required;
}

/** A segment as it stands on the screen. */
interface SegmentSubject {
  readonly kind: "segment";
  readonly projectId: string;
  readonly segment: SegmentFields;
  /** All of the project's: those that it refers to go along. */
  readonly segments: readonly Segment[];
}

export type TestSubject = FlagSubject | SegmentSubject;

/** What the test context gets; null without a context, or while its JSON is not valid. */
export type TestOutcome =
  | { readonly kind: "flag"; readonly explanation: Explanation; readonly traces: ReadonlyMap<string, RuleTrace> }
  | { readonly kind: "segment"; readonly trace: SegmentTrace }
  | null;

/** The flag key under which a tested segment is evaluated. */
const TEST_KEY = "test";

const TEST_ID = "test";

/** The ruleset for a test: the flag with its rules, or a made-up flag with one rule for the segment. */
export function testRuleset(subject: TestSubject): RulesetInput {
  if (subject.kind === "flag") {
    const { flag, environment, segments, required } = subject;
    const rules = [...subject.rules, ...required.rules];
    return { flags: [flag, ...required.flags], environment, rules, segments: linked(segments, rules) };
  }
  return {
    flags: [{ id: TEST_ID, key: TEST_KEY, default_value: { value: false }, enabled: true, status: "active" }],
    rules: [
      {
        id: TEST_ID,
        flag_id: TEST_ID,
        position: 1,
        conditions: [],
        value: true,
        enabled: true,
        segment_id: TEST_ID,
      },
    ],
    segments: [
      { ...subject.segment, id: TEST_ID },
      ...ledTo(segmentsIn(subject.segment.rules), byId(subject.segments)),
    ],
  };
}

const byId = (segments: readonly Segment[]) => new Map(segments.map((segment) => [segment.id, segment]));

/** The key to evaluate in `testRuleset`. */
export const testFlagKey = (subject: TestSubject): string => (subject.kind === "flag" ? subject.flag.key : TEST_KEY);

/** Whether a rule that is not stored yet decides by a bucket. Its salt, and so the bucket, comes when it is added. */
export function isBucketOpen({ trace }: Explanation): boolean {
  const rule = trace.find(({ ruleId }) => ruleId === NEW_RULE);
  if (rule === undefined || !["match", "no_match"].includes(rule.outcome)) return false;
  const { conditions, segment, percentage, split } = rule;
  const isMeant = conditions.every(({ matches }) => matches) && (segment?.matches ?? true);
  const isPartial = percentage !== null && percentage.percentage > 0 && percentage.percentage < 100;
  return isMeant && ((isPartial && percentage.bucket !== null) || (split?.bucket ?? null) !== null);
}

/** An explanation as an outcome for the page. */
export function testOutcome(explanation: Explanation, kind: TestSubject["kind"]): TestOutcome {
  if (kind === "flag") {
    return { kind: "flag", explanation, traces: new Map(explanation.trace.map((trace) => [trace.ruleId, trace])) };
  }
  const trace = explanation.trace[0]?.segment;
  return trace ? { kind: "segment", trace } : null;
}

/**
 * What contexts get from the rules or the segment on screen. The server's engine finds it in a worker of the page.
 * @param contexts the same array until it changes; an empty one asks nothing
 * @returns by context; the answer before stays until the next one. Undefined: no answer yet
 */
export function useTestAnswers(
  subject: TestSubject,
  contexts: readonly JsonObject[],
): ReadonlyMap<JsonObject, Explanation> | undefined {
  const question = useMemo<PeopleQuestion | null>(() => {
    if (contexts.length === 0) return null;
    return { about: "people", ruleset: testRuleset(subject), flagKey: testFlagKey(subject), contexts };
  }, [subject, contexts]);
  const { answered, answer } = useAnswer(question);
  return useMemo(() => {
    if (answered === undefined || answer === undefined) return undefined;
    return new Map(
      answered.contexts.flatMap((context, at) => {
        const explanation = answer[at];
        return explanation === undefined ? [] : [[context, explanation]];
      }),
    );
  }, [answered, answer]);
}
