import type { Properties } from "./context";
import type { CompiledFlag } from "./flag";
import type { Decider } from "./rule-index";
import { inDependencyOrder, type Referring } from "./segment-order";
import type { FlagEvaluation, JsonValue } from "./types";
import { isRecord, keyOf, listOf } from "./values";

/**
 * How many requirements may follow each other, from one flag to the next. A requirement in a longer chain, or in a
 * circle, is never met.
 */
export const MAX_REQUIREMENT_CHAIN = 10;

/** What a flag needs another flag to give, as stored. */
export class Requirement {
  /** The key of the required flag; null when it has none. */
  readonly flagKey: string | null;
  /** Why it is never met; null for a sound requirement. */
  readonly fault: string | null;
  private readonly variant: string | null;
  private readonly value: string | null;
  /** By answer, which is one object for everyone who gets it: whether it meets the requirement. */
  private readonly known = new WeakMap<FlagEvaluation, boolean>();

  constructor(readonly stored: Readonly<Record<string, unknown>>) {
    const { flag, variant, value } = stored;
    this.flagKey = typeof flag === "string" ? flag : null;
    this.variant = typeof variant === "string" ? variant : null;
    // The stored type promises JSON; nothing here relies on it.
    this.value = value === undefined ? null : keyOf(value as JsonValue);
    this.fault = this.flagKey === null ? "the requirement names no flag" : this.faultOfWanted();
  }

  /** Whether the required flag's answer meets the requirement. */
  isMetBy(answer: FlagEvaluation): boolean {
    let isMet = this.known.get(answer);
    if (isMet === undefined) {
      isMet = this.judge(answer);
      this.known.set(answer, isMet);
    }
    return isMet;
  }

  private judge({ value, variant, isCodeDefault }: FlagEvaluation): boolean {
    if (this.fault !== null || isCodeDefault) return false;
    return this.variant === null ? keyOf(value) === this.value : variant === this.variant;
  }

  private faultOfWanted(): string | null {
    if (this.variant === null && this.value === null) return "the requirement names neither a variant nor a value";
    return this.variant !== null && this.value !== null ? "the requirement names both a variant and a value" : null;
  }
}

/**
 * What a stored flag requires. Anything that is not a list, or not a requirement in it, becomes a requirement that is
 * never met.
 */
export function requirementsOf(stored: unknown): readonly Requirement[] {
  if (stored === undefined || stored === null) return NONE;
  if (!Array.isArray(stored)) return [new Requirement({})];
  return listOf(stored).map((each) => new Requirement(isRecord(each) ? each : {}));
}

const NONE: readonly never[] = [];

/** A flag that others require. It is decided once in an evaluation, however many flags require it. */
class RequiredFlag implements Decider {
  private epoch = 0;
  /** Its answer in the evaluation with that number. */
  private answer: FlagEvaluation;

  constructor(readonly flag: CompiledFlag) {
    this.answer = flag.fallback;
  }

  first(context: Properties, epoch: number): FlagEvaluation {
    if (this.epoch !== epoch) {
      const { index, fallback } = this.flag;
      this.answer = index?.first(context, epoch) ?? fallback;
      this.epoch = epoch;
    }
    return this.answer;
  }
}

/** A requirement, and the flag that it leads to. */
export class Need {
  constructor(
    readonly requirement: Requirement,
    private readonly required: RequiredFlag | null,
    /** Why it is never met; null when that depends on the context. */
    readonly fault: string | null,
  ) {}

  isMet(context: Properties, epoch: number): boolean {
    return this.required !== null && this.requirement.isMetBy(this.required.first(context, epoch));
  }

  /** What the required flag gives, and whether it is off everywhere; null where the flag is not asked. */
  explain(context: Properties, epoch: number): { answer: FlagEvaluation; isOff: boolean } | null {
    if (this.required === null) return null;
    return { answer: this.required.first(context, epoch), isOff: !this.required.flag.isEnabled };
  }
}

/** Decides by the rules of a flag where all that it needs is met. */
class Gate implements Decider {
  constructor(
    private readonly needs: readonly Need[],
    private readonly unmet: FlagEvaluation,
    private readonly index: Decider | null,
  ) {}

  first(context: Properties, epoch: number): FlagEvaluation | null {
    for (const need of this.needs) if (!need.isMet(context, epoch)) return this.unmet;
    return this.index?.first(context, epoch) ?? null;
  }
}

/** A flag that requires others, to be put in the order of linking. */
interface RequiringFlag extends Referring {
  readonly flag: CompiledFlag;
}

const ENDLESS = "the requirement leads into a circle of flags, or through too many";

/**
 * Links flags with those that they require. Flags without requirements that nobody requires stay the same objects; the
 * others are made again from what was compiled, because a change of one concerns all flags that require it.
 */
export function linkFlags(flags: ReadonlyMap<string, CompiledFlag>): ReadonlyMap<string, CompiledFlag> {
  const requiring = [...flags.values()].filter(({ requirements }) => requirements.length > 0).map(requiringFlag);
  if (requiring.length === 0) return flags;
  const linker = new Linker(flags);
  const { ordered, rest } = inDependencyOrder(requiring, MAX_REQUIREMENT_CHAIN);
  for (const { flag } of ordered) linker.link(flag);
  for (const { flag } of rest) linker.link(flag, ENDLESS);
  return linker.linked;
}

const requiringFlag = (flag: CompiledFlag): RequiringFlag => ({
  id: flag.key,
  references: flag.requirements.flatMap(({ flagKey }) => flagKey ?? []),
  flag,
});

class Linker {
  /** In the order of the flags. */
  readonly linked: Map<string, CompiledFlag>;
  private readonly required = new Map<string, RequiredFlag>();

  constructor(flags: ReadonlyMap<string, CompiledFlag>) {
    this.linked = new Map(flags);
  }

  /**
   * Puts a flag's requirements before its rules. The flags that it requires must have been linked before.
   * @param endless why that is impossible; then its requirements are never met
   */
  link(flag: CompiledFlag, endless: string | null = null): void {
    const needs = flag.requirements.map((each) => this.needOf(each, endless));
    const isOn = flag.isEnabled && !flag.isArchived;
    const index = isOn ? new Gate(needs, flag.unmet, flag.index) : null;
    this.linked.set(flag.key, { ...flag, index, needs, unlinked: flag });
  }

  private needOf(requirement: Requirement, endless: string | null): Need {
    const { flagKey, fault } = requirement;
    const required = flagKey === null ? undefined : this.linked.get(flagKey);
    const why = fault ?? endless ?? faultOf(required);
    return new Need(requirement, why === null && required !== undefined ? this.requiredOf(required) : null, why);
  }

  private requiredOf(flag: CompiledFlag): RequiredFlag {
    const known = this.required.get(flag.key);
    if (known !== undefined) return known;
    const required = new RequiredFlag(flag);
    this.required.set(flag.key, required);
    // An application that asks for the flag itself shares the answer that is remembered for its requirers.
    if (flag.index !== null) this.linked.set(flag.key, { ...flag, index: required, unlinked: flag.unlinked ?? flag });
    return required;
  }
}

function faultOf(required: CompiledFlag | undefined): string | null {
  if (required === undefined) return "the flag is gone";
  return required.isArchived ? "the flag is archived" : null;
}
