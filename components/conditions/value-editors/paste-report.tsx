"use client";

import { useMemo, useState } from "react";
import { Button } from "@/components/ui/button/button";
import { Select } from "@/components/ui/field/input";
import { collectItems, type ParsedPaste, type PasteResult } from "./list-paste";

/** Rejected rows that are shown; the others are counted. */
const SHOWN = 20;

const count = (number: number) => number.toLocaleString("en");

/** The result of adding: how many were added, duplicate or rejected and why, and what was removed from the paste. */
export function PasteReport({ result, onDismiss }: { result: PasteResult | null; onDismiss: () => void }) {
  return (
    <div role="status" className="text-sm empty:hidden">
      {result && (
        <div className="rounded-control border border-line bg-ground px-2.5 py-1.5">
          <div className="flex items-baseline gap-2">
            <p className="min-w-0 flex-1 text-ink tabular-nums">
              <strong className="font-semibold">{count(result.added.length)}</strong> added
              {result.duplicates > 0 && <> · {count(result.duplicates)} already there</>}
              {result.rejected.length > 0 && (
                <span className="text-danger"> · {count(result.rejected.length)} rejected</span>
              )}
              {result.takenOff.length > 0 && <> · taken off: {result.takenOff.join(", ")}</>}
            </p>
            <button
              type="button"
              className="rounded-chip text-muted underline-offset-2 hover:text-ink hover:underline pointer-coarse:py-2"
              onClick={onDismiss}
            >
              Dismiss
            </button>
          </div>
          {result.rejected.length > 0 && <RejectedRows result={result} />}
        </div>
      )}
    </div>
  );
}

function RejectedRows({ result: { rejected } }: { result: PasteResult }) {
  return (
    <details className="mt-1 text-muted">
      <summary className="cursor-pointer">Rejected rows</summary>
      <ol className="mt-1 flex flex-col gap-0.5">
        {rejected.slice(0, SHOWN).map(({ line, text, reason }, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a line may hold the same text twice, and the rows stay
          <li key={index} className="flex min-w-0 gap-2">
            <span className="shrink-0 tabular-nums">Line {count(line)}</span>
            <code className="min-w-0 truncate font-mono">{text}</code>
            <span className="shrink-0">{reason}</span>
          </li>
        ))}
        {rejected.length > SHOWN && <li>and {count(rejected.length - SHOWN)} more</li>}
      </ol>
    </details>
  );
}

interface TablePasteProps {
  table: ParsedPaste;
  existing: readonly (string | number | boolean)[];
  /** An index into the table's columns; null for every cell. */
  onAdd: (column: number | null) => void;
  onCancel: () => void;
}

const ALL = "all";

/** Asks which column of a pasted table to take, and shows the result of each choice. */
export function TablePaste({ table, existing, onAdd, onCancel }: TablePasteProps) {
  const [choice, setChoice] = useState(String(table.suggestedColumn ?? 0));
  const column = choice === ALL ? null : Number(choice);
  const { added, duplicates, rejected } = useMemo(
    () => collectItems(table, column, existing),
    [table, column, existing],
  );
  return (
    <section
      aria-label="Pasted table"
      className="flex flex-col gap-2 rounded-control border border-line-strong bg-ground p-2.5 text-sm"
    >
      <p className="text-muted">
        This is a table with {table.columns?.length} columns. Which one holds the values? Of it,{" "}
        <span role="status" className="text-ink">
          {count(added.length)} would be added
          {duplicates > 0 && `, ${count(duplicates)} are already there`}
          {rejected.length > 0 && `, ${count(rejected.length)} rejected`}
        </span>
        .
      </p>
      <div className="flex flex-wrap gap-2">
        <Select
          aria-label="Column"
          className="min-w-32 flex-1"
          value={choice}
          onChange={({ currentTarget }) => setChoice(currentTarget.value)}
        >
          {table.columns?.map((name, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a column is its place; headings may repeat
            <option key={index} value={index}>
              {name}
            </option>
          ))}
          <option value={ALL}>Every cell</option>
        </Select>
        <Button variant="ghost" onClick={onCancel}>
          Cancel
        </Button>
        <Button variant="primary" onClick={() => onAdd(column)}>
          Add
        </Button>
      </div>
    </section>
  );
}
