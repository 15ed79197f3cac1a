import type { Rule } from "@/lib/contract/rule";
import type { ListText } from "./analysis-texts";
import { type RuleRow, toRule } from "./rules";

/** A row that the database converted to JSON: columns by their names, times as text. */
type JsonRow = { readonly [column: string]: unknown } & { readonly created_at: string; readonly updated_at: string };

/** The rules of a list that was read as text, in their order. @throws CorruptRowError */
export function rulesOf({ rules }: Pick<ListText, "rules">): Rule[] {
  const rows: JsonRow[] = JSON.parse(rules);
  return rows.map((row) => toRule(toRow(row)));
}

function toRow(json: JsonRow): RuleRow {
  const fields = Object.entries(json).map(([column, value]) => [inCamelCase(column), value]);
  const times = { createdAt: new Date(json.created_at), updatedAt: new Date(json.updated_at) };
  // Every column of the table is there, under its name in Prisma's row.
  return { ...Object.fromEntries(fields), ...times } as RuleRow;
}

/** Thousands of rules have the same few columns. */
const camelCase = new Map<string, string>();

function inCamelCase(column: string): string {
  const known = camelCase.get(column);
  if (known !== undefined) return known;
  const name = column.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
  camelCase.set(column, name);
  return name;
}
