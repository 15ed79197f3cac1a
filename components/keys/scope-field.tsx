"use client";

import { useId } from "react";
import type { Scope } from "@/lib/contract/scope";
import { scopeChoices, scopesLeastFirst } from "./scope-choices";

/** What a key may do. */
export function ScopeField({ value, onChange }: { value: Scope; onChange: (scope: Scope) => void }) {
  const name = useId();
  return (
    <fieldset>
      <legend className="mb-1.5 font-medium text-ink text-sm">What it may do</legend>
      <div className="flex flex-col rounded-control border border-line">
        {scopesLeastFirst.map((scope) => (
          <label
            key={scope}
            className="flex cursor-pointer gap-2.5 border-line border-b px-3 py-2 last:border-b-0 has-checked:bg-accent-soft"
          >
            <input
              type="radio"
              name={name}
              className="mt-0.5 size-4 shrink-0 accent-accent-solid"
              checked={value === scope}
              onChange={() => onChange(scope)}
            />
            <span className="min-w-0">
              <span className="block text-base text-ink">
                {scopeChoices[scope].label} <code className="font-mono text-muted text-sm">{scope}</code>
              </span>
              <span className="block text-muted text-sm">{scopeChoices[scope].text}</span>
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
