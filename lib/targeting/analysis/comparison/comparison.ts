import type { JsonValue } from "../../types";
import { Budget, COSTS } from "../budget";
import type { Change, Unanswered } from "../changes";
import { RuleList, type RuleListInput, type Serving } from "../rule-list";
import type { Served } from "../rules/as-if-on";
import { Inquiry, MOST_STEPS, type Possible } from "../search/inquiry";
import { polish } from "../search/polish";
import { Vocabulary } from "../search/vocabulary";
import { RegionWords } from "../sentences/region-words";
import { RuleNames } from "../sentences/rule-names";
import { insteadWords, valueSayer } from "../sentences/words";
import { isBucketOpen, type Witness, witnessOf } from "../somebody";
import { decidingPairs, type Pair } from "./pairs";

/** Steps to describe one change in words, and steps for each rule before the deciding rules. */
const STEPS_TO_TELL = 20;
const STEPS_TO_TELL_OF_ONE = 1.5;

/** Compares a list before and after a change, and describes those whose value differs. */
export class Comparison {
  private readonly before: RuleList;
  private readonly after: RuleList;
  private readonly inquiry: Inquiry;
  private readonly words: RegionWords;
  private readonly budget: Budget;
  private readonly sayInstead: (from: JsonValue, to: JsonValue) => string;

  /** @param steps the most steps that it may take, or a budget that it shares with other comparisons */
  constructor(before: RuleListInput, after: RuleListInput, steps: number | Budget = MOST_STEPS) {
    this.sayInstead = (from, to) => insteadWords(from, to, valueSayer(before), valueSayer(after));
    this.budget = Budget.of(steps);
    const vocabulary = new Vocabulary(this.budget);
    this.before = new RuleList(before, vocabulary);
    this.after = new RuleList(after, vocabulary);
    this.inquiry = new Inquiry(vocabulary);
    this.words = new RegionWords(vocabulary, new RuleNames(this.before, this.after));
  }

  /** Whether the budget is used up. */
  get isSpent(): boolean {
    return this.budget.isSpent;
  }

  /** Pairs of rules that may give somebody another value than before. */
  pairs(): Generator<Pair> {
    return decidingPairs(this.before, this.after);
  }

  /**
   * Whether the people of a pair would get another value than the default. It is the default before the change, so that
   * a new default counts as exposing everyone who gets it.
   */
  isExposure(pair: Pair): boolean {
    return pair.after.arm.valueId !== this.before.defaultId;
  }

  /** Who the people of a pair are; null when it is proven that there are none. */
  ask(pair: Pair): Change | Unanswered | null {
    if (this.isSpent) return { ...this.identify(pair), because: "budget" };
    const outcome = this.inquiry.ask(this.after.servedBy(pair.after, this.before.servedBy(pair.before)));
    if (outcome.is === "impossible") return null;
    const change = outcome.is === "possible" ? this.toChange(pair, outcome) : null;
    return change ?? { ...this.identify(pair), because: outcome.is === "unknown" ? outcome.because : "opaque" };
  }

  /** Pays for a witness by its length, so that answers have a bounded length. */
  private told(witness: Witness): Witness {
    this.budget.spend(COSTS.writtenCharacter * JSON.stringify(witness).length);
    return witness;
  }

  private identify(pair: Pair) {
    return {
      ruleBefore: pair.before.form?.id ?? null,
      ruleAfter: pair.after.form?.id ?? null,
      armBefore: pair.before.arm.index,
      armAfter: pair.after.arm.index,
      isExposure: this.isExposure(pair),
    };
  }

  /** Null when the engine does not confirm the witness: then nothing is claimed. */
  private toChange(pair: Pair, found: Possible): Change | null {
    const { before, after } = this;
    const identity = this.identify(pair);
    const [from, to] = [pair.before.arm.value, pair.after.arm.value];
    const serves = (context: Witness) =>
      !this.isSpent && isServed(before.evaluate(context), pair.before) && isServed(after.evaluate(context), pair.after);
    const isBorneOut = before.gives(found, pair.before) && after.gives(found, pair.after);
    if (!isBorneOut) return null;
    this.budget.spend(STEPS_TO_TELL + STEPS_TO_TELL_OF_ONE * (pair.before.index + pair.after.index));
    const witness = witnessOf(found, serves);
    const who = this.words.of([
      { list: before, serving: pair.before, when: "before" },
      { list: after, serving: pair.after, when: "after" },
    ]);
    return {
      ...identity,
      from,
      to,
      who: who.whole,
      short: who.short,
      segments: who.segments,
      sentence: `${this.sayInstead(from, to)}: ${who.whole}${onlyLists(found.listAttributes)}`,
      isBucketOpen: isBucketOpen(found),
      witness: witness && this.told(polish(witness, this.words.vocabulary.solvers, serves)),
      listAttributes: found.listAttributes,
    };
  }
}

const isServed = (served: Served, { form, arm }: Serving): boolean =>
  served.ruleId === (form?.id ?? null) && served.arm === arm.index;

/** Adds that these people must have a list in one of the attributes. */
function onlyLists(attributes: readonly string[]): string {
  return attributes.length === 0 ? "" : `, only where ${attributes.join(" or ")} is a list`;
}
