import { type ComparisonKind, comparisonKinds } from "./comparable";
import { type Attribute, AttributeTable, type Properties, type Scalar } from "./context";
import { type Lists, separateLists } from "./lists";
import type { BoundOperator, Fault, Matcher, MatchOptions, Operator, ScalarTest } from "./operators/operator";
import { findOperator } from "./operators/registry";

/**
 * A longer list is not indexed by its items: the memory for its entries is worth more than the tests that they save.
 */
const MOST_INDEXED_TEXTS = 20;

/** Something that holds for a context or does not: a condition, a group, a segment. */
export interface Test {
  matches(context: Properties, epoch: number): boolean;
}

/**
 * An operator with its value and the attribute that it judges. Rules and segments of a project with equal conditions
 * share one object, which is decided at most once in an evaluation.
 */
export class Condition implements Test {
  private epoch = 0;
  /** The outcome in the evaluation with that number. */
  private outcome = false;
  /** What the test must say for the condition to match: false for a negative operator. */
  private readonly passes: boolean;
  /** For operators that ask only whether the attribute is there: the answer they want. Else null. */
  readonly presence: boolean | null;
  /** The only one of `texts`: a comparison is cheaper than a lookup. */
  private readonly only: string | null;
  /** Every text that satisfies the condition before negation, where there are finitely many. */
  readonly texts: ReadonlySet<string> | null;
  // The operator's own, kept here: operators have their fields in different places, which makes reading them slower.
  private readonly test: ScalarTest;
  private readonly judge: ScalarTest | undefined;
  private readonly element: Matcher;

  constructor(
    readonly attribute: Attribute,
    /** How the operator decides, after the condition's `negate`. */
    readonly matchesWhen: Operator["matchesWhen"],
    private readonly operator: BoundOperator,
  ) {
    this.passes = matchesWhen === "each" || matchesWhen === "present";
    this.presence = matchesWhen === "present" ? true : matchesWhen === "missing" ? false : null;
    this.texts = operator.texts ?? null;
    this.only = this.texts?.size === 1 ? ([...this.texts][0] ?? null) : null;
    this.test = operator.test;
    this.judge = operator.judges;
    this.element = operator.element ?? operator;
  }

  /** Whether it holds for the context. A missing attribute never matches, except with `not_exists`. */
  matches(context: Properties, epoch: number): boolean {
    if (this.epoch !== epoch) {
      this.outcome = this.decide(this.attribute.read(context, epoch));
      this.epoch = epoch;
    }
    return this.outcome;
  }

  /** What it compares with, when it compares. */
  get bound(): BoundOperator["bound"] {
    return this.operator.bound;
  }

  /**
   * Whether it can judge this scalar. A scalar that it cannot judge satisfies neither the condition nor its negation.
   */
  judges(scalar: Scalar): boolean {
    return this.judge === undefined || this.judge(scalar);
  }

  /** As `judges`, for an element of a list. */
  judgesElement(scalar: Scalar): boolean {
    return this.element.judges?.(scalar) ?? true;
  }

  /** The only texts that satisfy it, where they are few enough for an index; else null. */
  get indexedTexts(): ReadonlySet<string> | null {
    return this.passes && this.texts !== null && this.texts.size <= MOST_INDEXED_TEXTS ? this.texts : null;
  }

  private decide(attribute: Attribute): boolean {
    // Scalars come first because nearly all attributes are scalars. Presence has tests that are right for any of them.
    if (attribute.kind === "scalar") return this.holdsFor(attribute);
    if (this.presence !== null) return (attribute.kind !== "missing") === this.presence;
    if (attribute.kind !== "list") return false;
    const { elements } = attribute;
    if (this.passes) return elements.some((element) => this.element.test(element));
    return elements.every((element) => fails(this.element, element));
  }

  private holdsFor(scalar: Scalar): boolean {
    if (this.only !== null) return (scalar.text === this.only) === this.passes;
    if (this.texts !== null) return this.texts.has(scalar.text) === this.passes;
    return this.test(scalar) ? this.passes : !this.passes && this.judges(scalar);
  }
}

/** Whether a scalar can be judged and does not pass. */
function fails({ test, judges }: Matcher, scalar: Scalar): boolean {
  return !test(scalar) && (judges === undefined || judges(scalar));
}

/** A stored condition without the name of its attribute. A damaged one may hold anything. */
export interface WrittenCondition {
  readonly operator?: unknown;
  readonly value?: unknown;
  readonly negate?: unknown;
  readonly ignore_case?: unknown;
  readonly as?: unknown;
}

/** A condition as stored, and as compiled: one with a fault never matches. */
export interface StoredCondition {
  readonly name: unknown;
  readonly written: WrittenCondition;
  readonly compiled: Condition | Fault;
}

/**
 * Conditions beyond this number are no longer shared with those before: what nobody uses any more must not pile up,
 * however long a project lives. Two objects for one condition only decide it twice.
 */
const MOST_SHARED = 10_000;

/** Compiles conditions; short conditions that are equal share one object. */
export class ConditionCompiler {
  private readonly shared = new Map<string, StoredCondition>();

  constructor(
    readonly attributes = new AttributeTable(),
    private readonly lists: Lists = separateLists,
  ) {}

  /** How many conditions and attributes it has to share. */
  get size(): number {
    return this.shared.size + this.attributes.size;
  }

  compile(name: unknown, written: WrittenCondition): StoredCondition {
    const key = keyOf(name, written);
    const known = key === null ? undefined : this.shared.get(key);
    if (known !== undefined) return known;
    const condition = { name, written, compiled: this.bind(name, written) };
    if (key === null) return condition;
    if (this.shared.size >= MOST_SHARED) this.shared.clear();
    this.shared.set(key, condition);
    return condition;
  }

  private bind(name: unknown, written: WrittenCondition): Condition | Fault {
    if (typeof name !== "string") return { fault: "the attribute's name is not a string" };
    const id = written.operator;
    const operator = findOperator(id);
    if (!operator) return { fault: `unknown operator ${typeof id === "string" ? `"${id}"` : typeof id}` };
    const options = optionsOf(written, this.lists);
    if ("fault" in options) return options;
    const matchesWhen = written.negate === true ? negated[operator.matchesWhen] : operator.matchesWhen;
    if (matchesWhen === null) return { fault: "nobody has the attribute and is without it" };
    const bound = operator.bind(written.value, options);
    return "fault" in bound ? bound : new Condition(this.attributes.get(name), matchesWhen, bound);
  }
}

/**
 * What `negate` makes of an operator. It applies only where the attribute is present, so `not_exists` becomes `exists`,
 * and `exists` becomes a condition that matches nobody (null).
 */
const negated = { each: "none", none: "each", missing: "present", present: null } as const;

function optionsOf(written: WrittenCondition, lists: Lists): MatchOptions | Fault {
  const { negate, ignore_case: ignoreCase, as } = written;
  if (negate !== undefined && typeof negate !== "boolean") return { fault: "negate is neither true nor false" };
  if (ignoreCase !== undefined && typeof ignoreCase !== "boolean") {
    return { fault: "ignore_case is neither true nor false" };
  }
  if (as !== undefined && !isComparisonKind(as)) return { fault: `as is none of ${comparisonKinds.join(", ")}` };
  return { ignoreCase: ignoreCase === true, as: as ?? null, lists };
}

const isComparisonKind = (as: unknown): as is ComparisonKind => comparisonKinds.some((kind) => kind === as);

/** The longest name or value in a key, in UTF-16 units: writing a longer key costs more than sharing saves. */
const LONGEST_SHARED = 200;
const MOST_SHARED_ITEMS = 20;

/**
 * Equal for two conditions that ask the same of the same attribute; null for one that is too long to share. Texts are
 * written with their lengths, numbers and booleans after a comma, so no two different conditions have the same key.
 */
function keyOf(name: unknown, written: WrittenCondition): string | null {
  const { operator, value, negate, ignore_case: ignoreCase, as } = written;
  const items: readonly unknown[] = Array.isArray(value) ? value : [value];
  if (items.length > MOST_SHARED_ITEMS) return null;
  let key = Array.isArray(value) ? "[" : "";
  for (const part of [name, operator, negate, ignoreCase, as, ...items]) {
    if (typeof part === "string" && part.length <= LONGEST_SHARED) key += `"${part.length} ${part}`;
    else if (typeof part === "number" || typeof part === "boolean") key += `,${part}`;
    else if (part === undefined) key += "-";
    else if (part === null) key += "~";
    else return null;
  }
  return key;
}
