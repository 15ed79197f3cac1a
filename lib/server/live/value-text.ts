import { createHash } from "node:crypto";
import type { FlagEvaluation } from "@/lib/targeting";

/** Characters of a value that its counts are kept under: enough to know it by, and bounded in the database's index. */
const MAX_LENGTH = 100;
const DIGEST_DIGITS = 12;

/** What counts are kept under when the application's own default was used. No value's JSON reads so. */
export const CODE_DEFAULT = "code_default";

/** A served value as what its counts are kept under: its JSON, or of a longer one the beginning and a digest. */
export function valueText({ value, isCodeDefault }: Pick<FlagEvaluation, "value" | "isCodeDefault">): string {
  if (isCodeDefault) return CODE_DEFAULT;
  const json = JSON.stringify(value);
  if (json.length <= MAX_LENGTH) return json;
  const digest = createHash("sha256").update(json).digest("hex").slice(0, DIGEST_DIGITS);
  // A pair of surrogates may have been cut, and Postgres keeps no half of one.
  const start = json.slice(0, MAX_LENGTH - DIGEST_DIGITS - 1).toWellFormed();
  return `${start}…${digest}`;
}
