import { parseInstant, parseNumber } from "./comparable";

/**
 * A scalar as conditions see it: its string form, and what it is worth as a number or an instant. Each form is worked
 * out on first use and kept, so that ten conditions on one attribute parse it once.
 */
export class Scalar {
  private raw: string | number | boolean;
  private textForm: string | null = null;
  private numberForm: number | null = null;
  private instantForm: number | null = null;

  constructor(raw: string | number | boolean) {
    this.raw = raw;
  }

  /** Takes another value in place: evaluation reuses one object per attribute instead of making garbage. */
  reset(raw: string | number | boolean): void {
    this.raw = raw;
    this.textForm = null;
    this.numberForm = null;
    this.instantForm = null;
  }

  /** Strings as they are, `true` / `false`, numbers in JavaScript's shortest form. */
  get text(): string {
    if (this.textForm === null) this.textForm = scalarText(this.raw);
    return this.textForm;
  }

  /** The finite number it is or spells, else NaN (which no comparison matches). */
  get number(): number {
    if (this.numberForm === null) this.numberForm = parseNumber(this.raw);
    return this.numberForm;
  }

  /** Milliseconds since 1970 UTC of the ISO 8601 date it spells, else NaN. */
  get instant(): number {
    if (this.instantForm === null) this.instantForm = parseInstant(this.raw);
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
