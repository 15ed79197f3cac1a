import Papa from "papaparse";
import { cutPlain, delimiterOf, type ParsedPaste, readCells, withPlainLines } from "./list-paste";

// Apart from list-paste.ts, because papaparse is loaded with the first text that is in double quotes.

/** Reads pasted text in which double quotes protect separators, line breaks, and quotes that are written twice. */
export const readQuoted = (text: string, attribute: string): ParsedPaste => readCells(cutQuoted(text), attribute);

function cutQuoted(text: string): string[][] {
  const csv = withPlainLines(text);
  const delimiter = delimiterOf(csv);
  const parse = (input: string) => Papa.parse<string[]>(input, { delimiter, newline: "\n" });
  const strict = parse(csv);
  const hasLooseQuotes = strict.data.some((row) => row.some((cell) => LOOSE_QUOTE.test(cell)));
  // People write a blank before the quote that opens a cell, which CSV does not allow.
  const { data, errors } = hasLooseQuotes ? parse(csv.replace(OPENING_QUOTE, '$1"')) : strict;
  // A quote that never closes, or closes within a cell, is a character like any other.
  return errors.length === 0 ? data : cutPlain(csv);
}

const LOOSE_QUOTE = /^ +"/;
const OPENING_QUOTE = /(^|[,;\t\n]) +"/g;
