import type { Attribute, AttributeTable } from "./attributes";
import { type ComparisonKind, comparisonKinds } from "./comparable";
import type { Remembers } from "./epoch";
import { type Lists, separateLists } from "./lists";
import type { Fault, Manner, Operator, Ready, ScalarTest, Tested } from "./operators/operator";
import { findOperator } from "./operators/registry";
import type { Properties } from "./own-property";
import type { Scalar } from "./scalar";

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
  /** What the test must say for the condition to match: false for a negative operator. */
  private readonly passes: boolean;
  /** For the operators that ask only whether the attribute is there: the answer they want. Else null. */
  readonly presence: boolean | null;
  /** Every string that passes the test, when they are few: a table of texts can then stand for the condition. */
  readonly texts: readonly string[] | null;
  /** The one of them, when there is just one: comparing costs less than calling the test. */
  private readonly only: string | null;
  readonly bound: Ready["bound"];
  private readonly element: Tested;

  constructor(
    readonly attribute: Attribute,
    /** What is left of the operator's own and of the condition's negation. */
    readonly matchesWhen: Operator["matchesWhen"],
    private readonly scalar: Ready,
  ) {
    const { element = scalar, accepts, bound } = scalar;
    this.element = element;
    this.passes = matchesWhen === "each" || matchesWhen === "present";
    this.presence = matchesWhen === "present" ? true : matchesWhen === "missing" ? false : null;
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
    if (this.only !== null) return (scalar.text === this.only) === this.passes;
    return this.passes ? this.scalar.test(scalar) : fails(this.scalar, scalar);
  }

  /** Whether it can judge this scalar: one that it cannot fails the negation as well. */
  judges(scalar: Scalar): boolean {
    return this.scalar.judges?.(scalar) ?? true;
  }

  /** As `judges`, for an element of a list. */
  judgesElement(scalar: Scalar): boolean {
    return this.element.judges?.(scalar) ?? true;
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
    if (attribute.kind !== "list") return false;
    const { elements } = attribute;
    return this.passes ? hasPassing(elements, this.element.test) : allFail(elements, this.element);
  }
}

/** Whether a test can judge a scalar and does not pass it. */
function fails({ test, judges }: Tested, scalar: Scalar): boolean {
  return !test(scalar) && (judges === undefined || judges(scalar));
}

function hasPassing(elements: readonly Scalar[], test: ScalarTest): boolean {
  for (const element of elements) if (test(element)) return true;
  return false;
}

function allFail(elements: readonly Scalar[], tested: Tested): boolean {
  for (const element of elements) if (!fails(tested, element)) return false;
  return true;
}

/** What a stored condition says besides the name of its attribute. A damaged one may hold anything. */
export interface WrittenCondition {
  readonly operator?: unknown;
  readonly value?: unknown;
  readonly negate?: unknown;
  readonly ignore_case?: unknown;
  readonly as?: unknown;
}

/** A condition as stored, and what came of it: a fault never matches and says why. */
export interface StoredCondition {
  readonly name: unknown;
  readonly written: WrittenCondition;
  readonly compiled: Condition | Fault;
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

/** Compiles conditions, short ones that ask the same once. */
export class ConditionCompiler {
  private shared = new Map<string, StoredCondition>();

  constructor(
    readonly attributes: AttributeTable,
    private readonly lists: Lists = separateLists,
  ) {}

  /** How many it has to share. */
  get size(): number {
    return this.shared.size;
  }

  compile(name: unknown, written: WrittenCondition): StoredCondition {
    const key = keyOf(name, written);
    const known = key === null ? undefined : this.shared.get(key);
    if (known !== undefined) return known;
    const condition = { name, written, compiled: this.bind(name, written) };
    if (key !== null) this.shared.set(key, condition);
    return condition;
  }

  private bind(name: unknown, written: WrittenCondition): StoredCondition["compiled"] {
    if (typeof name !== "string") return { fault: "the attribute's name is not a string" };
    const id = written.operator;
    const operator = findOperator(id);
    if (!operator) return { fault: `unknown operator ${typeof id === "string" ? `"${id}"` : typeof id}` };
    const manner = this.mannerOf(written);
    if ("fault" in manner) return manner;
    const matchesWhen = written.negate === true ? negated[operator.matchesWhen] : operator.matchesWhen;
    if (matchesWhen === null) return { fault: "nobody has the attribute and is without it" };
    const prepared = operator.prepare(written.value, manner);
    if ("fault" in prepared) return prepared;
    return new Condition(this.attributes.get(name), matchesWhen, prepared);
  }

  /** Lets go of all others. */
  keep(used: ReadonlySet<StoredCondition>): void {
    this.shared = new Map([...this.shared].filter(([, condition]) => used.has(condition)));
  }

  private mannerOf({ negate, ignore_case: ignoreCase, as }: WrittenCondition): Manner | Fault {
    if (negate !== undefined && typeof negate !== "boolean") return { fault: "negate is neither true nor false" };
    if (ignoreCase !== undefined && typeof ignoreCase !== "boolean") {
      return { fault: "ignore_case is neither true nor false" };
    }
    if (as !== undefined && !isComparisonKind(as)) return { fault: `as is none of ${comparisonKinds.join(", ")}` };
    return { ignoreCase: ignoreCase === true, as: as ?? null, lists: this.lists };
  }
}

/**
 * What an operator comes to when it is negated. It is turned round only for whoever has the attribute: so the negation of
 * `not_exists` is `exists`, and that of `exists` is nobody (null).
 */
const negated = { each: "none", none: "each", missing: "present", present: null } as const;

const isComparisonKind = (as: unknown): as is ComparisonKind => comparisonKinds.some((kind) => kind === as);

/** Longer values are not looked up: writing the key would cost more than sharing the condition saves. */
const LONGEST_SHARED = 200;
const MOST_SHARED = 20;

/** What two conditions have in common that ask the same; null for one that is not worth sharing. */
function keyOf(
  name: unknown,
  { operator, value, negate, ignore_case: ignoreCase, as }: WrittenCondition,
): string | null {
  if (typeof name !== "string" || typeof operator !== "string") return null;
  const text = typeof value === "string" ? value : typeof value === "object" ? shortText(value) : String(value);
  if (text === null || text.length > LONGEST_SHARED) return null;
  const options = [negate, ignoreCase, as];
  if (options.some((option) => typeof option === "object")) return null;
  // Lengths keep apart what would read alike; types keep 1 and "1" apart, of which one may be a fault.
  const manner = options.map((option) => `${typeof option}${String(option)}`).join();
  return `${name.length} ${operator.length} ${manner.length} ${typeof value} ${name}${operator}${manner}${text}`;
}

function shortText(value: object | null): string | null {
  const isShort = value === null || (Array.isArray(value) && value.length <= MOST_SHARED && value.every(isWritten));
  return isShort ? JSON.stringify(value) : null;
}

/** Whether JSON writes it as nothing else is written: it makes null of a NaN, and refuses a bigint. */
function isWritten(item: unknown): boolean {
  return typeof item === "string" || typeof item === "boolean" || (typeof item === "number" && Number.isFinite(item));
}
