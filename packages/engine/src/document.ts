import { withRules } from "../../../lib/targeting/compile";
import type { FlagWithRules, RuleInput, RulesetInput, SegmentInput } from "../../../lib/targeting/types";
import { isRecord } from "../../../lib/targeting/values";
import { isEqual } from "./equal";

/**
 * A ruleset that is kept while it changes: the flags with their rules, and the segments. What has not changed from one
 * document to the next is the same object in both, so that it is compiled once. Do not change it in place.
 */
export interface RulesetDocument {
  readonly environment: string | undefined;
  readonly flags: readonly FlagWithRules[];
  readonly segments: readonly SegmentInput[];
}

/**
 * Reads a whole ruleset, as the API returns it.
 * @param previous the document that it replaces
 */
export function readRuleset(input: RulesetInput, previous?: RulesetDocument): RulesetDocument {
  const { flags, segments } = withRules(input);
  const document = { environment: input.environment, flags: [...flags], segments: [...segments] };
  return previous === undefined || previous.environment !== document.environment ? document : reuse(document, previous);
}

/** The document with the objects of the previous one wherever they are equal. */
function reuse({ environment, flags, segments }: RulesetDocument, previous: RulesetDocument): RulesetDocument {
  const flagsBefore = byId(previous.flags, ({ flag }) => flag.id);
  const segmentsBefore = byId(previous.segments.filter(isRecord), ({ id }) => id);
  return {
    environment,
    flags: flags.map((each) => reuseFlag(each, flagsBefore.get(each.flag.id))),
    segments: segments.map((segment) => (isRecord(segment) ? same(segment, segmentsBefore.get(segment.id)) : segment)),
  };
}

function reuseFlag(each: FlagWithRules, before: FlagWithRules | undefined): FlagWithRules {
  if (before === undefined) return each;
  const flag = same(each.flag, before.flag);
  const rules = reuseRules(each.rules, before.rules);
  return flag === before.flag && rules === before.rules ? before : { ...each, flag, rules };
}

function reuseRules(rules: readonly RuleInput[], before: readonly RuleInput[]): readonly RuleInput[] {
  const known = byId(before, ({ id }) => id);
  const reused = rules.map((rule) => same(rule, known.get(rule.id)));
  return reused.length === before.length && reused.every((rule, index) => rule === before[index]) ? before : reused;
}

const byId = <T>(list: readonly T[], idOf: (each: T) => string): ReadonlyMap<string, T> =>
  new Map(list.map((each) => [idOf(each), each]));

const same = <T>(now: T, before: T | undefined): T => (before !== undefined && isEqual(now, before) ? before : now);
