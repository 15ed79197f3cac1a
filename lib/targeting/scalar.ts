import { parseMoment } from "./instant";
import { parseNumber } from "./number";
import { versionKey } from "./version";

const HAS_TEXT = 1;
const HAS_LOWER = 2;
const HAS_NUMBER = 4;
const HAS_INSTANT = 8;
const HAS_VERSION = 16;

/**
 * A scalar as conditions see it: its string form, and what it is worth as a number, an instant or a version. Each
 * form is worked out on first use and kept, so that ten conditions on one attribute parse it once.
 */
export class Scalar {
  private raw: string | number | boolean;
  /** Which of the forms below belong to `raw`: forgetting them is one write. */
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

  /** Whether a form has to be worked out. From then on it counts as known. */
  private isNew(form: number): boolean {
    if ((this.known & form) !== 0) return false;
    this.known |= form;
    return true;
  }
}

/**
 * A text, a boolean or a number. An integer beyond ±(2^53 - 1) is none: JSON's readers round it, so that nobody can say
 * which number was sent.
 */
export function isScalar(value: unknown): value is string | number | boolean {
  return typeof value === "string" || typeof value === "boolean" || (typeof value === "number" && isExact(value));
}

/** Whether it is the number that was sent. NaN and the infinities are none that JSON can say. */
export function isExact(number: number): boolean {
  return Math.abs(number) <= Number.MAX_SAFE_INTEGER;
}

/** The form in which scalars are compared. */
export function scalarText(value: string | number | boolean): string {
  return typeof value === "string" ? value : String(value);
}
