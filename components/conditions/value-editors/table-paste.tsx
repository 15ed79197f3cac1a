"use client";

import { useMemo, useState } from "react";
import { Button } from "@/components/ui/button/button";
import { Select } from "@/components/ui/field/input";
import { collectItems, type ParsedPaste } from "./list-paste";

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
          {added.length.toLocaleString("en")} would be added
          {duplicates > 0 && `, ${duplicates.toLocaleString("en")} are already there`}
          {rejected.length > 0 && `, ${rejected.length.toLocaleString("en")} rejected`}
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
