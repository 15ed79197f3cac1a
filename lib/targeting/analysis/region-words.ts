import { type AnyCondition, isKnownForm } from "./facts";
import type { RuleList, Winner } from "./rule-list";
import { type Literal, negate, type RuleForm, type Vocabulary } from "./vocabulary";
import { conditionWords, joinWords, listItems, ruleWords } from "./words";

/** More exceptions than these are counted and not read out. */
const SHOWN_EXCEPTIONS = 4;

interface Exception {
  words: string;
  /** When this alone is the exception. */
  only: Literal | undefined;
}

/** Says in words who is decided by which rule. */
export class RegionWords {
  constructor(readonly vocabulary: Vocabulary) {}

  /** `plan is pro and country is US, 25 % by user_id, unless rule 1 (Staff) serves them`. */
  of(decisions: readonly { readonly list: RuleList; readonly winner: Winner }[]): string {
    const all = new Set(decisions.flatMap(({ list, winner }) => list.forms[winner]?.literals ?? []));
    const exceptions = new Map<string, Exception>();
    for (const { list, winner } of decisions) {
      for (const earlier of list.forms.slice(0, winner)) this.addException(exceptions, earlier, all);
    }
    const told = [...exceptions.values()];
    const shown = told.slice(0, SHOWN_EXCEPTIONS).map(({ words }) => words);
    const more = told.length - shown.length;
    if (more > 0) shown.push(`one of ${more} more earlier rules serves them`);
    const excepted = told.flatMap(({ only }) => (only === undefined ? [] : this.listOf(only)));
    return `${this.everyone([...all], excepted)}${shown.length > 0 ? `, unless ${joinWords(shown, "or")}` : ""}`;
  }

  /**
   * Whom these literals describe; `everyone` when there are none.
   * @param excepted lists of which they are none: what stands in one of these is not named in theirs
   */
  everyone(literals: readonly Literal[], excepted: readonly AnyCondition[] = []): string {
    const conditions = literals.filter((literal) => !this.isRollout(literal));
    const shares = this.eachOnce(literals.filter((literal) => this.isRollout(literal)));
    return [conditions.length > 0 ? joinWords(this.eachOnce(conditions, excepted)) : "everyone", ...shares].join(", ");
  }

  private addException(exceptions: Map<string, Exception>, { literals, stored }: RuleForm, all: Set<Literal>): void {
    // A rule that wants the opposite of what these people are serves none of them.
    if (literals.some((literal) => all.has(negate(literal)) || this.excludes(all, literal))) return;
    const left = [...new Set(literals)].filter((literal) => !all.has(literal));
    const key = [...left].sort((a, b) => a - b).join();
    if (exceptions.has(key)) return;
    const only = left.length === 1 ? left[0] : undefined;
    const words = only === undefined ? `${ruleWords({ stored })} serves them` : this.exceptionWords(only);
    exceptions.set(key, { words, only });
  }

  /** `equals pro` and `in [pro]` are two questions and read the same. */
  private eachOnce(literals: readonly Literal[], excepted: readonly AnyCondition[] = []): string[] {
    return [...new Set(literals.map((literal) => this.wordsOf(literal, excepted)))];
  }

  private exceptionWords(literal: Literal): string {
    return `${this.isRollout(literal) ? "inside " : ""}${this.wordsOf(literal)}`;
  }

  /** Whether the literal's attribute can have no value with it and with what is in `all`. */
  private excludes(all: Set<Literal>, literal: Literal): boolean {
    const entry = this.vocabulary.entries[literal >> 1];
    if (entry?.type !== "attribute") return false;
    const { solver } = entry;
    let wishes = solver.nothing;
    for (const other of [...all, literal]) {
      const about = this.vocabulary.entries[other >> 1];
      if (about?.type === "attribute" && about.solver === solver) {
        wishes = solver.wish(wishes, about.atom, (other & 1) === 0);
      }
    }
    return solver.find(wishes, true) === "none";
  }

  private isRollout(literal: Literal): boolean {
    const entry = this.vocabulary.entries[literal >> 1];
    return entry?.type === "attribute" && entry.atom.type === "rollout";
  }

  /** The condition that asks for one of a list; none when the literal is another question, or its opposite. */
  private listOf(literal: Literal): AnyCondition[] {
    const entry = this.vocabulary.entries[literal >> 1];
    if ((literal & 1) === 1 || entry?.type !== "attribute" || entry.atom.type !== "condition") return [];
    const { stored } = entry.atom;
    return stored.operator === "in" && isKnownForm(stored) ? [stored] : [];
  }

  private wordsOf(literal: Literal, excepted: readonly AnyCondition[] = []): string {
    const entry = this.vocabulary.entries[literal >> 1];
    if (entry === undefined) return "";
    if (entry.type === "any") return `either ${joinWords(this.eachOnce(entry.members), "or")}`;
    const { atom } = entry;
    const [list] = this.listOf(literal);
    if (list !== undefined) return conditionWords(withoutItemsOf(list, excepted));
    if (atom.type === "condition") return conditionWords(atom.stored);
    return `${atom.share.percentage} % by ${atom.share.bucketBy}`;
  }
}

/** The same list without what stands, in the same words, in others about the same attribute; itself if nothing were left. */
function withoutItemsOf(condition: AnyCondition, others: readonly AnyCondition[]): AnyCondition {
  const excepted = new Set(others.flatMap(({ name, value }) => (name === condition.name ? listItems(value) : [])));
  const value = listItems(condition.value).filter((item) => !excepted.has(item));
  return value.length === 0 ? condition : { ...condition, value };
}
