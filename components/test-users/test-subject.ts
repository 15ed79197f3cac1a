import { linked } from "@/components/analysis/analysed-list";
import type { SegmentFields } from "@/components/segments/draft";
import type { Flag } from "@/lib/contract/flag";
import type { Segment } from "@/lib/contract/segment";
import type { Explanation, RuleInput, RulesetInput, RuleTrace, SegmentTrace } from "@/lib/targeting";

/*
 * What the pages tell the test-a-user panel, and what it tells them. The panel never asks the server for what is being
 * edited: it is given what is on the screen, unsaved edits included, and runs the engine on it.
 */

/** A flag as it stands on the screen. */
export interface FlagSubject {
  readonly kind: "flag";
  readonly flag: Flag;
  readonly environment: string;
  /** In the order on screen, positions 1 to n; a rule that is not saved yet has an id of its own. */
  readonly rules: readonly RuleInput[];
  readonly segments: readonly Segment[];
}

/** A segment as it stands on the screen. */
interface SegmentSubject {
  readonly kind: "segment";
  readonly projectId: string;
  readonly segment: SegmentFields;
}

export type TestSubject = FlagSubject | SegmentSubject;

/** What the test context gets from the subject; null while there is none, or it is not valid JSON. */
export type TestOutcome =
  | { readonly kind: "flag"; readonly explanation: Explanation; readonly traces: ReadonlyMap<string, RuleTrace> }
  | { readonly kind: "segment"; readonly trace: SegmentTrace }
  | null;

/** The flag key under which a tested segment is evaluated. */
const TEST_KEY = "test";

const TEST_ID = "test";

/** The ruleset that answers a test: the flag with its rules, or a made-up flag with one rule for the segment. */
export function testRuleset(subject: TestSubject): RulesetInput {
  if (subject.kind === "flag") {
    const { flag, environment, rules, segments } = subject;
    return { flags: [flag], environment, rules, segments: linked(segments, rules) };
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
    segments: [{ ...subject.segment, id: TEST_ID }],
  };
}

/** The key to evaluate in `testRuleset`. */
export const testFlagKey = (subject: TestSubject): string => (subject.kind === "flag" ? subject.flag.key : TEST_KEY);

/** An explanation of a test's ruleset as the pages want it. */
export function testOutcome(explanation: Explanation, kind: TestSubject["kind"]): TestOutcome {
  if (kind === "flag") {
    return { kind: "flag", explanation, traces: new Map(explanation.trace.map((trace) => [trace.ruleId, trace])) };
  }
  const trace = explanation.trace[0]?.segment;
  return trace ? { kind: "segment", trace } : null;
}
