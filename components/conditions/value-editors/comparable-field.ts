import type { ConditionValue } from "@/lib/contract/condition";
import { looksLikeDate, valueText } from "../condition-value";

/** How a comparison's value is entered. `text` is a date in a form that the browser's own fields cannot show. */
export type ComparableField = "number" | "date" | "instant" | "text";

const DAY = /^\d{4}-\d{2}-\d{2}$/;
const UTC_INSTANT = /^(\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2})?)Z$/;

/** The field that shows a value as it is. */
export function comparableFieldOf(value: ConditionValue): ComparableField {
  const text = valueText(value);
  if (DAY.test(text)) return "date";
  if (UTC_INSTANT.test(text)) return "instant";
  return looksLikeDate(value) ? "text" : "number";
}

/** What the browser's date-and-time field shows for a UTC instant: it knows no zones. */
export const instantToField = (value: ConditionValue): string => UTC_INSTANT.exec(valueText(value))?.[1] ?? "";

/** The UTC instant of what that field holds; empty while it is incomplete. */
export const fieldToInstant = (text: string): string => (text === "" ? "" : `${text}Z`);
