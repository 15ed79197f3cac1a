import { isExact } from "@/lib/targeting";
import { isKept } from "./exact-json";

const INEXACT = `A number beyond ±${Number.MAX_SAFE_INTEGER} cannot be kept exactly: send it as text`;

/** Why a condition cannot compare with a number; undefined when it can. */
export const comparedNumberProblem = (value: number): string | undefined => (isExact(value) ? undefined : INEXACT);

/**
 * Why a number cannot be stored as it was sent; undefined when it can.
 * @param value as `parseExactJson` reads it
 */
export const keptNumberProblem = (value: number): string | undefined => (isKept(value) ? undefined : INEXACT);
