import type { Epochs, Remembers, Scope } from "./epoch";
import { ownValue, type ReadOwn, readerOf } from "./own-property";
import { isScalar, Scalar } from "./scalar";

export type AttributeKind = "missing" | "scalar" | "list" | "object";

/** The value at a path through objects, never into strings or lists. */
function valueAt(context: object, path: readonly string[]): unknown {
  let value: unknown = context;
  for (const key of path) {
    if (typeof value !== "object" || value === null || Array.isArray(value)) return undefined;
    value = ownValue(value, key);
  }
  return value;
}

/** The keys that a dotted name walks, or null when it has no dots. */
export function attributePath(name: string): readonly string[] | null {
  return name.includes(".") ? name.split(".") : null;
}

/**
 * One attribute of a ruleset, read at most once in an evaluation whatever the number of conditions on it. What it
 * holds is what the running evaluation found: use it right after `read`. When `kind` is `scalar`, it is that scalar.
 */
export class Attribute extends Scalar implements Remembers {
  epoch = 0;
  kind: AttributeKind = "missing";
  /** The scalars among the elements, when `kind` is `list`: nothing else can pass a test. */
  elements: readonly Scalar[] = [];
  private readonly readOwn: ReadOwn;
  private readonly path: readonly string[] | null;

  constructor(readonly name: string) {
    super("");
    this.readOwn = readerOf(name);
    this.path = attributePath(name);
  }

  read(scope: Scope): this {
    if (this.epoch !== scope.epoch) this.take(this.find(scope), scope.epoch);
    return this;
  }

  /**
   * The context's own property of exactly that name, else, for a name with dots, what stands at the path. A null on the
   * way or at the end is as good as nothing there.
   */
  private find(scope: Scope): unknown {
    try {
      const direct = this.readOwn(scope.context, this.name, scope);
      if (this.path === null || (direct !== undefined && direct !== null)) return direct;
      return valueAt(scope.context, this.path);
    } catch {
      // Only a getter or a proxy can throw here; what cannot be read is not known.
      return undefined;
    }
  }

  private take(value: unknown, epoch: number): void {
    if (typeof value === "string" || typeof value === "number" || typeof value === "boolean") {
      this.kind = "scalar";
      this.reset(value);
    } else if (value === undefined || value === null) this.kind = "missing";
    else if (Array.isArray(value)) {
      this.kind = "list";
      this.elements = value.filter(isScalar).map((element) => new Scalar(element));
    } else this.kind = "object";
    this.epoch = epoch;
  }
}

/** The attributes that a ruleset's conditions name, each once. */
export class AttributeTable {
  private readonly byName = new Map<string, Attribute>();

  constructor(private readonly epochs: Epochs) {}

  get(name: string): Attribute {
    const known = this.byName.get(name);
    if (known) return known;
    const attribute = new Attribute(name);
    this.byName.set(name, attribute);
    this.epochs.register(attribute);
    return attribute;
  }
}
