"use client";

import { X } from "lucide-react";
import { IconButton } from "@/components/ui/button/button";
import { Combobox, type ComboboxOption } from "@/components/ui/combobox/combobox";
import { Textarea } from "@/components/ui/field/input";
import { type ContextRow, rowProblem } from "./test-context";

interface ContextRowFieldsProps {
  row: ContextRow;
  /** From 0. */
  index: number;
  /** What is suggested. */
  attributes: readonly ComboboxOption[];
  onEdit: (part: Partial<ContextRow>) => void;
  onRemove: () => void;
  /** Called when Enter is pressed in the value. */
  onEnter: () => void;
}

/** An attribute of the test context and its value. */
export function ContextRowFields({ row, index, attributes, onEdit, onRemove, onEnter }: ContextRowFieldsProps) {
  const name = row.attribute === "" ? `attribute ${index + 1}` : row.attribute;
  const problem = rowProblem(row);
  return (
    <>
      <div className="flex items-start gap-1.5">
        <Combobox
          aria-label={`Attribute ${index + 1}`}
          listLabel="Attributes of this project"
          placeholder="attribute"
          className="min-w-0 flex-2 font-mono text-sm"
          value={row.attribute}
          options={attributes}
          onValueChange={(attribute) => onEdit({ attribute })}
        />
        {/* A textarea, so that a long value can be read whole. */}
        <Textarea
          rows={1}
          aria-label={`Value of ${name}`}
          placeholder="missing"
          className="field-sizing-content max-h-40 min-h-8 flex-3 resize-none font-mono text-sm pointer-coarse:min-h-11"
          aria-invalid={problem !== undefined || undefined}
          aria-describedby={`${row.id}-problem`}
          value={row.text}
          // A value is one line: pasted line breaks are taken out.
          onChange={({ currentTarget }) => onEdit({ text: currentTarget.value.replace(/[\r\n]+/g, "") })}
          onKeyDown={(event) => {
            if (event.key !== "Enter") return;
            event.preventDefault();
            onEnter();
          }}
        />
        <IconButton label={`Remove ${name}`} onClick={onRemove}>
          <X aria-hidden />
        </IconButton>
      </div>
      <p id={`${row.id}-problem`} role="alert" className="wrap-anywhere text-danger text-sm empty:hidden">
        {problem}
      </p>
    </>
  );
}
