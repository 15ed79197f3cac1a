import type { Attribute } from "./attributes";
import { type Candidate, firstBefore, isUnconditional, toCandidate } from "./candidate";
import type { Condition } from "./conditions";
import type { Scope } from "./epoch";
import type { Rule } from "./rule";

/** A longer list would fill the index with entries that few look up; the rule's own set answers as fast. */
const MOST_VALUES = 64;
/** Below this many rules on an attribute, trying them costs less than looking them up. */
const FEWEST_RULES = 2;

interface AttributeIndex {
  readonly attribute: Attribute;
  readonly byText: ReadonlyMap<string, readonly Candidate[]>;
}

/**
 * A flag's rules, arranged so that a context meets only those that can match it. A rule with a condition that only
 * certain strings satisfy (`equals`, a short `in`, `is_true`) is filed under those strings, once, by its rarest such
 * condition. The others stand in a plain list. Each is in ascending order, and the lowest match of all decides.
 */
export interface RuleIndex {
  readonly indexes: readonly AttributeIndex[];
  readonly others: readonly Candidate[];
}

/** Arranges rules that can match, given in ascending order of position. */
export function buildRuleIndex(rules: readonly Rule[]): RuleIndex {
  const keys = chooseKeys(rules);
  const popularity = countAttributes(rules);
  const indexes = new Map<Attribute, Map<string, Candidate[]>>();
  const others: Candidate[] = [];
  rules.some((rule, order) => {
    const key = keys.get(rule) ?? null;
    const candidate = toCandidate(rule, order, key, popularity);
    if (key === null) others.push(candidate);
    else file(indexes, key, candidate);
    // Everyone who gets as far as this rule matches it: what follows is never asked.
    return key === null && isUnconditional(candidate);
  });
  return { indexes: [...indexes].map(([attribute, byText]) => ({ attribute, byText })), others };
}

function file(indexes: Map<Attribute, Map<string, Candidate[]>>, key: Condition, candidate: Candidate): void {
  const byText = indexes.get(key.attribute) ?? new Map<string, Candidate[]>();
  indexes.set(key.attribute, byText);
  for (const text of key.accepts?.length === 1 ? key.accepts : new Set(key.accepts)) {
    const filed = byText.get(text);
    if (filed) filed.push(candidate);
    else byText.set(text, [candidate]);
  }
}

/** For each rule that is worth filing, the condition to file it by: the one that the fewest rules share. */
function chooseKeys(rules: readonly Rule[]): Map<Rule, Condition> {
  const uses = new Map<Attribute, Map<string, number>>();
  for (const { decidable } of rules)
    for (const condition of decidable) if (isIndexable(condition)) count(uses, condition);
  const keys = new Map<Rule, Condition>();
  const filed = new Map<Attribute, number>();
  for (const rule of rules) {
    let key: Condition | null = null;
    let fewest = Number.POSITIVE_INFINITY;
    for (const condition of rule.decidable) {
      const rivals = isIndexable(condition) ? rivalsOf(uses, condition) : Number.POSITIVE_INFINITY;
      if (rivals < fewest) [key, fewest] = [condition, rivals];
    }
    if (key === null) continue;
    keys.set(rule, key);
    filed.set(key.attribute, (filed.get(key.attribute) ?? 0) + 1);
  }
  for (const [rule, { attribute }] of keys) if ((filed.get(attribute) ?? 0) < FEWEST_RULES) keys.delete(rule);
  return keys;
}

function countAttributes(rules: readonly Rule[]): ReadonlyMap<Attribute, number> {
  const uses = new Map<Attribute, number>();
  const add = (attribute: Attribute): unknown => uses.set(attribute, (uses.get(attribute) ?? 0) + 1);
  for (const { decidable, rollout } of rules) {
    for (const { attribute } of decidable) add(attribute);
    if (rollout) add(rollout.attribute);
  }
  return uses;
}

function isIndexable({ accepts }: Condition): boolean {
  return accepts !== null && accepts.length <= MOST_VALUES;
}

function count(uses: Map<Attribute, Map<string, number>>, { attribute, accepts }: Condition): void {
  const byText = uses.get(attribute) ?? new Map<string, number>();
  uses.set(attribute, byText);
  for (const text of accepts ?? []) byText.set(text, (byText.get(text) ?? 0) + 1);
}

function rivalsOf(uses: Map<Attribute, Map<string, number>>, { attribute, accepts }: Condition): number {
  let rivals = 0;
  for (const text of accepts ?? []) rivals += uses.get(attribute)?.get(text) ?? 0;
  return rivals;
}

/** The first rule that matches, or null. */
export function findFirst({ indexes, others }: RuleIndex, scope: Scope): Candidate | null {
  let found: Candidate | null = null;
  for (let at = 0; at < indexes.length; at += 1) {
    const index = indexes[at];
    if (index !== undefined) found = findFiled(found, index, scope);
  }
  return firstBefore(found, others, scope);
}

function findFiled(found: Candidate | null, { attribute, byText }: AttributeIndex, scope: Scope): Candidate | null {
  attribute.read(scope);
  if (attribute.kind === "scalar") {
    const filed = byText.get(attribute.text);
    return filed === undefined ? found : firstBefore(found, filed, scope);
  }
  if (attribute.kind !== "list") return found;
  let first = found;
  for (const element of attribute.elements) first = firstBefore(first, byText.get(element.text) ?? NONE, scope);
  return first;
}

const NONE: readonly Candidate[] = [];
