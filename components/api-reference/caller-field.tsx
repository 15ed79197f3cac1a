"use client";

import { useId } from "react";
import { Input } from "@/components/ui/field/input";

/** Whom requests that are tried come from. The key stays on this page and is gone with it. */
export function CallerField({ value, onChange }: { value: string; onChange: (key: string) => void }) {
  const id = useId();
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-1.5">
      <label htmlFor={id} className="font-medium text-ink text-sm">
        Try with key
      </label>
      <Input
        id={id}
        type="password"
        autoComplete="off"
        spellCheck={false}
        placeholder="kr_live_…"
        aria-describedby={`${id}-hint`}
        className="max-w-80 font-mono text-sm"
        value={value}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
      <p id={`${id}-hint`} className="text-muted text-sm">
        Left empty, requests are sent as you, if you are signed in.
      </p>
    </div>
  );
}
