import type { Attribute } from "./attributes";
import { Candidate } from "./candidate";
import type { Condition } from "./conditions";
import type { Properties } from "./own-property";
import type { Rule } from "./rule";
import type { FlagEvaluation } from "./types";

/** Below this many rules on an attribute, trying them costs less than looking them up. */
const FEWEST_RULES = 2;
const NONE: readonly Candidate[] = [];

/** Rules by the texts of one attribute. */
interface File {
  readonly attribute: Attribute;
  readonly byText: ReadonlyMap<string, readonly Candidate[]>;
}

/**
 * A long list of rules, arranged so that a context meets only those that can match it. A rule with a condition that
 * only certain strings satisfy (`equals`, a short `in`, `is_true`) is filed under those strings, once, by its rarest
 * such condition. The others stand in a plain list. Each is in ascending order, and the lowest match of all decides.
 */
export class RuleIndex {
  private readonly files: readonly File[];
  private readonly others: readonly Candidate[];

  /** `rules` can all match, in ascending order of position. */
  constructor(rules: readonly Rule[]) {
    const keys = chooseKeys(rules);
    const files = new Map<Attribute, Map<string, Candidate[]>>();
    const others: Candidate[] = [];
    rules.forEach((rule, order) => {
      const key = keys.get(rule);
      if (key === undefined) others.push(new Candidate(rule, order, rule.decidable));
      else file(new Candidate(rule, order, without(key, rule.decidable)), key, files);
    });
    this.files = [...files].map(([attribute, byText]) => ({ attribute, byText }));
    this.others = others;
  }

  /** The answer of the first rule that matches, or null. */
  first(context: Properties, epoch: number): FlagEvaluation | null {
    let found: Candidate | null = null;
    for (let at = 0; at < this.files.length; at += 1) {
      const file = this.files[at];
      if (file === undefined) break;
      const { byText } = file;
      const attribute = file.attribute.read(context, epoch);
      if (attribute.kind === "scalar") found = firstBefore(found, byText.get(attribute.text) ?? NONE, context, epoch);
      else if (attribute.kind === "list")
        for (const { text } of attribute.elements) found = firstBefore(found, byText.get(text) ?? NONE, context, epoch);
    }
    return firstBefore(found, this.others, context, epoch)?.answer ?? null;
  }
}

function file(candidate: Candidate, key: Condition, files: Map<Attribute, Map<string, Candidate[]>>): void {
  const byText = files.get(key.attribute) ?? new Map<string, Candidate[]>();
  files.set(key.attribute, byText);
  for (const text of key.texts ?? []) {
    const filed = byText.get(text);
    if (filed === undefined) byText.set(text, [candidate]);
    // A list may say the same twice.
    else if (filed.at(-1) !== candidate) filed.push(candidate);
  }
}

const NOTHING: readonly Condition[] = [];

function without(key: Condition, conditions: readonly Condition[]): readonly Condition[] {
  return conditions.length === 1 ? NOTHING : conditions.filter((condition) => condition !== key);
}

/** The first of `candidates` (in ascending order) that holds and comes before `found`; else `found`. */
function firstBefore(
  found: Candidate | null,
  candidates: readonly Candidate[],
  context: Properties,
  epoch: number,
): Candidate | null {
  for (let at = 0; at < candidates.length; at += 1) {
    const candidate = candidates[at];
    if (candidate === undefined || (found !== null && candidate.order >= found.order)) return found;
    if (candidate.holds(context, epoch)) return candidate;
  }
  return found;
}

/** For each rule that is worth filing, the condition to file it by: the one that the fewest rules share. */
function chooseKeys(rules: readonly Rule[]): ReadonlyMap<Rule, Condition> {
  const uses = countTexts(rules);
  const keys = new Map<Rule, Condition>();
  const filed = new Map<Attribute, number>();
  for (const rule of rules) {
    let fewest = Number.POSITIVE_INFINITY;
    let key: Condition | null = null;
    for (const condition of rule.decidable) {
      const rivals = isIndexable(condition) ? rivalsOf(condition, uses) : Number.POSITIVE_INFINITY;
      if (rivals < fewest) [key, fewest] = [condition, rivals];
    }
    if (key === null) continue;
    keys.set(rule, key);
    filed.set(key.attribute, (filed.get(key.attribute) ?? 0) + 1);
  }
  for (const [rule, { attribute }] of keys) if ((filed.get(attribute) ?? 0) < FEWEST_RULES) keys.delete(rule);
  return keys;
}

function isIndexable({ isCountable, isNegative }: Condition): boolean {
  return isCountable && !isNegative;
}

type Uses = Map<Attribute, Map<string, number>>;

/** How many conditions ask for each text of an attribute. */
function countTexts(rules: readonly Rule[]): Uses {
  const uses: Uses = new Map();
  for (const { decidable } of rules)
    for (const condition of decidable) if (isIndexable(condition)) count(condition, uses);
  return uses;
}

function count({ attribute, texts }: Condition, uses: Uses): void {
  const byText = uses.get(attribute) ?? new Map<string, number>();
  uses.set(attribute, byText);
  for (const text of texts ?? []) byText.set(text, (byText.get(text) ?? 0) + 1);
}

function rivalsOf({ attribute, texts }: Condition, uses: Uses): number {
  let rivals = 0;
  for (const text of texts ?? []) rivals += uses.get(attribute)?.get(text) ?? 0;
  return rivals;
}
