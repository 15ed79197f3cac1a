import { type UnknownCondition, visitConditions } from "../../../lib/targeting/element";
import { isPattern } from "../../../lib/targeting/pattern/load-patterns";
import type { RuleInput, SegmentInput } from "../../../lib/targeting/types";
import type { RulesetDocument } from "./document";

/** What has to be at hand before a ruleset can be compiled. */
export interface RulesetNeeds {
  /** There is a pattern, which takes RE2. */
  readonly hasPattern: boolean;
  /** Lists that are only named, by the SHA-256 of their content: `{"list": "<sha256>"}` stands where one is to be. */
  readonly lists: ReadonlySet<string>;
}

interface Conditions {
  readonly rules: readonly RuleInput[];
  readonly segments: readonly SegmentInput[];
}

const HASH = /^[0-9a-f]{64}$/;

/** The hash that stands for a list, or undefined. */
export function listNamedBy(value: unknown): string | undefined {
  if (typeof value !== "object" || value === null || Array.isArray(value) || !("list" in value)) return undefined;
  return typeof value.list === "string" && HASH.test(value.list) ? value.list : undefined;
}

/** It is found once for each document, because documents do not change. */
const known = new WeakMap<RulesetDocument, RulesetNeeds>();

export function needsOf(ruleset: RulesetDocument | Conditions): RulesetNeeds {
  if ("rules" in ruleset) return find([ruleset.rules], ruleset.segments);
  const needs =
    known.get(ruleset) ??
    find(
      ruleset.flags.map(({ rules }) => rules),
      ruleset.segments,
    );
  known.set(ruleset, needs);
  return needs;
}

function find(lists: readonly (readonly RuleInput[])[], segments: readonly SegmentInput[]): RulesetNeeds {
  let hasPattern = false;
  const named = new Set<string>();
  const nameList = (value: unknown): void => {
    const hash = listNamedBy(value);
    if (hash !== undefined) named.add(hash);
  };
  const visit = (condition: UnknownCondition): void => {
    const { operator, value } = condition;
    // Nearly all are neither, and a cold start looks at each.
    if (operator === "regex") hasPattern ||= isPattern(condition);
    if (typeof value === "object") nameList(value);
  };
  for (const rules of lists) {
    for (let at = 0; at < rules.length; at += 1) visitConditions(rules[at]?.conditions, visit);
  }
  for (const segment of segments) visitConditions(segment.rules, visit);
  return { hasPattern, lists: named };
}
