import { MAX_LIST_ELEMENTS } from "./bounds";
import type { Remembers } from "./epoch";
import { ownValue, type Properties, valueAt } from "./own-property";
import { isExact, isScalar, Scalar } from "./scalar";

/** Of an object, of a number that is not exact and of a list that is too long, nothing is known but that it is there. */
export type AttributeKind = "missing" | "scalar" | "list" | "object" | "inexact" | "long_list";

/**
 * One attribute of a ruleset, read at most once in an evaluation whatever the number of conditions on it. What it
 * holds is what the running evaluation found: use it right after `read`. When `kind` is `scalar`, it is that scalar.
 */
export class Attribute extends Scalar implements Remembers {
  epoch = 0;
  kind: AttributeKind = "missing";
  /** The scalars among the elements, when `kind` is `list`: nothing else can pass a test. */
  elements: readonly Scalar[] = [];
  /** How many elements there are in all, when `kind` is `list`. */
  length = 0;
  /** The keys that a dotted name walks; null when it has no dots. */
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
      // Only a getter or a proxy can throw here; what cannot be read is not known.
      this.kind = "missing";
    }
    this.epoch = epoch;
    return this;
  }

  /** The context's own property of exactly that name, else what stands at the path; a null is as good as nothing. */
  private valueIn(context: Properties): unknown {
    const value = ownValue(context, this.name);
    return this.path === null ? value : (value ?? valueAt(context, this.path));
  }

  private take(value: unknown): void {
    if (typeof value === "string" || typeof value === "boolean" || typeof value === "number") {
      const kind = typeof value !== "number" || isExact(value) ? "scalar" : "inexact";
      // Nearly always it already is: comparing costs less than writing.
      if (this.kind !== kind) this.kind = kind;
      this.reset(value);
    } else if (value === undefined || value === null) this.kind = "missing";
    else if (Array.isArray(value)) {
      this.kind = value.length > MAX_LIST_ELEMENTS ? "long_list" : "list";
      this.length = value.length;
      this.elements = this.kind === "long_list" ? [] : value.filter(isScalar).map((element) => new Scalar(element));
    } else this.kind = "object";
  }
}

/** The attributes that conditions and rollouts name, each once. */
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

  /** Lets go of all others. */
  keep(used: ReadonlySet<Attribute>): void {
    this.byName = new Map([...this.byName].filter(([, attribute]) => used.has(attribute)));
  }
}
