"use client";

import { Plus, X } from "lucide-react";
import { useId, useRef, useState } from "react";
import { Button } from "@/components/ui/button/button";
import { IconButton } from "@/components/ui/button/icon-button";
import { Input } from "@/components/ui/field/input";
import { focusSoon } from "@/components/ui/focus-soon";
import { limits } from "@/lib/contract/limits";

interface EnvironmentsFieldProps {
  value: readonly string[];
  error: string | undefined;
  onChange: (environments: string[]) => void;
}

/** The project's environments, in the order of their tabs. The server keeps those that have rules. */
export function EnvironmentsField({ value, error, onChange }: EnvironmentsFieldProps) {
  const id = useId();
  const listRef = useRef<HTMLUListElement>(null);
  const fieldRef = useRef<HTMLInputElement>(null);
  const [name, setName] = useState("");
  const wanted = name.trim().toLowerCase();
  const canAdd = wanted !== "" && !value.includes(wanted) && value.length < limits.environments;
  const add = () => {
    if (!canAdd) return;
    onChange([...value, wanted]);
    setName("");
    fieldRef.current?.focus();
  };
  const remove = (environment: string, index: number) => {
    onChange(value.filter((other) => other !== environment));
    focusSoon(() => listRef.current?.querySelectorAll<HTMLElement>("button:enabled")[index] ?? fieldRef.current);
  };
  return (
    <fieldset aria-describedby={`${id}-hint ${id}-error`}>
      <legend className="mb-1.5 font-medium text-ink text-sm">Environments</legend>
      <ul ref={listRef} className="flex flex-col rounded-control border border-line empty:hidden">
        {value.map((environment, index) => (
          <li key={environment} className="flex items-center gap-2 border-line border-b py-1 pr-1 pl-3 last:border-b-0">
            <span className="wrap-anywhere min-w-0 flex-1 font-mono text-ink text-sm">{environment}</span>
            <IconButton
              label={`Remove ${environment}`}
              disabled={value.length === 1}
              onClick={() => remove(environment, index)}
            >
              <X aria-hidden />
            </IconButton>
          </li>
        ))}
      </ul>
      <div className="mt-2 flex gap-2">
        <Input
          ref={fieldRef}
          aria-label="Name of another environment"
          placeholder="qa"
          className="max-w-60 font-mono"
          maxLength={limits.environmentLength}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key !== "Enter") return;
            event.preventDefault();
            add();
          }}
        />
        <Button disabled={!canAdd} onClick={add}>
          <Plus aria-hidden />
          Add
        </Button>
      </div>
      <p id={`${id}-hint`} className="mt-1.5 text-muted text-sm">
        Lower-case letters, digits, - and _. One that has rules cannot be removed.
      </p>
      <p id={`${id}-error`} role="alert" className="mt-1 text-danger text-sm empty:hidden">
        {error}
      </p>
    </fieldset>
  );
}
