import { type ComparisonKind, comparisonKinds } from "./comparable";
import { Condition, type StoredCondition, type WrittenCondition } from "./condition";
import { AttributeTable } from "./context";
import { type Lists, separateLists } from "./lists";
import type { Fault, MatchOptions } from "./operators/operator";
import { findOperator } from "./operators/registry";

/** Compiles conditions; short ones that ask the same are one condition. */
export class ConditionCompiler {
  private shared = new Map<string, StoredCondition>();

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
    if (key !== null) this.shared.set(key, condition);
    return condition;
  }

  /** Forgets all other conditions. */
  keep(used: ReadonlySet<StoredCondition>): void {
    this.shared = new Map([...this.shared].filter(([, condition]) => used.has(condition)));
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
 * What `negate` makes of an operator. It applies only where the attribute is present: so the negation of
 * `not_exists` is `exists`, and that of `exists` matches nobody (null).
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

/** Of a name or a value, in UTF-16 units: writing a longer key would cost more than sharing the condition saves. */
const LONGEST_SHARED = 200;
const MOST_SHARED_ITEMS = 20;

/**
 * Equal for two conditions that ask the same of the same attribute; null for one that is too long to share. Texts are
 * written with their lengths, numbers and booleans after a comma: so nothing reads like something else.
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
