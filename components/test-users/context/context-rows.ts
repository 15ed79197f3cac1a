import { newRowId } from "@/components/forms/row-id";
import { roundedNumberProblem } from "@/components/values/draft";
import type { JsonObject, JsonValue } from "@/lib/contract/json";

/** One attribute of the context, as it is typed. */
export interface ContextRow {
  readonly id: string;
  readonly attribute: string;
  /** As in `readValue`. */
  readonly text: string;
}

/** A new, empty row. */
export const newRow = (attribute = "", text = ""): ContextRow => ({ id: newRowId(), attribute, text });

/** The value of a row's text: JSON where it is JSON (`42`, `true`, `["a"]`, `"42"`), else the text itself. */
export function readValue(text: string): JsonValue {
  const trimmed = text.trim();
  try {
    return JSON.parse(trimmed);
  } catch {
    return trimmed;
  }
}

/** The problem of a row's text; undefined without one. */
export function rowProblem({ text }: Pick<ContextRow, "text">): string | undefined {
  const trimmed = text.trim();
  return readValue(trimmed) === trimmed ? undefined : roundedNumberProblem(trimmed);
}

/** The text of a value: the shortest that `readValue` reads as the same. */
export const textOf = (value: JsonValue): string =>
  typeof value === "string" && value !== "" && readValue(value) === value ? value : JSON.stringify(value);

/**
 * The context of some rows. A row without an attribute or a text is left out; of two with one attribute, the last
 * counts.
 */
export const rowsToContext = (rows: readonly ContextRow[]): JsonObject =>
  Object.fromEntries(
    rows
      .filter(({ attribute, text }) => attribute.trim() !== "" && text.trim() !== "")
      .map(({ attribute, text }) => [attribute.trim(), readValue(text)]),
  );

/** The rows of a context, in its order. */
export const contextToRows = (context: JsonObject): ContextRow[] =>
  Object.entries(context).map(([attribute, value]) => newRow(attribute, textOf(value ?? null)));

export type ParsedContext = { readonly context: JsonObject } | { readonly problem: string };

/** Reads a context that was typed in rows. */
export function parseRows(rows: readonly ContextRow[]): ParsedContext {
  const problem = rows.map(rowProblem).find((each) => each !== undefined);
  return problem === undefined ? { context: rowsToContext(rows) } : { problem };
}

/** Reads a context that was typed as JSON; no text is an empty one. */
export function parseContext(json: string): ParsedContext {
  if (json.trim() === "") return { context: {} };
  try {
    const parsed: unknown = JSON.parse(json);
    if (typeof parsed !== "object" || parsed === null || Array.isArray(parsed)) {
      return { problem: 'Must be an object: { "attribute": value, … }' };
    }
    const problem = roundedNumberProblem(json);
    if (problem !== undefined) return { problem };
    // What JSON.parse makes is JSON.
    return { context: parsed as JsonObject };
  } catch (error) {
    return { problem: `Not valid JSON yet: ${error instanceof Error ? error.message : String(error)}` };
  }
}
