import { limits } from "@/lib/contract/limits";
import { isStorableText } from "@/lib/contract/storable-text";
import { isScalar, jsonArray } from "@/lib/targeting/values";
import { withoutBlanks } from "./editor-parts";

/** Text cut into cells. `columns` names what can be chosen from when it is a table, and is null for a plain list. */
export interface ParsedPaste {
  readonly rows: readonly (readonly string[])[];
  readonly columns: readonly string[] | null;
  /** The column to offer first, by its heading; null: take every cell. */
  readonly suggestedColumn: number | null;
  /** The first row, where it names what is below it and is no value. */
  readonly heading: readonly string[] | null;
  /** What was removed from the cells, in words such as "quotes"; shown in the report. */
  readonly takenOff: readonly string[];
}

interface Rejected {
  /** From 1, as the pasted text counts them. */
  readonly line: number;
  readonly text: string;
  readonly reason: string;
}

export interface PasteResult {
  readonly added: readonly string[];
  readonly duplicates: number;
  readonly rejected: readonly Rejected[];
  readonly takenOff: readonly string[];
}

/**
 * Reads pasted text: values separated by commas or lines, a JSON array, or a table (commas, semicolons or tabs). Things
 * that nobody means to paste are removed and reported: a heading, quotes around every value, invisible characters.
 * @returns null of text in double quotes, which `readQuoted` of quoted-paste.ts reads
 */
export function parsePaste(text: string, attribute: string): ParsedPaste | null {
  const written = jsonArray(withDigitsKept(withoutBlanks(text)));
  if (written?.every(isScalar)) {
    const items = written.map((item) => [String(item)]);
    return { rows: items, columns: null, suggestedColumn: null, heading: null, takenOff: ["brackets and quotes"] };
  }
  return text.includes('"') ? null : readCells(cutPlain(text), attribute);
}

/** Cuts text into rows of cells; in this one no character protects a separator. */
export function cutPlain(text: string): string[][] {
  const delimiter = delimiterOf(text);
  return linesOf(text).map((line) => line.split(delimiter));
}

/** Tabs separate cells when there are any (a paste from a spreadsheet), then semicolons, then commas. */
export const delimiterOf = (text: string): string => (text.includes("\t") ? "\t" : text.includes(";") ? ";" : ",");

const linesOf = (text: string): string[] => withPlainLines(text).split("\n");

/** Text with `\n` between lines, and nothing before the first line or after the last. */
export const withPlainLines = (text: string): string =>
  text
    .replace(/^\uFEFF/, "")
    .replace(/\r\n?/g, "\n")
    .replace(/\n$/, "");

/** Reads text that was cut into rows of cells: a list or a table. */
export function readCells(cut: readonly (readonly string[])[], attribute: string): ParsedPaste {
  const seen = cut.map((row) => row.map(withoutBlanks));
  const hadUnseen = cut.some((row) => row.some((cell) => withoutBlanks(cell) !== cell.trim()));
  const { rows, hadQuotes } = withoutSingleQuotes(seen);
  const isTable = isTableLike(rows);
  const headings = rows.length > 1 ? headingsOf(rows, isTable, attribute) : null;
  return {
    rows,
    columns: isTable ? (rows[0] ?? []).map((_, index) => headings?.names[index] || `Column ${index + 1}`) : null,
    suggestedColumn: isTable ? (headings?.named ?? null) : null,
    heading: headings?.names ?? null,
    takenOff: [
      ...(headings !== null && !isTable ? [`the heading “${headings.names[0]}”`] : []),
      ...(hadQuotes ? ["quotes"] : []),
      ...(hadUnseen ? ["invisible characters"] : []),
    ],
  };
}

/** Reads pasted text of which every line is one value, commas included. */
export function parseLines(text: string): ParsedPaste {
  const lines = text.split(/\r\n?|\n/);
  const rows = lines.map((line) => [withoutBlanks(line)]);
  const hadUnseen = lines.some((line) => withoutBlanks(line) !== line.trim());
  const takenOff = hadUnseen ? ["invisible characters"] : [];
  return { rows, columns: null, suggestedColumn: null, heading: null, takenOff };
}

/** Keeps long whole numbers as texts: as JSON numbers they would lose their last digits. */
const withDigitsKept = (text: string): string =>
  text.startsWith("[") ? text.replace(/(?<=[[,]\s*)-?\d{16,}(?=\s*[\],])/g, '"$&"') : text;

const SINGLE_QUOTED = /^'(.*)'$/s;

/** Programs write lists as 'a', 'b'. Quotes around some values only belong to those values. */
function withoutSingleQuotes(rows: string[][]): { rows: string[][]; hadQuotes: boolean } {
  const cells = rows.flat().filter((cell) => cell !== "");
  if (cells.length === 0 || !cells.every((cell) => SINGLE_QUOTED.test(cell))) return { rows, hadQuotes: false };
  return { rows: rows.map((row) => row.map((cell) => cell.replace(SINGLE_QUOTED, "$1"))), hadQuotes: true };
}

/** A table has several columns, and most rows have as many as the first. Lines of a comma-separated list rarely do. */
function isTableLike(rows: readonly (readonly string[])[]): boolean {
  const width = rows[0]?.length ?? 0;
  if (width < 2 || rows.length < 2) return false;
  return rows.filter((row) => row.length === width).length * 2 > rows.length;
}

/** Headings that exports give to the column of what is targeted. */
const USUAL_HEADINGS = new Set(["id", "userid", "email", "emailaddress", "uuid", "customerid", "accountid"]);

/** A name as people and programs write it in one form: "User ID" and user_id are the same. */
const plainName = (name: string): string => name.toLowerCase().replace(/[^\p{L}\p{N}]/gu, "");

interface Headings {
  names: readonly string[];
  /** The column whose heading is the attribute's name; null: none. */
  named: number | null;
}

/** What the first row names; null when it holds values like the others. */
function headingsOf(rows: readonly (readonly string[])[], isTable: boolean, attribute: string): Headings | null {
  const [first = [], ...others] = rows;
  if (!isTable && first.length !== 1) return null;
  const wanted = plainName(attribute);
  const exact = wanted === "" ? -1 : first.findIndex((cell) => plainName(cell) === wanted);
  if (exact !== -1) return { names: first, named: exact };
  const usual = first.findIndex((cell) => USUAL_HEADINGS.has(plainName(cell)));
  if (usual !== -1) return { names: first, named: isTable ? usual : 0 };
  return isTable && looksLikeHeadings(first, others) ? { names: first, named: null } : null;
}

/** Words without digits, no two the same, above at least one column of which every value has a digit or an @. */
function looksLikeHeadings(first: readonly string[], others: readonly (readonly string[])[]): boolean {
  const isWord = (cell: string) => /^[\p{L}][\p{L} _.-]*$/u.test(cell);
  if (!first.every(isWord) || new Set(first).size < first.length) return false;
  return first.some((_, column) => others.every((row) => /[\d@]/.test(row[column] ?? "")));
}

/**
 * The result of adding a paste to a list. Values are compared as text, as the engine compares them. Empty cells are
 * skipped.
 * @param column an index into `columns`, or null for every cell.
 */
export function collectItems(
  { rows, heading, takenOff }: ParsedPaste,
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
    if (heading !== null && index === 0) continue;
    const line = index + 1;
    if (column === null) for (const cell of row) take(cell, line);
    else if (row.some((cell) => cell !== "")) {
      const cell = row[column];
      if (cell === undefined) rejected.push({ line, text: row.join(", "), reason: "has no such column" });
      else take(cell, line);
    }
  }
  return { added, duplicates, rejected, takenOff };
}

const FULL = `a list holds at most ${limits.listItems.toLocaleString("en")} values`;

function rejection(text: string): string | undefined {
  if (text.length > limits.scalarLength) return `longer than ${limits.scalarLength.toLocaleString("en")} characters`;
  return isStorableText(text) ? undefined : "holds a character that cannot be stored";
}
