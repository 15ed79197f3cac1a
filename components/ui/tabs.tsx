"use client";

import { type KeyboardEvent, type ReactNode, useId } from "react";
import { cn } from "./cn";
import { focusSoon } from "./focus";

interface TabsProps<Value extends string> {
  label: string;
  value: Value;
  tabs: readonly { readonly value: Value; readonly label: string; readonly panel: ReactNode }[];
  onValueChange: (value: Value) => void;
}

/** Tabs after the ARIA practices: arrows, Home and End choose. Only the panel of the chosen tab is rendered. */
export function Tabs<Value extends string>({ label, value, tabs, onValueChange }: TabsProps<Value>) {
  const id = useId();
  const chosen = tabs.findIndex((tab) => tab.value === value);

  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    // With a modifier, arrows are the browser's own, such as back.
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const places: Readonly<Record<string, number>> = {
      ArrowLeft: chosen - 1,
      ArrowRight: chosen + 1,
      Home: 0,
      End: tabs.length - 1,
    };
    const place = places[event.key];
    const next = place === undefined ? undefined : tabs[(place + tabs.length) % tabs.length];
    if (next === undefined) return;
    event.preventDefault();
    onValueChange(next.value);
    // The owner of the value may refuse the change.
    const list = event.currentTarget;
    focusSoon(() => list.querySelector<HTMLElement>("[aria-selected=true]"));
  };
  return (
    <div>
      <div
        role="tablist"
        aria-label={label}
        className="flex gap-1 overflow-x-auto border-line border-b [scrollbar-width:none]"
        onKeyDown={onKeyDown}
      >
        {tabs.map((tab) => (
          <button
            key={tab.value}
            type="button"
            role="tab"
            id={`${id}${tab.value}`}
            aria-selected={tab.value === value}
            aria-controls={`${id}panel`}
            tabIndex={tab.value === value ? 0 : -1}
            onClick={() => onValueChange(tab.value)}
            className={cn(
              "-mb-px flex h-9 shrink-0 items-center gap-1.5 whitespace-nowrap border-b-2 px-2.5 text-base",
              "transition-colors hover:text-ink pointer-coarse:h-11",
              // The list clips what overflows it.
              "focus-visible:-outline-offset-2",
              tab.value === value ? "border-accent font-medium text-ink" : "border-unchosen text-muted",
            )}
          >
            {tab.label}
          </button>
        ))}
      </div>
      <div key={value} role="tabpanel" id={`${id}panel`} aria-labelledby={`${id}${value}`} className="pt-3">
        {tabs[chosen]?.panel}
      </div>
    </div>
  );
}
