"use client";

import { Plus, X } from "lucide-react";
import { useRef } from "react";
import { Button, IconButton } from "@/components/ui/button/button";
import { Combobox, type ComboboxOption } from "@/components/ui/combobox/combobox";
import { Textarea } from "@/components/ui/field/input";
import { focusSoon } from "@/components/ui/focus";
import { type ContextRow, newRow, rowProblem } from "./context-rows";

interface ContextRowListProps {
  rows: readonly ContextRow[];
  attributes: readonly ComboboxOption[];
  onChange: (rows: readonly ContextRow[]) => void;
}

/** The context as rows of attribute and value. Enter in the last value begins another row. */
export function ContextRowList({ rows, attributes, onChange }: ContextRowListProps) {
  const list = useRef<HTMLUListElement>(null);
  const addRef = useRef<HTMLButtonElement>(null);
  const edit = (id: string, part: Partial<ContextRow>) =>
    onChange(rows.map((row) => (row.id === id ? { ...row, ...part } : row)));
  const add = () => {
    onChange([...rows, newRow()]);
    focusSoon(() => list.current?.querySelector<HTMLElement>("li:last-child input"));
  };
  const remove = (id: string, index: number) => {
    onChange(rows.filter((row) => row.id !== id));
    // The focus moves to the row that takes the place, or to the button that adds one.
    focusSoon(() => list.current?.querySelectorAll<HTMLElement>("li button")[index] ?? addRef.current);
  };
  return (
    <div className="flex flex-col gap-2">
      <ul ref={list} className="flex flex-col gap-1.5 empty:hidden" aria-label="Attributes of the test user">
        {rows.map((row, index) => (
          <li key={row.id} className="flex flex-col gap-1">
            <div className="flex items-start gap-1.5">
              <Combobox
                aria-label={`Attribute ${index + 1}`}
                listLabel="Attributes of this project"
                placeholder="attribute"
                className="min-w-0 flex-2 font-mono text-sm"
                value={row.attribute}
                options={attributes}
                onValueChange={(attribute) => edit(row.id, { attribute })}
              />
              {/* A textarea, so that a long value can be read whole. */}
              <Textarea
                rows={1}
                aria-label={`Value of ${row.attribute === "" ? `attribute ${index + 1}` : row.attribute}`}
                placeholder="missing"
                className="field-sizing-content max-h-40 min-h-8 flex-3 resize-none font-mono text-sm pointer-coarse:min-h-11"
                aria-invalid={rowProblem(row) !== undefined || undefined}
                aria-describedby={`${row.id}-problem`}
                value={row.text}
                // Pasted line breaks become blanks: a value is one line.
                onChange={({ currentTarget }) => edit(row.id, { text: currentTarget.value.replace(/[\r\n]+/g, "") })}
                onKeyDown={(event) => {
                  if (event.key !== "Enter") return;
                  event.preventDefault();
                  if (index === rows.length - 1) add();
                }}
              />
              <IconButton
                label={`Remove ${row.attribute === "" ? `attribute ${index + 1}` : row.attribute}`}
                onClick={() => remove(row.id, index)}
              >
                <X aria-hidden />
              </IconButton>
            </div>
            <p id={`${row.id}-problem`} role="alert" className="wrap-anywhere text-danger text-sm empty:hidden">
              {rowProblem(row)}
            </p>
          </li>
        ))}
      </ul>
      <div>
        <Button ref={addRef} size="sm" variant="ghost" onClick={add}>
          <Plus aria-hidden />
          Add attribute
        </Button>
      </div>
    </div>
  );
}
