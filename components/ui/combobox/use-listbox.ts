"use client";

import { type KeyboardEvent, type MouseEvent, useEffect, useId, useState } from "react";

interface ListboxOptions {
  /** Names the list for screen readers. */
  label: string;
  /** The number of options. */
  count: number;
  isOpen: boolean;
  /** The active index before an arrow was pressed: 0 for a list to choose from, -1 where free text is allowed. */
  initialIndex: 0 | -1;
  onOpen: () => void;
  onClose: () => void;
  /** Called when Tab is pressed in the field; the focus moves on by itself. */
  onTab?: (() => void) | undefined;
  onChoose: (index: number) => void;
}

/**
 * The keyboard and the roles of a text field that controls a list (the ARIA combobox pattern). The focus stays in the
 * field; `aria-activedescendant` names the active option.
 */
export function useListbox({ label, count, isOpen, initialIndex, onOpen, onClose, onTab, onChoose }: ListboxOptions) {
  const listId = useId();
  const [moved, setMoved] = useState<number>(initialIndex);
  const active = Math.min(moved, count - 1);
  const optionId = (index: number) => `${listId}-${index}`;

  useEffect(() => {
    if (isOpen && active >= 0) document.getElementById(`${listId}-${active}`)?.scrollIntoView({ block: "nearest" });
  }, [isOpen, active, listId]);

  const move = (event: KeyboardEvent, to: number) => {
    event.preventDefault();
    if (!isOpen) onOpen();
    setMoved(((to % count) + count) % count || 0);
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === "ArrowDown") move(event, isOpen ? active + 1 : Math.max(active, 0));
    else if (event.key === "ArrowUp") move(event, isOpen ? Math.max(active, 0) - 1 : count - 1);
    else if (event.key === "Tab") onTab?.();
    else if (!isOpen) return;
    else if (event.key === "Enter" && active >= 0) {
      event.preventDefault();
      onChoose(active);
    } else if (event.key === "Escape") {
      // Escape closes only the list, and nothing around it such as a dialog or an editor.
      event.preventDefault();
      event.stopPropagation();
      onClose();
    }
  };

  return {
    active: isOpen ? active : -1,
    /** Call this when the options change: because of typing, or because the list opened. */
    reset: () => setMoved(initialIndex),
    fieldProps: {
      role: "combobox",
      "aria-expanded": isOpen,
      "aria-controls": isOpen ? listId : undefined,
      "aria-autocomplete": "list" as const,
      "aria-activedescendant": isOpen && active >= 0 ? optionId(active) : undefined,
      autoComplete: "off",
      spellCheck: false,
      onKeyDown,
    },
    listProps: { id: listId, role: "listbox", "aria-label": label },
    optionProps: (index: number) => ({
      id: optionId(index),
      role: "option",
      "aria-selected": index === active,
      tabIndex: -1,
      // The field must keep the focus.
      onMouseDown: (event: MouseEvent) => event.preventDefault(),
      onPointerMove: () => setMoved(index),
      onClick: () => onChoose(index),
    }),
  };
}

/** An option of the list; `data-active` marks the one at the keyboard or the pointer. */
export const optionClass =
  "flex min-h-8 cursor-default items-center gap-2 rounded-control px-2 py-1 text-base text-ink " +
  "data-[active=true]:bg-hover forced-colors:data-[active=true]:forced-color-adjust-none " +
  "forced-colors:data-[active=true]:bg-[Highlight] forced-colors:data-[active=true]:text-[HighlightText] " +
  "pointer-coarse:min-h-11";

/** More options would be slow to render and nobody reads them: typing narrows the list. */
export const MAX_OPTIONS = 50;
