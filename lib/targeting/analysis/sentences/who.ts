import { joinWords } from "../../words/condition-parts";
import type { Amount } from "./amount-words";

/** A description of people, as cards show it. */
export interface Who {
  /** All that is known about them. */
  readonly whole: string;
  /**
   * The same where it fits on two lines; otherwise as much as fits, and the number of conditions that were left out.
   */
  readonly short: string;
  /** What the named segments ask: `Large teams: seats is more than 50`. */
  readonly segments: readonly string[];
}

/** The parts of a description. */
interface WhoParts {
  /** `plan is pro`, `in Large teams`. */
  readonly conditions: readonly string[];
  readonly amount: Amount | null;
  /** `in Staff`; the sentence negates it. */
  readonly not: readonly string[];
  /** `plan is free`, `rule 1 (Staff) matches them`. */
  readonly unless: readonly string[];
}

/** Two lines of a card. */
const MOST_CHARACTERS = 110;

/** `plan is pro and in Large teams (40 %), not in Staff, unless rule 1 matches them`. */
export function wholeWords(parts: WhoParts): string {
  return written(parts, 0);
}

/**
 * The longest beginning of the description that fits. The amount is never left out, because it is about all of these
 * people.
 */
export function shortWords(parts: WhoParts): string {
  const whole = wholeWords(parts);
  if (whole.length <= MOST_CHARACTERS) return whole;
  const count = parts.conditions.length + parts.not.length + parts.unless.length;
  let best = written(firstOf(parts, 1), count - 1);
  for (let kept = 2; kept < count; kept += 1) {
    const words = written(firstOf(parts, kept), count - kept);
    if (words.length > MOST_CHARACTERS) break;
    best = words;
  }
  return count > 1 ? best : whole;
}

function firstOf({ conditions, amount, not, unless }: WhoParts, kept: number): WhoParts {
  const afterConditions = Math.max(0, kept - conditions.length);
  const afterNot = Math.max(0, afterConditions - not.length);
  return {
    conditions: conditions.slice(0, kept),
    amount,
    not: not.slice(0, afterConditions),
    unless: unless.slice(0, afterNot),
  };
}

function written({ conditions, amount, not, unless }: WhoParts, more: number): string {
  const rest = more === 0 ? [] : [`and ${more} more ${more === 1 ? "condition" : "conditions"}`];
  const exceptions = [
    ...(not.length > 0 ? [`not ${joinWords(not, "or")}`] : []),
    ...(unless.length > 0 ? [`unless ${joinWords(unless, "or")}`] : []),
  ];
  return [...withAmount(conditions, amount), ...exceptions, ...rest].join(", ");
}

function withAmount(conditions: readonly string[], amount: Amount | null): string[] {
  if (conditions.length === 0) return [amount?.text ?? "everyone"];
  const people = joinWords(conditions);
  if (amount === null) return [people];
  return amount.isPlain ? [`${people} (${amount.text})`] : [people, amount.text];
}
