import type { Properties } from "./context";
import { type Answering, compileRule, isPossible, isUnconditional, type Rule, type Shared } from "./rule";
import { type Decider, RuleIndex } from "./rule-index";
import type { FlagEvaluation } from "./types";
import { isRecord, listOf } from "./values";

/** What rules are compiled from. */
interface Uncompiled {
  readonly stored: unknown;
  readonly answer: Answering;
  readonly shared: Shared;
}

/** The rules of a flag. They are compiled in steps with their ruleset, or all at once when one of them is needed. */
export class FlagRules implements Decider {
  /** Null once the rules are compiled: it refers to segments that may have been replaced since. */
  private uncompiled: Uncompiled | null;
  private compiled: readonly Rule[] = [];
  private index: RuleIndex | null = null;

  constructor(stored: unknown, answer: Answering, shared: Shared) {
    this.uncompiled = { stored, answer, shared };
  }

  get isCompiled(): boolean {
    return this.uncompiled === null;
  }

  /** Every rule, also those that are off, in order. */
  get all(): readonly Rule[] {
    if (this.uncompiled !== null) for (const _step of this.compile());
    return this.compiled;
  }

  /** The rules as evaluation asks them. */
  get indexed(): RuleIndex {
    this.index ??= new RuleIndex(candidatesAmong(this.all));
    return this.index;
  }

  first(context: Properties, epoch: number): FlagEvaluation | null {
    return this.indexed.first(context, epoch);
  }

  /** Compiles the rules, unless they are compiled. */
  *compile(): Generator<undefined, void> {
    if (this.uncompiled === null) return;
    const { stored, answer, shared } = this.uncompiled;
    const rules: Rule[] = [];
    for (const rule of inOrder(stored)) rules.push(yield* compileRule(rule, answer, shared));
    // An evaluation between two steps may have compiled them.
    if (this.uncompiled === null) return;
    this.compiled = rules;
    this.uncompiled = null;
  }
}

/** By position. A rule without a proper one goes last; equals keep the given order. */
function inOrder(rules: unknown): readonly Readonly<Record<string, unknown>>[] {
  const positionOf = ({ position }: Readonly<Record<string, unknown>>): number =>
    typeof position === "number" && Number.isFinite(position) ? position : Number.MAX_VALUE;
  return listOf(rules)
    .filter(isRecord)
    .sort((one, other) => positionOf(one) - positionOf(other));
}

/** The rules that can decide. Rules after one that everyone matches are never asked. */
export function candidatesAmong(rules: readonly Rule[]): readonly Rule[] {
  const possible = rules.filter((rule) => rule.isEnabled && isPossible(rule));
  const last = possible.findIndex(isUnconditional);
  return last < 0 ? possible : possible.slice(0, last + 1);
}
