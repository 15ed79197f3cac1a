"use client";

import { X } from "lucide-react";
import { useRef, useState } from "react";
import { Button } from "@/components/ui/button/button";
import { Input } from "@/components/ui/field/input";
import { focusSoon } from "@/components/ui/focus";
import { moreText } from "@/lib/targeting/words/condition-parts";

type Item = string | number | boolean;

interface ListChipsProps {
  items: readonly Item[];
  onChange: (items: Item[]) => void;
}

/** A list of 100,000 ids is not rendered whole: it shows the first values, and a search for the rest. */
const SHOWN = 24;

export function ListChips({ items, onChange }: ListChipsProps) {
  const [search, setSearch] = useState("");
  const region = useRef<HTMLUListElement>(null);
  const searchRef = useRef<HTMLInputElement>(null);
  const wanted = search.trim().toLowerCase();
  const found = items
    .map((item, index) => ({ text: String(item), index }))
    .filter(({ text }) => text.toLowerCase().includes(wanted));
  const shown = found.slice(0, SHOWN);
  const remove = (index: number, place: number) => {
    onChange(items.filter((_, at) => at !== index));
    // After the last chip was removed there is none to focus; the parent moves the focus.
    if (items.length === 1) return;
    // The focus moves to the next chip, so that several can be removed without the mouse.
    focusSoon(() => {
      const buttons = region.current?.querySelectorAll("button") ?? [];
      return buttons[place] ?? buttons[buttons.length - 1] ?? searchRef.current;
    });
  };
  return (
    <div className="flex min-w-0 flex-col gap-1.5">
      {items.length > SHOWN && (
        <div className="flex min-w-0 gap-2">
          <Input
            ref={searchRef}
            type="search"
            aria-label="Find in the list"
            placeholder="Find"
            className="min-w-0 max-w-60 flex-1"
            value={search}
            onChange={({ currentTarget }) => setSearch(currentTarget.value)}
          />
          <Button variant="ghost" className="shrink-0" onClick={() => onChange([])}>
            Remove all
          </Button>
        </div>
      )}
      <ul ref={region} aria-label="Values" className="flex min-w-0 flex-wrap gap-1">
        {shown.map(({ text, index }, place) => (
          <li key={index} className="flex min-w-0 items-center rounded-chip bg-fill pl-1.5 font-mono text-ink text-sm">
            <span title={text} className="min-w-0 truncate">
              {text}
            </span>
            <button
              type="button"
              aria-label={`Remove ${text}`}
              className="flex size-6 shrink-0 items-center justify-center rounded-chip text-muted hover:bg-hover
                hover:text-ink pointer-coarse:size-9"
              onClick={() => remove(index, place)}
            >
              <X aria-hidden className="size-3" />
            </button>
          </li>
        ))}
        {found.length > shown.length && (
          <li className="px-1 py-0.5 text-muted text-sm">and {moreText(found.length - shown.length)}</li>
        )}
        {found.length === 0 && <li className="text-muted text-sm">Not in the list</li>}
      </ul>
    </div>
  );
}
