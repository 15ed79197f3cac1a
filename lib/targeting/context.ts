import { MAX_LIST_ELEMENTS } from "./bounds";
import { isRecord } from "./records";
import { isExact, isScalar, Scalar } from "./scalar";

/** A context's own properties. */
export type Properties = Readonly<Record<string, unknown>>;

const NOBODY: Properties = Object.freeze(Object.create(null));

/** The attributes that a context has: none, when it is no JSON object. */
export function propertiesOf(context: unknown): Properties {
  return isRecord(context) ? context : NOBODY;
}

/** An object's own property; what it inherits from its prototype is never read. */
function ownValue(owner: Properties, key: string): unknown {
  return Object.hasOwn(owner, key) ? owner[key] : undefined;
}

/** The value at a path of keys, through objects only: strings and lists have no attributes. */
function valueAt(context: Properties, path: readonly string[]): unknown {
  let value: unknown = context;
  for (const key of path) {
    if (!isRecord(value)) return undefined;
    value = ownValue(value, key);
  }
  return value;
}

/** An attribute's value as conditions find it: the own property of exactly that name, else the value at its path. */
export function attributeIn(context: unknown, name: string): unknown {
  const properties = propertiesOf(context);
  const value = ownValue(properties, name);
  return name.includes(".") ? (value ?? valueAt(properties, name.split("."))) : value;
}

/**
 * The form of an attribute's value. Objects, numbers that are not exact and lists that are too long are known to be
 * there; conditions read nothing else of them.
 */
type AttributeKind = "missing" | "scalar" | "list" | "object" | "inexact" | "long_list";

/**
 * One attribute name of a ruleset. It is read from the context at most once in an evaluation, however many conditions
 * name it, and holds the value until the next. When `kind` is `scalar`, the attribute is that scalar.
 */
export class Attribute extends Scalar {
  kind: AttributeKind = "missing";
  /** The scalars among a list's elements: no other element can pass a test. */
  elements: readonly Scalar[] = [];
  /** How many elements a list has in all. */
  length = 0;
  private epoch = 0;
  /** The keys of a dotted name; null when the name has no dots. */
  private readonly path: readonly string[] | null;

  constructor(readonly name: string) {
    super("");
    this.path = name.includes(".") ? name.split(".") : null;
  }

  read(context: Properties, epoch: number): this {
    if (this.epoch === epoch) return this;
    try {
      this.take(this.valueIn(context));
    } catch {
      // Only a getter or a proxy can throw here. Such an attribute is missing.
      this.kind = "missing";
    }
    this.epoch = epoch;
    return this;
  }

  /** The own property of exactly that name, else the value at the path. Null is the same as missing. */
  private valueIn(context: Properties): unknown {
    const value = ownValue(context, this.name);
    return this.path === null ? value : (value ?? valueAt(context, this.path));
  }

  private take(value: unknown): void {
    if (typeof value === "string" || typeof value === "boolean" || typeof value === "number") {
      this.kind = typeof value !== "number" || isExact(value) ? "scalar" : "inexact";
      this.reset(value);
    } else if (value === undefined || value === null) this.kind = "missing";
    else if (Array.isArray(value)) {
      this.kind = value.length > MAX_LIST_ELEMENTS ? "long_list" : "list";
      this.length = value.length;
      this.elements = this.kind === "long_list" ? [] : value.filter(isScalar).map((element) => new Scalar(element));
    } else this.kind = "object";
  }
}

/** The attributes that conditions and rollouts of a project name, each once. */
export class AttributeTable {
  private byName = new Map<string, Attribute>();

  get size(): number {
    return this.byName.size;
  }

  get(name: string): Attribute {
    const known = this.byName.get(name);
    if (known) return known;
    const attribute = new Attribute(name);
    this.byName.set(name, attribute);
    return attribute;
  }

  /** Forgets all others. */
  keep(used: ReadonlySet<Attribute>): void {
    this.byName = new Map([...this.byName].filter(([, attribute]) => used.has(attribute)));
  }
}
