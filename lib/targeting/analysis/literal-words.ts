import { joinWords, listItems } from "../condition-parts";
import { conditionWords } from "./condition-words";
import type { AnyCondition } from "./facts";
import type { Literal, Vocabulary } from "./vocabulary";

/** Says what literals ask. */
export class LiteralWords {
  constructor(private readonly vocabulary: Vocabulary) {}

  /** Whom these literals describe; `everyone` when there are none. */
  everyone(literals: readonly Literal[]): string {
    const conditions = literals.filter((literal) => !this.isRollout(literal));
    const rollouts = this.eachOnce(literals.filter((literal) => this.isRollout(literal)));
    return [conditions.length > 0 ? joinWords(this.eachOnce(conditions)) : "everyone", ...rollouts].join(", ");
  }

  /**
   * In words, each once: `equals pro` and `in [pro]` are two questions and read the same.
   * @param excepted lists of which these people are none: what stands in one of these is not named in theirs
   */
  eachOnce(literals: readonly Literal[], excepted: readonly AnyCondition[] = []): string[] {
    return [...new Set(literals.map((literal) => this.of(literal, excepted)))];
  }

  of(literal: Literal, excepted: readonly AnyCondition[] = []): string {
    const entry = this.vocabulary.entries[literal >> 1];
    if (entry === undefined) return "";
    if (entry.type === "any") return `either ${joinWords(this.eachOnce(entry.members), "or")}`;
    const { atom } = entry;
    const [list] = this.listOf(literal);
    if (list !== undefined) return conditionWords(withoutItemsOf(list, excepted));
    if (atom.type === "condition") return conditionWords(atom.stored);
    return `${atom.rollout.percentage} % by ${atom.rollout.attribute}`;
  }

  isRollout(literal: Literal): boolean {
    const entry = this.vocabulary.entries[literal >> 1];
    return entry?.type === "attribute" && entry.atom.type === "rollout";
  }

  /** The condition that asks for one of a list; none when the literal is another question, or its opposite. */
  listOf(literal: Literal): AnyCondition[] {
    const entry = this.vocabulary.entries[literal >> 1];
    if ((literal & 1) === 1 || entry?.type !== "attribute" || entry.atom.type !== "condition") return [];
    const { stored } = entry.atom;
    const isPlain = stored.negate !== true && stored.ignore_case !== true && (stored.as ?? null) === null;
    return stored.operator === "in" && isPlain ? [stored] : [];
  }
}

/**
 * The same list without what stands, in the same words, in others about the same attribute; itself if nothing were
 * left.
 */
function withoutItemsOf(condition: AnyCondition, others: readonly AnyCondition[]): AnyCondition {
  const excepted = new Set(others.flatMap(({ name, value }) => (name === condition.name ? listItems(value) : [])));
  const value = listItems(condition.value).filter((item) => !excepted.has(item));
  return value.length === 0 ? condition : { ...condition, value };
}
