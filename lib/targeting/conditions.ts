import type { Attribute, AttributeTable } from "./attributes";
import type { Remembers } from "./epoch";
import type { Lists } from "./lists";
import type { Operator, Ready, ScalarTest } from "./operators/operator";
import { findOperator } from "./operators/registry";
import type { Properties } from "./own-property";
import type { Scalar } from "./scalar";

const PRESENCE = { each: null, none: null, present: true, missing: false } as const;

/** A longer list would fill tables with entries that few look up; its own set answers as fast. */
const MOST_TEXTS = 64;

/**
 * A condition that can be decided: an operator bound to its value and to the attribute it looks at. Rules and segments
 * that ask the same share one, and it is decided at most once in an evaluation.
 */
export class Condition implements Remembers {
  epoch = 0;
  /** What the running evaluation found. */
  private outcome = false;
  private readonly test: ScalarTest;
  private readonly elementTest: ScalarTest;
  /** What the test must say for the condition to match: false for a negative operator. */
  private readonly passes: boolean;
  /** For the operators that ask only whether the attribute is there: the answer they want. Else null. */
  readonly presence: boolean | null;
  /** Every string that passes the test, when they are few: a table of texts can then stand for the condition. */
  readonly texts: readonly string[] | null;
  /** The one of them, when there is just one: comparing costs less than calling the test. */
  private readonly only: string | null;
  readonly bound: Ready["bound"];

  constructor(
    readonly attribute: Attribute,
    { matchesWhen }: Operator,
    { test, elementTest, accepts, bound }: Ready,
  ) {
    this.test = test;
    this.elementTest = elementTest ?? test;
    this.passes = matchesWhen === "each" || matchesWhen === "present";
    this.presence = PRESENCE[matchesWhen];
    this.texts = accepts !== undefined && accepts.length <= MOST_TEXTS ? accepts : null;
    this.only = accepts?.length === 1 ? (accepts[0] ?? null) : null;
    this.bound = bound;
  }

  /** Whether it holds for the context. A missing attribute never matches, except with `not_exists`. */
  matches(context: Properties, epoch: number): boolean {
    if (this.epoch !== epoch) {
      this.outcome = this.decide(this.attribute.read(context, epoch));
      this.epoch = epoch;
    }
    return this.outcome;
  }

  /** Whether it holds where the attribute is this scalar. Presence has tests that are right for any. */
  holdsFor(scalar: Scalar): boolean {
    return (this.only === null ? this.test(scalar) : scalar.text === this.only) === this.passes;
  }

  /** Whether it holds for all that fails the test. */
  get isNegative(): boolean {
    return !this.passes;
  }

  /** Whether a table of texts can stand for it. */
  get isCountable(): boolean {
    return this.texts !== null;
  }

  private decide(attribute: Attribute): boolean {
    // First, because nearly all attributes are scalars.
    if (attribute.kind === "scalar") return this.holdsFor(attribute);
    if (this.presence !== null) return (attribute.kind !== "missing") === this.presence;
    if (attribute.kind === "list") return hasPassing(attribute.elements, this.elementTest) === this.passes;
    return false;
  }
}

function hasPassing(elements: readonly Scalar[], test: ScalarTest): boolean {
  for (const element of elements) if (test(element)) return true;
  return false;
}

/** A condition as stored, and what came of it: a fault never matches and says why. */
export interface StoredCondition {
  readonly name: unknown;
  readonly operator: unknown;
  readonly value: unknown;
  readonly compiled: Condition | Readonly<{ fault: string }>;
}

/** The conditions that can be decided. */
export function decidableOf(conditions: readonly StoredCondition[]): readonly Condition[] {
  const decidable: Condition[] = [];
  for (const { compiled } of conditions) if (!("fault" in compiled)) decidable.push(compiled);
  return decidable;
}

/** Makes them, and the attributes that they look at, forget what an evaluation found. */
export function forgetConditions(conditions: readonly StoredCondition[]): void {
  for (const condition of decidableOf(conditions)) {
    condition.epoch = 0;
    condition.attribute.epoch = 0;
  }
}

/** Longer values are not looked up: writing the key would cost more than sharing the condition saves. */
const LONGEST_SHARED = 200;
const MOST_SHARED = 20;

/** Compiles conditions, short ones that ask the same once. */
export class ConditionCompiler {
  private shared = new Map<string, StoredCondition>();

  constructor(
    readonly attributes: AttributeTable,
    private readonly lists: Lists,
  ) {}

  /** How many it has to share. */
  get size(): number {
    return this.shared.size;
  }

  compile(name: unknown, operator: unknown, value: unknown): StoredCondition {
    const key = keyOf(name, operator, value);
    const known = key === null ? undefined : this.shared.get(key);
    if (known !== undefined) return known;
    const condition = { name, operator, value, compiled: this.bind(name, operator, value) };
    if (key !== null) this.shared.set(key, condition);
    return condition;
  }

  private bind(name: unknown, id: unknown, value: unknown): StoredCondition["compiled"] {
    if (typeof name !== "string") return { fault: "the attribute's name is not a string" };
    const operator = findOperator(id);
    if (!operator) return { fault: `unknown operator ${typeof id === "string" ? `"${id}"` : typeof id}` };
    const prepared = operator.prepare(value, this.lists);
    if ("fault" in prepared) return prepared;
    return new Condition(this.attributes.get(name), operator, prepared);
  }

  /** Lets go of all others. */
  keep(used: ReadonlySet<StoredCondition>): void {
    this.shared = new Map([...this.shared].filter(([, condition]) => used.has(condition)));
  }
}

/** What two conditions have in common that ask the same; null for one that is not worth sharing. */
function keyOf(name: unknown, operator: unknown, value: unknown): string | null {
  if (typeof name !== "string" || typeof operator !== "string") return null;
  const text = typeof value === "string" ? value : typeof value === "object" ? shortText(value) : String(value);
  // Lengths keep apart what would read alike; types keep 1 and "1" apart, of which one may be a fault.
  return text === null || text.length > LONGEST_SHARED
    ? null
    : `${name.length} ${operator.length} ${typeof value} ${name}${operator}${text}`;
}

function shortText(value: object | null): string | null {
  const isShort = value === null || (Array.isArray(value) && value.length <= MOST_SHARED && value.every(isWritten));
  return isShort ? JSON.stringify(value) : null;
}

/** Whether JSON writes it as nothing else is written: it makes null of a NaN, and refuses a bigint. */
function isWritten(item: unknown): boolean {
  return typeof item === "string" || typeof item === "boolean" || (typeof item === "number" && Number.isFinite(item));
}
