import { parseInstant, parseNumber } from "./comparable";

const HAS_TEXT = 1;
const HAS_NUMBER = 2;
const HAS_INSTANT = 4;

/**
 * A scalar as conditions see it: its string form, and what it is worth as a number or an instant. Each form is worked
 * out on first use and kept, so that ten conditions on one attribute parse it once.
 */
export class Scalar {
  private raw: string | number | boolean;
  /** Which of the forms below belong to `raw`: forgetting them is one write. */
  private known = 0;
  private textForm = "";
  private numberForm = Number.NaN;
  private instantForm = Number.NaN;

  constructor(raw: string | number | boolean) {
    this.raw = raw;
  }

  /** Takes another value in place: evaluation reuses one object per attribute instead of making garbage. */
  reset(raw: string | number | boolean): void {
    this.raw = raw;
    this.known = 0;
  }

  /** Strings as they are, `true` / `false`, numbers in JavaScript's shortest form. */
  get text(): string {
    return typeof this.raw === "string" ? this.raw : this.rawText(this.raw);
  }

  private rawText(raw: number | boolean): string {
    if ((this.known & HAS_TEXT) === 0) {
      this.textForm = String(raw);
      this.known |= HAS_TEXT;
    }
    return this.textForm;
  }

  /** The finite number it is or spells, else NaN (which no comparison matches). */
  get number(): number {
    return typeof this.raw === "number" && Number.isFinite(this.raw) ? this.raw : this.rawNumber();
  }

  private rawNumber(): number {
    if ((this.known & HAS_NUMBER) === 0) {
      this.numberForm = parseNumber(this.raw);
      this.known |= HAS_NUMBER;
    }
    return this.numberForm;
  }

  /** Milliseconds since 1970 UTC of the ISO 8601 date it spells, else NaN. */
  get instant(): number {
    if ((this.known & HAS_INSTANT) === 0) {
      this.instantForm = parseInstant(this.raw);
      this.known |= HAS_INSTANT;
    }
    return this.instantForm;
  }
}

export function isScalar(value: unknown): value is string | number | boolean {
  return typeof value === "string" || typeof value === "number" || typeof value === "boolean";
}

/** The form in which scalars are compared. */
export function scalarText(value: string | number | boolean): string {
  return typeof value === "string" ? value : String(value);
}
