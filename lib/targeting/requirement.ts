import type { Properties } from "./context";
import { inDependencyOrder, type Referring } from "./dependency-order";
import type { CompiledFlag } from "./flag";
import type { Fault } from "./operators/operator";
import type { FlagEvaluation } from "./types";
import { isRecord, keyOf, listOf, storedJson } from "./values";

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
    this.value = value === undefined ? null : keyOf(storedJson(value));
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

const ENDLESS = "the requirement leads into a circle of flags, or through too many";

/** What the flags of a ruleset require of each other. */
export class Requirements {
  /** The keys of the flags whose requirements lead into a circle, or through too many flags. */
  private readonly endless: ReadonlySet<string>;

  constructor(private readonly flags: ReadonlyMap<string, CompiledFlag>) {
    const requiring = [...flags.values()].filter(({ requirements }) => requirements.length > 0).map(referring);
    this.endless = new Set(inDependencyOrder(requiring, MAX_REQUIREMENT_CHAIN).rest.map(({ id }) => id));
  }

  /** Whether other flags give all that a flag requires. */
  areMet({ key, requirements }: CompiledFlag, context: Properties, epoch: number): boolean {
    for (const requirement of requirements) {
      const required = this.requiredBy(key, requirement);
      if ("fault" in required || !requirement.isMetBy(required.decideOnce(context, epoch, this))) return false;
    }
    return true;
  }

  /** The flag to which a requirement of the flag `key` leads, or why the requirement is never met. */
  requiredBy(key: string, { flagKey, fault }: Requirement): CompiledFlag | Fault {
    if (fault !== null) return { fault };
    if (this.endless.has(key)) return { fault: ENDLESS };
    const required = flagKey === null ? undefined : this.flags.get(flagKey);
    if (required === undefined) return { fault: "the flag is gone" };
    return required.isArchived ? { fault: "the flag is archived" } : required;
  }
}

const referring = ({ key, requirements }: CompiledFlag): Referring => ({
  id: key,
  references: requirements.flatMap(({ flagKey }) => flagKey ?? []),
});
