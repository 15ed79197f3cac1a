import { joinWords } from "../../words/condition-parts";
import type { RuleList, Serving } from "../rule-list";
import type { RuleForm, SegmentPart } from "../rules/rule-form";
import type { RolloutFacts } from "../search/buckets";
import { type Literal, negate, type Vocabulary } from "../search/vocabulary";
import { amountOf } from "./amount-words";
import { LiteralWords } from "./literal-words";
import type { RuleNames, When } from "./rule-names";
import { shortWords, type Who, wholeWords } from "./who";
import { cut } from "./words";

/** Further exceptions are counted and not written out. */
const SHOWN_EXCEPTIONS = 12;

interface Decision {
  readonly list: RuleList;
  readonly serving: Serving;
  readonly when: When;
}

/** What excludes somebody: one condition, one segment, one rollout, or a rule with several of them. */
type Exception =
  | { readonly type: "condition"; readonly literal: Literal }
  /** All that the flag requires of other flags. */
  | { readonly type: "needs"; readonly literals: readonly Literal[] }
  | { readonly type: "segment"; readonly words: string }
  | { readonly type: "rollout"; readonly rollout: RolloutFacts; readonly rule: string }
  | { readonly type: "rule"; readonly rule: string };

/** Describes the people whom one rule decides before a change and one rule after it. */
export class RegionWords {
  private readonly literals: LiteralWords;

  constructor(
    readonly vocabulary: Vocabulary,
    private readonly names: RuleNames,
  ) {
    this.literals = new LiteralWords(vocabulary);
  }

  of(decisions: readonly Decision[]): Who {
    const winners = decisions.flatMap(({ serving: { form, arm }, when }) => (form ? [{ form, arm, when }] : []));
    const all = new Set(winners.flatMap(({ form, arm }) => [...form.literals, ...arm.literals]));
    const exceptions = [...this.exceptionsOf(decisions, all).values()];
    const rollouts = winners.flatMap(({ form, arm }) => [form.rollout ?? [], arm.end ?? []].flat());
    const inside = rollouts.filter((rollout) => !this.isNamed(rollout, all));
    const isMeasured = ({ attribute }: RolloutFacts) => inside.some((rollout) => rollout.attribute === attribute);
    const skipped = winners.flatMap(({ arm: { beginning } }) => beginning ?? []);
    const folded = exceptions.flatMap((each) => (each.type === "rollout" && isMeasured(each.rollout) ? [each] : []));
    const told = exceptions.filter((each) => !folded.some((other) => other === each));
    const segments = this.segmentsOf(decisions, winners);
    const named = new Set([...segments.values()].flatMap(({ literals }) => literals));
    const inline = new Set(winners.flatMap(({ form }) => inlineOf(form)));
    const excepted = told.flatMap((each) => (each.type === "condition" ? this.literals.listOf(each.literal) : []));
    // A condition of the rule itself is written out even where a named segment asks the same.
    const single = [...all].filter(
      (literal) => !this.literals.isRollout(literal) && (inline.has(literal) || !named.has(literal)),
    );
    const outright = rollouts.filter((rollout) => this.isNamed(rollout, all));
    const leftOver = largestOf(skipped.filter((border) => !isMeasured(border)));
    const conditions = [
      ...this.literals.eachOnce(single, excepted),
      ...[...segments.keys()].map((name) => `in ${name}`),
      ...new Set(outright.map(({ percentage, attribute }) => `inside ${percentage} % by ${attribute}`)),
      ...leftOver.flatMap(({ percentage, attribute }) => (percentage >= 100 ? [`without an id in ${attribute}`] : [])),
    ];
    const parts = {
      conditions,
      amount: amountOf(
        inside,
        [...folded.map(({ rollout }) => rollout), ...skipped.filter(isMeasured)],
        conditions.length === 0,
      ),
      not: [
        ...told.flatMap((each) => (each.type === "segment" ? [`in ${each.words}`] : [])),
        ...leftOver.flatMap(({ percentage, attribute }) =>
          percentage < 100 ? [`in the first ${percentage} % of the split by ${attribute}`] : [],
        ),
      ],
      unless: this.unless(told),
    };
    const unfolded = new Map([...segments, ...this.segmentsOf(decisions, this.earlierOf(decisions))]);
    const inConditions = this.literals.namedIn([
      ...all,
      ...this.earlierOf(decisions).flatMap(({ form }) => form.literals),
    ]);
    const asked = new Map([
      ...[...inConditions].map(([name, member]) => [name, [member]] as const),
      ...[...unfolded].map(([name, { literals }]) => [name, literals] as const),
    ]);
    const whole = wholeWords(parts);
    return {
      whole,
      short: shortWords(parts),
      segments: [...asked].flatMap(([name, literals]) =>
        whole.includes(name) ? [`${name}: ${this.literals.everyone(literals)}`] : [],
      ),
    };
  }

  private unless(told: readonly Exception[]): string[] {
    const words = told.flatMap((each): string[] => {
      if (each.type === "segment") return [];
      if (each.type === "condition") return [this.literals.of(each.literal)];
      if (each.type === "needs") return [joinWords(this.literals.eachOnce(each.literals))];
      return [
        each.type === "rollout"
          ? `inside the ${each.rollout.percentage} % of ${each.rule}`
          : `${each.rule} matches them`,
      ];
    });
    const shown = words.slice(0, SHOWN_EXCEPTIONS);
    const more = words.length - shown.length;
    return more > 0 ? [...shown, `one of ${more} more earlier rules matches them`] : shown;
  }

  private earlierOf(decisions: readonly Decision[]) {
    return decisions.flatMap(({ list, serving: { index }, when }) =>
      list.forms.slice(0, index).map((form) => ({ form, when })),
    );
  }

  /**
   * What these people must not satisfy of each earlier rule, without repetitions, by the literals of the rule that they
   * do not satisfy anyway.
   */
  private exceptionsOf(decisions: readonly Decision[], all: ReadonlySet<Literal>): Map<string, Exception> {
    const exceptions = new Map<string, Exception>();
    for (const { form, when } of this.earlierOf(decisions)) {
      // A rule that asks for the opposite of what these people satisfy matches none of them.
      if (form.literals.some((literal) => all.has(negate(literal)) || this.excludes(all, literal))) continue;
      const left = [...new Set(form.literals)].filter((literal) => !all.has(literal));
      const key = [...left].sort((a, b) => a - b).join();
      if (!exceptions.has(key)) exceptions.set(key, this.exceptionOf(form, left, { decisions, when }));
    }
    return exceptions;
  }

  private exceptionOf(
    form: RuleForm,
    left: readonly Literal[],
    { decisions, when }: { decisions: readonly Decision[]; when: When },
  ): Exception {
    const rule = this.names.of(form, when);
    const [first] = left;
    if (form.rollout && left.length === 1 && first !== undefined && this.literals.isRollout(first)) {
      return { type: "rollout", rollout: form.rollout, rule };
    }
    const { segment } = form;
    if (segment?.name && left.every((literal) => segment.literals.includes(literal))) {
      return { type: "segment", words: this.segmentName(segment, decisions, when) };
    }
    if (left.length === 1 && first !== undefined) return { type: "condition", literal: first };
    if (left.every((literal) => this.literals.isRequired(literal))) return { type: "needs", literals: left };
    return { type: "rule", rule };
  }

  /** The named segments that these rules link to, by name. */
  private segmentsOf(
    decisions: readonly Decision[],
    rules: readonly { form: RuleForm; when: When }[],
  ): Map<string, SegmentPart> {
    return new Map(
      rules.flatMap(({ form: { segment }, when }) =>
        segment?.name ? [[this.segmentName(segment, decisions, when), segment] as const] : [],
      ),
    );
  }

  /** A segment that the change edits has the old meaning in the list before the change. */
  private segmentName(segment: SegmentPart, decisions: readonly Decision[], when: When): string {
    const name = cut(segment.name ?? "");
    const isAsNow =
      when === "after" ||
      decisions.every(
        (decision) =>
          decision.when === "before" ||
          decision.list.forms.every(
            ({ segment: other }) => other?.id !== segment.id || other.literals.join() === segment.literals.join(),
          ),
      );
    return isAsNow ? name : `${name} as it was`;
  }

  /**
   * Whether these people are named by their ids. Then each is inside a percentage or not; a share of them would mean
   * nothing.
   */
  private isNamed({ attribute }: RolloutFacts, all: ReadonlySet<Literal>): boolean {
    return [...all].some((literal) => {
      const entry = this.vocabulary.entries[literal >> 1];
      if ((literal & 1) === 1 || entry?.type !== "attribute" || entry.solver.name !== attribute) return false;
      const { atom } = entry;
      if (atom.type !== "condition") return false;
      const { fact, isWanted } = atom.facts.scalar;
      return isWanted && fact.shape.type === "one_of";
    });
  }

  /** Whether no value of the literal's attribute satisfies both the literal and `all`. */
  private excludes(all: ReadonlySet<Literal>, literal: Literal): boolean {
    const entry = this.vocabulary.entries[literal >> 1];
    if (entry?.type !== "attribute") return false;
    const { solver } = entry;
    let constraints = solver.constraints.nothing;
    for (const other of [...all, literal]) {
      const about = this.vocabulary.entries[other >> 1];
      if (about?.type === "attribute" && about.solver === solver) {
        constraints = solver.constraints.with(constraints, about.atom, (other & 1) === 0);
      }
    }
    return solver.find(constraints, true) === "none";
  }
}

/** For each salt the largest border: a bucket that is not below it is below none of the others. */
function largestOf(borders: readonly RolloutFacts[]): readonly RolloutFacts[] {
  const bySalt = new Map<string, RolloutFacts>();
  for (const border of borders) {
    const known = bySalt.get(border.salt);
    if (known === undefined || known.percentage < border.percentage) bySalt.set(border.salt, border);
  }
  return [...bySalt.values()];
}

const inlineOf = ({ literals, stored }: RuleForm): readonly Literal[] => literals.slice(0, stored.conditions.length);
