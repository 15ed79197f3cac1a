import { limits } from "@/lib/contract/limits";
import { isStorableText } from "@/lib/contract/storable-text";
import { parseTable } from "./table-text";

/** Text cut into cells. `columns` names what can be chosen from when it is a table, and is null for a plain list. */
export interface ParsedPaste {
  readonly rows: readonly (readonly string[])[];
  readonly columns: readonly string[] | null;
  /** The column to offer first, by its heading; null: take every cell. */
  readonly suggestedColumn: number | null;
  readonly hasHeading: boolean;
}

export interface Rejected {
  /** From 1, as the pasted text counts them. */
  readonly line: number;
  readonly text: string;
  readonly reason: string;
}

export interface PasteResult {
  readonly added: readonly string[];
  readonly duplicates: number;
  readonly rejected: readonly Rejected[];
}

/**
 * Reads pasted text: values separated by commas or lines, or a table (commas, semicolons or tabs; quotes as in CSV).
 * A first row that names the attribute is a heading, and not a value.
 */
export function parsePaste(text: string, attribute: string): ParsedPaste {
  const rows = parseTable(text);
  const [first = []] = rows;
  const named = first.findIndex((cell) => cell.toLowerCase() === attribute.toLowerCase() && cell !== "");
  const isTable = isTableLike(rows);
  const isHeading = named !== -1 && rows.length > 1 && (isTable || first.length === 1);
  return {
    rows,
    columns: isTable ? first.map((cell, index) => (isHeading && cell !== "" ? cell : `Column ${index + 1}`)) : null,
    suggestedColumn: isTable && isHeading ? named : null,
    hasHeading: isHeading,
  };
}

/** Several columns, and most rows have as many as the first: a few lines of a comma list rarely do. */
function isTableLike(rows: readonly (readonly string[])[]): boolean {
  const width = rows[0]?.length ?? 0;
  if (width < 2 || rows.length < 2) return false;
  return rows.filter((row) => row.length === width).length * 2 > rows.length;
}

/**
 * What adding a paste to a list comes to. Values are compared as the engine compares them, as text. Empty cells are
 * skipped.
 * @param column an index into `columns`, or null for every cell.
 */
export function collectItems(
  { rows, hasHeading }: ParsedPaste,
  column: number | null,
  existing: readonly (string | number | boolean)[],
): PasteResult {
  const known = new Set(existing.map(String));
  const added: string[] = [];
  const rejected: Rejected[] = [];
  let duplicates = 0;
  const take = (text: string, line: number): void => {
    if (text === "") return;
    if (known.has(text)) {
      duplicates += 1;
      return;
    }
    const reason = known.size >= limits.listItems ? FULL : rejection(text);
    if (reason === undefined) {
      known.add(text);
      added.push(text);
    } else rejected.push({ line, text, reason });
  };
  for (const [index, row] of rows.entries()) {
    if (hasHeading && index === 0) continue;
    const line = index + 1;
    if (column === null) for (const cell of row) take(cell, line);
    else if (row.some((cell) => cell !== "")) {
      const cell = row[column];
      if (cell === undefined) rejected.push({ line, text: row.join(", "), reason: "has no such column" });
      else take(cell, line);
    }
  }
  return { added, duplicates, rejected };
}

const FULL = `a list holds at most ${limits.listItems.toLocaleString("en")} values`;

function rejection(text: string): string | undefined {
  if (text.length > limits.scalarLength) return `longer than ${limits.scalarLength.toLocaleString("en")} characters`;
  return isStorableText(text) ? undefined : "holds a character that cannot be stored";
}
