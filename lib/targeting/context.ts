import { parseMoment, parseNumber, versionKey } from "./comparable";
import { isExact, isRecord, isScalar } from "./values";

/** A list attribute of more elements matches only `exists`: no context may hold evaluation up. */
export const MAX_LIST_ELEMENTS = 5_000;

/** A context's own properties. */
export type Properties = Readonly<Record<string, unknown>>;

const NOBODY: Properties = Object.freeze(Object.create(null));

/** The attributes that a context has: none, when it is no JSON object. */
export function propertiesOf(context: unknown): Properties {
  try {
    return isRecord(context) ? context : NOBODY;
  } catch {
    // Only a revoked proxy throws here.
    return NOBODY;
  }
}

/** An object's own property; what it inherits from its prototype is never read. */
function ownValue(owner: Properties, key: string): unknown {
  return Object.hasOwn(owner, key) ? owner[key] : undefined;
}

/** The keys of a dotted name; null when the name has no dots. */
const pathOf = (name: string): readonly string[] | null => (name.includes(".") ? name.split(".") : null);

/**
 * An attribute's value as conditions find it: the own property with exactly that name, else the value at its path,
 * through objects only: strings and lists have no attributes. Null is the same as missing.
 */
export function attributeIn(context: Properties, name: string, path = pathOf(name)): unknown {
  let value = ownValue(context, name);
  if (path === null || (value ?? null) !== null) return value;
  value = context;
  for (const key of path) {
    if (!isRecord(value)) return undefined;
    value = ownValue(value, key);
  }
  return value;
}

let latest = 0;

/**
 * A number that no other evaluation has. Attributes, conditions and segments remember results with the number of the
 * evaluation, so that each is computed once in it. Numbers stay exact up to 2^53; from 2^31 on they cost some
 * nanoseconds more, because V8 no longer keeps them as small integers.
 */
export function nextEpoch(): number {
  latest += 1;
  return latest;
}

const HAS_TEXT = 1;
const HAS_LOWER = 2;
const HAS_NUMBER = 4;
const HAS_INSTANT = 8;
const HAS_VERSION = 16;

/**
 * A scalar as conditions see it: as a text, and as a number, an instant or a version. Each form is computed at its
 * first use and kept, so that ten conditions on one attribute parse it once.
 */
export class Scalar {
  private raw: string | number | boolean;
  /** Which of the forms below are computed for `raw`: a single write forgets all of them. */
  private known = 0;
  private textForm = "";
  private lowerForm = "";
  private numberForm = Number.NaN;
  private instantForm = Number.NaN;
  private versionForm: string | null = null;

  constructor(raw: string | number | boolean) {
    this.raw = raw;
  }

  /** Takes another value in place: evaluation reuses one object per attribute instead of making garbage. */
  reset(raw: string | number | boolean): void {
    this.raw = raw;
    this.known = 0;
  }

  get isNumber(): boolean {
    return typeof this.raw === "number";
  }

  /** Strings as they are, `true` / `false`, numbers in JavaScript's shortest form. */
  get text(): string {
    return typeof this.raw === "string" ? this.raw : this.rawText(this.raw);
  }

  private rawText(raw: number | boolean): string {
    if (this.isNew(HAS_TEXT)) this.textForm = String(raw);
    return this.textForm;
  }

  /** The string form in lower case, by Unicode's default mapping. */
  get lower(): string {
    if (this.isNew(HAS_LOWER)) this.lowerForm = this.text.toLowerCase();
    return this.lowerForm;
  }

  /** The finite number it is or spells, else NaN (which no comparison matches). */
  get number(): number {
    if (typeof this.raw === "number") return this.raw;
    if (this.isNew(HAS_NUMBER)) this.numberForm = parseNumber(this.text);
    return this.numberForm;
  }

  /** Milliseconds since 1970 UTC: of the date it spells, or the number it is or spells; else NaN. */
  get instant(): number {
    if (typeof this.raw === "number") return this.raw;
    if (this.isNew(HAS_INSTANT)) this.instantForm = parseMoment(this.text);
    return this.instantForm;
  }

  /** The key of the version it spells (see `versionKey`), else null. */
  get version(): string | null {
    if (this.isNew(HAS_VERSION)) this.versionForm = versionKey(this.text);
    return this.versionForm;
  }

  /** Whether a form has to be computed. From then on it counts as computed. */
  private isNew(form: number): boolean {
    if ((this.known & form) !== 0) return false;
    this.known |= form;
    return true;
  }
}

/**
 * The form of an attribute's value. Conditions see only that objects, inexact numbers and lists that are too long are
 * present.
 */
type AttributeKind = "missing" | "scalar" | "list" | "object" | "inexact" | "long_list";

/**
 * One attribute name of a ruleset. It is read from the context at most once in an evaluation, however many conditions
 * name it, and holds the value until the next. When `kind` is `scalar`, the attribute is that scalar.
 */
export class Attribute extends Scalar {
  kind: AttributeKind = "missing";
  /** The scalars among a list's elements; other elements pass no test. */
  elements: readonly Scalar[] = [];
  /** How many elements a list has in all. */
  length = 0;
  private epoch = 0;
  private readonly path: readonly string[] | null;

  constructor(readonly name: string) {
    super("");
    this.path = pathOf(name);
  }

  read(context: Properties, epoch: number): this {
    if (this.epoch !== epoch) this.readAnew(context, epoch);
    return this;
  }

  /** Apart, so that V8 inlines `read`: most conditions find their attribute already read. */
  private readAnew(context: Properties, epoch: number): void {
    try {
      this.take(this.path === null ? ownValue(context, this.name) : attributeIn(context, this.name, this.path));
    } catch {
      // Only a getter or a proxy can throw here. Such an attribute is missing.
      this.kind = "missing";
    }
    this.epoch = epoch;
  }

  /** Takes a value in place of the context's for one evaluation. To be called before the attribute is read in it. */
  give(text: string, epoch: number): void {
    this.take(text);
    this.epoch = epoch;
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

/** The attribute whose value an application may give beside the context. */
const USER_ID = "user_id";

/**
 * Attributes beyond this number are no longer shared with those before: names that nobody uses any more must not pile
 * up, however long a project lives. Two objects for one name only read it twice.
 */
const MOST_ATTRIBUTES = 10_000;

/** The attributes that conditions and rollouts of a project name, each once. */
export class AttributeTable {
  /** There is only this one, because it is given its value. */
  readonly userId = new Attribute(USER_ID);
  private readonly byName = new Map<string, Attribute>();

  get size(): number {
    return this.byName.size;
  }

  get(name: string): Attribute {
    if (name === USER_ID) return this.userId;
    const known = this.byName.get(name);
    if (known) return known;
    if (this.byName.size >= MOST_ATTRIBUTES) this.byName.clear();
    const attribute = new Attribute(name);
    this.byName.set(name, attribute);
    return attribute;
  }
}
