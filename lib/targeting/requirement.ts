import { keyOf } from "./json-key";
import type { FlagEvaluation, JsonValue } from "./types";
import { isRecord, listOf } from "./values";

/** Requirements in a row, from one flag to the next. One that leads further is never met, as one in a circle. */
export const MAX_REQUIREMENT_CHAIN = 10;

/** What a flag needs another flag to give, as stored. */
export class Requirement {
  /** The key of the required flag; null when it has none. */
  readonly flagKey: string | null;
  /** What is wrong with it, so that it is never met; null for a sound one. */
  readonly fault: string | null;
  private readonly variant: string | null;
  private readonly value: string | null;
  /** An answer is one object for everyone who gets it. */
  private readonly known = new WeakMap<FlagEvaluation, boolean>();

  constructor(readonly stored: Readonly<Record<string, unknown>>) {
    const { flag, variant, value } = stored;
    this.flagKey = typeof flag === "string" ? flag : null;
    this.variant = typeof variant === "string" ? variant : null;
    // The input's type says that it is JSON; nothing here depends on it.
    this.value = value === undefined ? null : keyOf(value as JsonValue);
    this.fault = this.flagKey === null ? "the requirement names no flag" : this.faultOfWanted();
  }

  /** Whether the required flag gives what is needed. */
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

/** What a stored flag requires. What is no list, or no requirement in it, is one that is never met. */
export function requirementsOf(stored: unknown): readonly Requirement[] {
  if (stored === undefined || stored === null) return NONE;
  if (!Array.isArray(stored)) return [new Requirement({})];
  return listOf(stored).map((each) => new Requirement(isRecord(each) ? each : {}));
}

const NONE: readonly never[] = [];
