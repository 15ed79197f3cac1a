import { joinWords, listItems } from "../../words/condition-parts";
import { groupText } from "../../words/group-words";
import type { AnyCondition } from "../facts/facts";
import { type Literal, type Named, negate, type Vocabulary } from "../search/vocabulary";
import { conditionWords } from "./condition-words";
import { cut } from "./words";

/** Describes literals in words. */
export class LiteralWords {
  constructor(private readonly vocabulary: Vocabulary) {}

  /** The people who satisfy all of these literals; `everyone` when there are none. */
  everyone(literals: readonly Literal[]): string {
    const conditions = literals.filter((literal) => !this.isRollout(literal));
    const rollouts = this.eachOnce(literals.filter((literal) => this.isRollout(literal)));
    return [conditions.length > 0 ? joinWords(this.eachOnce(conditions)) : "everyone", ...rollouts].join(", ");
  }

  /**
   * Each literal in words, without repetitions: `equals pro` and `in [pro]` are two literals that read the same.
   * @param excepted lists that the same sentence excludes, so that their items are not named here
   */
  eachOnce(literals: readonly Literal[], excepted: readonly AnyCondition[] = []): string[] {
    return [...new Set(literals.map((literal) => this.of(literal, excepted)))];
  }

  of(literal: Literal, excepted: readonly AnyCondition[] = []): string {
    const entry = this.vocabulary.entries[literal >> 1];
    if (entry === undefined) return "";
    const isNegative = (literal & 1) === 1;
    if (entry.type === "any") {
      const { segment } = entry;
      if (segment === null) return this.choice(entry.members, isNegative);
      if (segment.gives !== null) return this.flagWords(segment, literal, isNegative);
      return `${isNegative ? "not " : ""}in ${this.segmentName(segment, literal)}`;
    }
    const { atom } = entry;
    const [list] = this.listOf(literal);
    if (list !== undefined) return conditionWords(withoutItemsOf(list, excepted));
    if (atom.type === "condition") return isNegative ? denied(atom.stored) : conditionWords(atom.stored);
    return `${atom.rollout.percentage} % by ${atom.rollout.attribute}`;
  }

  /**
   * That any of some literals holds, or that none does. Where all of them are opposites, the sentence negates the
   * originals.
   */
  private choice(members: readonly Literal[], isNegative: boolean): string {
    const areOpposites = members.every((member) => (member & 1) === 1);
    const said = areOpposites ? members.map(negate) : members;
    const kind = areOpposites ? "all" : isNegative ? "none" : "any";
    const words = groupText(kind, this.eachOnce(said), { isLong: said.some((member) => this.isChoice(member)) });
    return areOpposites && !isNegative ? `not ${words}` : words;
  }

  private isChoice(literal: Literal): boolean {
    const entry = this.vocabulary.entries[literal >> 1];
    return entry?.type === "any" && entry.segment === null;
  }

  private segmentName(segment: Named, literal: Literal): string {
    return `${cut(segment.name)}${this.asItWas(segment, literal)}`;
  }

  private flagWords(flag: Named, literal: Literal, isNegative: boolean): string {
    return `${cut(flag.name)} is ${isNegative ? "not " : ""}${flag.gives}${this.asItWas(flag, literal)}`;
  }

  /** A segment that the change edits has the old meaning in the list before the change. */
  private asItWas({ id }: Named, literal: Literal): string {
    const latest = this.vocabulary.entries.findLastIndex((entry) => entry.type === "any" && entry.segment?.id === id);
    return latest === literal >> 1 ? "" : " as it was";
  }

  /** The named segments in some literals, by name, each with the literal that its members satisfy. */
  namedIn(literals: readonly Literal[]): Map<string, Literal> {
    const named = new Map<string, Literal>();
    for (const literal of literals) {
      const entry = this.vocabulary.entries[literal >> 1];
      if (entry?.type !== "any") continue;
      const [member] = entry.members;
      if (entry.segment !== null && member !== undefined) {
        const { segment } = entry;
        const name = segment.gives === null ? this.segmentName(segment, literal) : this.of(literal);
        named.set(name, (literal & 1) === 0 ? member : negate(member));
      } else for (const [name, inside] of this.namedIn(entry.members)) named.set(name, inside);
    }
    return named;
  }

  /** Whether the literal asks for what another flag gives. */
  isRequired(literal: Literal): boolean {
    const entry = this.vocabulary.entries[literal >> 1];
    return entry?.type === "any" && typeof entry.segment?.gives === "string";
  }

  isRollout(literal: Literal): boolean {
    const entry = this.vocabulary.entries[literal >> 1];
    return entry?.type === "attribute" && entry.atom.type === "rollout";
  }

  /** The condition that asks for an item of a list; empty when the literal is another question, or an opposite. */
  listOf(literal: Literal): AnyCondition[] {
    const entry = this.vocabulary.entries[literal >> 1];
    if ((literal & 1) === 1 || entry?.type !== "attribute" || entry.atom.type !== "condition") return [];
    const { stored } = entry.atom;
    const isPlain = stored.negate !== true && stored.ignore_case !== true && (stored.as ?? null) === null;
    return stored.operator === "in" && isPlain ? [stored] : [];
  }
}

/**
 * That a condition does not hold. It also covers those whose attribute the condition cannot judge, whom its opposite
 * does not match.
 */
const denied = (condition: AnyCondition): string => groupText("none", [conditionWords(condition)]);

/** The same list without the items of other lists about the same attribute; unchanged if no item would be left. */
function withoutItemsOf(condition: AnyCondition, others: readonly AnyCondition[]): AnyCondition {
  const excepted = new Set(others.flatMap(({ name, value }) => (name === condition.name ? listItems(value) : [])));
  const value = listItems(condition.value).filter((item) => !excepted.has(item));
  return value.length === 0 ? condition : { ...condition, value };
}
