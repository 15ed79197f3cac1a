import type { Attribute } from "./attributes";
import { Candidate } from "./candidate";
import type { Condition } from "./conditions";
import type { Scope } from "./epoch";
import type { Rule } from "./rule";

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
      const conditions = rule.decidable.filter((condition) => condition !== key);
      const candidate = new Candidate(rule, order, conditions);
      if (key) file(candidate, key, files);
      else others.push(candidate);
    });
    this.files = [...files].map(([attribute, byText]) => ({ attribute, byText }));
    this.others = others;
  }

  /** The first rule that matches, or null. */
  first(scope: Scope): Candidate | null {
    let found: Candidate | null = null;
    for (let at = 0; at < this.files.length; at += 1) {
      const file = this.files[at];
      if (file === undefined) break;
      const { byText } = file;
      const attribute = file.attribute.read(scope);
      if (attribute.kind === "scalar") found = firstBefore(found, byText.get(attribute.text) ?? NONE, scope);
      else if (attribute.kind === "list")
        for (const { text } of attribute.elements) found = firstBefore(found, byText.get(text) ?? NONE, scope);
    }
    return firstBefore(found, this.others, scope);
  }
}

function file(candidate: Candidate, key: Condition, files: Map<Attribute, Map<string, Candidate[]>>): void {
  const byText = files.get(key.attribute) ?? new Map<string, Candidate[]>();
  files.set(key.attribute, byText);
  for (const text of new Set(key.texts)) {
    const filed = byText.get(text);
    if (filed) filed.push(candidate);
    else byText.set(text, [candidate]);
  }
}

/** The first of `candidates` (in ascending order) that holds and comes before `found`; else `found`. */
function firstBefore(found: Candidate | null, candidates: readonly Candidate[], scope: Scope): Candidate | null {
  for (let at = 0; at < candidates.length; at += 1) {
    const candidate = candidates[at];
    if (candidate === undefined || (found !== null && candidate.order >= found.order)) return found;
    if (candidate.holds(scope)) return candidate;
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
    for (const condition of rule.decidable.filter(isIndexable)) {
      const rivals = rivalsOf(condition, uses);
      if (rivals < fewest) keys.set(rule, condition);
      fewest = Math.min(fewest, rivals);
    }
    const key = keys.get(rule);
    if (key) filed.set(key.attribute, (filed.get(key.attribute) ?? 0) + 1);
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
  for (const { attribute, texts } of rules.flatMap((rule) => rule.decidable).filter(isIndexable)) {
    const byText = uses.get(attribute) ?? new Map<string, number>();
    uses.set(attribute, byText);
    for (const text of texts ?? []) byText.set(text, (byText.get(text) ?? 0) + 1);
  }
  return uses;
}

function rivalsOf({ attribute, texts }: Condition, uses: Uses): number {
  let rivals = 0;
  for (const text of texts ?? []) rivals += uses.get(attribute)?.get(text) ?? 0;
  return rivals;
}
