import type { Rollout, Split } from "./bucket";
import { asOne } from "./compile-element";
import { Condition, type Test } from "./condition";
import type { Attribute, Properties } from "./context";
import type { Rule } from "./rule";
import type { FlagEvaluation } from "./types";

/** An attribute by which fewer rules can be found is not indexed, because testing those rules costs less. */
const FEWEST_RULES = 4;
const NO_CANDIDATES: readonly Candidate[] = [];

/**
 * A rule as evaluation tests it. An evaluation of all flags walks through the candidates of all of them and then mostly
 * waits for memory. So candidates are small, and their first condition is one step away.
 */
class Candidate {
  /** The answer for everyone whom it matches, unless the rule has a split. */
  private readonly answer: FlagEvaluation;
  private readonly split: Split | null;
  private readonly condition: Condition | null;
  /** What must hold besides. */
  private readonly rest: Test | null;
  /** Null when everyone is let in. */
  private readonly rollout: Rollout | null;

  /**
   * @param order Its index among the flag's candidates: the lowest that holds decides.
   * @param tests The rule's tests that the index does not answer.
   */
  constructor(
    rule: Rule,
    readonly order: number,
    tests: readonly Test[],
  ) {
    this.answer = rule.answer;
    this.split = rule.split;
    this.condition = tests.find((test) => test instanceof Condition) ?? null;
    const rest = tests.filter((test) => test !== this.condition);
    this.rest = rest.length > 0 ? asOne(rest) : null;
    this.rollout = rule.rollout !== null && rule.rollout.percentage < 100 ? rule.rollout : null;
  }

  holds(context: Properties, epoch: number): boolean {
    if (this.condition !== null && !this.condition.matches(context, epoch)) return false;
    if (this.rest !== null && !this.rest.matches(context, epoch)) return false;
    return this.rollout === null || this.rollout.matches(context, epoch);
  }

  /** The answer for a context for which it holds. */
  answerFor(context: Properties, epoch: number): FlagEvaluation {
    return this.split === null ? this.answer : this.split.answerFor(context, epoch);
  }
}

/** The rules that match only where an attribute has one of some texts. */
interface Filed {
  readonly attribute: Attribute;
  /** In ascending order. */
  readonly byText: ReadonlyMap<string, readonly Candidate[]>;
}

/**
 * A flag's rules, arranged so that a context is tested only against rules that may match it. A rule with a condition
 * that only certain texts satisfy (`equals`, a short `in`, `is_true`) is filed under these texts. Of several such
 * conditions it uses the one that the fewest rules share. Other rules are in a list. Of all rules that match, the
 * lowest decides.
 */
export class RuleIndex {
  private readonly filed: readonly Filed[];
  private readonly others: readonly Candidate[];

  /** Takes rules that can match, in ascending order. */
  constructor(rules: readonly Rule[]) {
    const keys = chooseKeys(rules);
    const filed = new Map<Attribute, Map<string, Candidate[]>>();
    const others: Candidate[] = [];
    for (const [order, rule] of rules.entries()) {
      const key = keys.get(rule);
      const candidate = new Candidate(rule, order, rule.tests?.filter((test) => test !== key) ?? []);
      if (key === undefined) others.push(candidate);
      else {
        const byText = getOrAdd(filed, key.attribute, () => new Map<string, Candidate[]>());
        for (const text of key.indexedTexts) {
          const known = byText.get(text);
          // Most texts have one candidate, and an array that grows takes room for more.
          if (known) known.push(candidate);
          else byText.set(text, [candidate]);
        }
      }
    }
    this.filed = [...filed].map(([attribute, byText]) => ({ attribute, byText }));
    this.others = others;
  }

  /** The answer of the first rule that matches, or null. */
  first(context: Properties, epoch: number): FlagEvaluation | null {
    let found: Candidate | null = null;
    for (const filed of this.filed) {
      const attribute = filed.attribute.read(context, epoch);
      if (attribute.kind === "scalar") {
        found = firstBefore(found, filed.byText.get(attribute.text) ?? NO_CANDIDATES, context, epoch);
      } else if (attribute.kind === "list") {
        for (const { text } of attribute.elements) {
          found = firstBefore(found, filed.byText.get(text) ?? NO_CANDIDATES, context, epoch);
        }
      }
    }
    return firstBefore(found, this.others, context, epoch)?.answerFor(context, epoch) ?? null;
  }
}

/** The first of some candidates, in ascending order, that holds and comes before `found`; else `found`. */
function firstBefore(
  found: Candidate | null,
  candidates: readonly Candidate[],
  context: Properties,
  epoch: number,
): Candidate | null {
  for (const candidate of candidates) {
    if (found !== null && candidate.order >= found.order) return found;
    if (candidate.holds(context, epoch)) return candidate;
  }
  return found;
}

/** A condition that only certain texts satisfy. */
type Key = Condition & { readonly indexedTexts: ReadonlySet<string> };

const isKey = (test: Test): test is Key => test instanceof Condition && test.indexedTexts !== null;

/** The condition by which each rule is filed, where that is worth it: the one that the fewest rules share. */
function chooseKeys(rules: readonly Rule[]): ReadonlyMap<Rule, Key> {
  const options = rules.map((rule) => rule.tests?.filter(isKey) ?? []);
  const uses = countUses(options.flat());
  const usesOf = ({ attribute, indexedTexts }: Key): number => {
    let sum = 0;
    for (const text of indexedTexts) sum += uses.get(attribute)?.get(text) ?? 0;
    return sum;
  };
  const keys = new Map<Rule, Key>();
  const rulesOf = new Map<Attribute, number>();
  for (const [at, rule] of rules.entries()) {
    const [key] = options[at]?.sort((one, other) => usesOf(one) - usesOf(other)) ?? [];
    if (key === undefined) continue;
    keys.set(rule, key);
    rulesOf.set(key.attribute, (rulesOf.get(key.attribute) ?? 0) + 1);
  }
  for (const [rule, { attribute }] of keys) if ((rulesOf.get(attribute) ?? 0) < FEWEST_RULES) keys.delete(rule);
  return keys;
}

/** How many of some conditions ask for each text of an attribute. */
function countUses(keys: readonly Key[]): ReadonlyMap<Attribute, ReadonlyMap<string, number>> {
  const uses = new Map<Attribute, Map<string, number>>();
  for (const { attribute, indexedTexts } of keys) {
    const byText = getOrAdd(uses, attribute, () => new Map<string, number>());
    for (const text of indexedTexts) byText.set(text, (byText.get(text) ?? 0) + 1);
  }
  return uses;
}

function getOrAdd<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  const known = map.get(key);
  if (known !== undefined) return known;
  const made = make();
  map.set(key, made);
  return made;
}
