import { isExact } from "@/lib/targeting";

const INEXACT = `A number beyond ±${Number.MAX_SAFE_INTEGER} cannot be kept exactly: send it as text`;

/** From here on JSON.stringify writes a power of ten, and so does whoever means no integer. */
const POWERS_FROM = 1e21;

/** Says why a condition cannot compare with a number, or nothing when it can. */
export const comparedNumberProblem = (value: number): string | undefined => (isExact(value) ? undefined : INEXACT);

/**
 * Says why a number cannot be kept as it was sent, or nothing when it can: JSON's readers round an integer beyond
 * ±(2^53 - 1) to another one. What is so large that it is written as a power of ten is kept.
 * @param value as `parseExactJson` reads it
 */
export const keptNumberProblem = (value: number): string | undefined =>
  isExact(value) || (Number.isFinite(value) && Math.abs(value) >= POWERS_FROM) ? undefined : INEXACT;
