"use client";

import { ArrowDown, ArrowUp, Plus, Trash2 } from "lucide-react";
import { useRef } from "react";
import { newRowId } from "@/components/forms/field-values";
import { problemAt, problemsUnder } from "@/components/forms/problems";
import { Button, IconButton } from "@/components/ui/button/button";
import { Field } from "@/components/ui/field/field";
import { Input } from "@/components/ui/field/input";
import { focusRowSoon } from "@/components/ui/focus";
import { ValueField } from "@/components/values/served-field";
import type { FieldProblems } from "@/lib/contract/errors";
import type { FlagType } from "@/lib/contract/flag-value";
import { limits } from "@/lib/contract/limits";
import { newVariantDraft, type VariantDraft } from "./variant-drafts";

export interface VariantRowsProps {
  flagType: FlagType;
  drafts: readonly VariantDraft[];
  /** Of the form: what is wrong with a row is below `variants.<index>`. */
  problems: FieldProblems;
  onChange: (drafts: VariantDraft[]) => void;
}

/** The rows of variants, in the order in which they are offered. */
export function VariantRows({ flagType, drafts, problems, onChange }: VariantRowsProps) {
  const listRef = useRef<HTMLDivElement>(null);
  const focusRow = (rowId: string | undefined, field: string) => focusRowSoon(listRef.current, rowId, field);
  const add = () => {
    const rowId = newRowId();
    onChange([...drafts, newVariantDraft(flagType, rowId)]);
    focusRow(rowId, "input");
  };
  const remove = (index: number) => {
    onChange(drafts.toSpliced(index, 1));
    focusRow((drafts[index + 1] ?? drafts[index - 1])?.rowId, "input");
  };
  const move = (index: number, by: 1 | -1) => {
    const draft = drafts[index];
    if (draft === undefined) return;
    const to = index + by;
    onChange(drafts.toSpliced(index, 1).toSpliced(to, 0, draft));
    // At either end the button that was pressed is no longer there to press.
    const isAtEnd = to === (by === 1 ? drafts.length - 1 : 0);
    focusRow(draft.rowId, isAtEnd === (by === 1) ? "[data-up]" : "[data-down]");
  };
  return (
    <div ref={listRef} className="flex flex-col gap-3">
      {drafts.map((draft, index) => (
        <VariantRow
          key={draft.rowId}
          draft={draft}
          number={index + 1}
          count={drafts.length}
          flagType={flagType}
          problems={problemsUnder(problems, `variants.${index}`)}
          onChange={(changed) => onChange(drafts.with(index, { ...draft, ...changed }))}
          onMove={(by) => move(index, by)}
          onRemove={() => remove(index)}
        />
      ))}
      <p role="alert" className="text-danger text-sm empty:hidden">
        {problems.variants?.[0]}
      </p>
      <div>
        <Button size="sm" data-add onClick={add} disabled={drafts.length >= limits.variants}>
          <Plus aria-hidden />
          Add variant
        </Button>
      </div>
    </div>
  );
}

interface VariantRowProps {
  draft: VariantDraft;
  /** From 1. */
  number: number;
  count: number;
  flagType: FlagType;
  problems: FieldProblems;
  onChange: (changed: Partial<VariantDraft>) => void;
  onMove: (by: 1 | -1) => void;
  onRemove: () => void;
}

function VariantRow({ draft, number, count, flagType, problems, onChange, onMove, onRemove }: VariantRowProps) {
  const { rowId, name, value, description } = draft;
  const called = name.trim() === "" ? `variant ${number}` : name;
  return (
    <fieldset data-row={rowId} className="min-w-0 rounded-panel border border-line p-3">
      <legend className="sr-only">Variant {number}</legend>
      <div className="flex min-w-0 flex-col gap-3">
        <div className="grid min-w-0 gap-3 sm:grid-cols-2">
          <Field label="Name" error={problemAt(problems, "name")}>
            {(control) => (
              <Input
                {...control}
                autoComplete="off"
                value={name}
                onChange={({ currentTarget }) => onChange({ name: currentTarget.value })}
              />
            )}
          </Field>
          <ValueField
            label="Value"
            flagType={flagType}
            value={value}
            onChange={(next) => onChange({ value: next })}
            error={problemAt(problems, "value")}
          />
        </div>
        <div className="flex min-w-0 flex-wrap items-end gap-x-3 gap-y-2">
          <Field
            label="Description"
            isOptional
            error={problemAt(problems, "description")}
            className="flex-1 max-sm:basis-full"
          >
            {(control) => (
              <Input
                {...control}
                autoComplete="off"
                value={description}
                onChange={({ currentTarget }) => onChange({ description: currentTarget.value })}
              />
            )}
          </Field>
          <div className="ml-auto flex shrink-0 items-center">
            <IconButton label={`Move ${called} up`} data-up disabled={number === 1} onClick={() => onMove(-1)}>
              <ArrowUp aria-hidden />
            </IconButton>
            <IconButton label={`Move ${called} down`} data-down disabled={number === count} onClick={() => onMove(1)}>
              <ArrowDown aria-hidden />
            </IconButton>
            <IconButton label={`Remove ${called}`} onClick={onRemove}>
              <Trash2 aria-hidden />
            </IconButton>
          </div>
        </div>
      </div>
    </fieldset>
  );
}
