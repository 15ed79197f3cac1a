import type { RuleList, Winner } from "./rule-list";
import { type Literal, negate, type RuleForm, type Vocabulary } from "./vocabulary";
import { conditionWords, joinWords, ruleWords } from "./words";

/** More exceptions than these are counted and not read out. */
const SHOWN_EXCEPTIONS = 4;

/** Says in words who is decided by which rule. */
export class RegionWords {
  constructor(readonly vocabulary: Vocabulary) {}

  /** `plan is pro and country is US, 25 % by user_id, unless rule 1 (Staff) serves them`. */
  of(decisions: readonly { readonly list: RuleList; readonly winner: Winner }[]): string {
    const all = new Set(decisions.flatMap(({ list, winner }) => list.forms[winner]?.literals ?? []));
    const exceptions = new Map<string, string>();
    for (const { list, winner } of decisions) {
      for (const earlier of list.forms.slice(0, winner)) this.addException(exceptions, earlier, all);
    }
    const told = [...exceptions.values()];
    const shown = told.slice(0, SHOWN_EXCEPTIONS);
    const more = told.length - shown.length;
    if (more > 0) shown.push(`one of ${more} more earlier rules serves them`);
    return `${this.everyone([...all])}${shown.length > 0 ? `, unless ${joinWords(shown, "or")}` : ""}`;
  }

  /** Whom these literals describe; `everyone` when there are none. */
  everyone(literals: readonly Literal[]): string {
    const conditions = literals.filter((literal) => !this.isRollout(literal));
    const shares = literals.filter((literal) => this.isRollout(literal));
    return [conditions.length > 0 ? joinWords(this.eachOnce(conditions)) : "everyone", ...this.eachOnce(shares)].join(
      ", ",
    );
  }

  private addException(exceptions: Map<string, string>, { literals, stored }: RuleForm, all: Set<Literal>): void {
    // A rule that wants the opposite of what these people are serves none of them.
    if (literals.some((literal) => all.has(negate(literal)) || this.excludes(all, literal))) return;
    const left = [...new Set(literals)].filter((literal) => !all.has(literal));
    const key = [...left].sort((a, b) => a - b).join();
    if (exceptions.has(key)) return;
    const [only] = left;
    const isShort = only !== undefined && left.length === 1;
    exceptions.set(key, isShort ? this.exceptionWords(only) : `${ruleWords({ stored })} serves them`);
  }

  /** `equals pro` and `in [pro]` are two questions and read the same. */
  private eachOnce(literals: readonly Literal[]): string[] {
    return [...new Set(literals.map((literal) => this.wordsOf(literal)))];
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

  private wordsOf(literal: Literal): string {
    const entry = this.vocabulary.entries[literal >> 1];
    if (entry === undefined) return "";
    if (entry.type === "any") return `either ${joinWords(this.eachOnce(entry.members), "or")}`;
    const { atom } = entry;
    if (atom.type === "condition") return conditionWords(atom.stored);
    return `${atom.share.percentage} % by ${atom.share.bucketBy}`;
  }
}
