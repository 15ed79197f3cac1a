"use client";

import { type ComponentProps, type KeyboardEvent, type MouseEvent, type ReactElement, useRef, useState } from "react";
import { isTypingOutside, triggers } from "../focus";
import { loadTyped } from "../lazy/typed-ahead";

/** The button, which gets its handlers here. */
export type TriggerElement = ReactElement<ComponentProps<"button">>;

interface PopupTriggerOptions {
  role: "menu" | "dialog";
  /** Loads the code of the popup. Called when the pointer or the focus comes near. */
  load: () => Promise<unknown>;
  onOpenChange?: ((isOpen: boolean) => void) | undefined;
}

/**
 * A button that opens a popup whose code is loaded on first use: popups are a third of a page's scripts, and most
 * visits never open one.
 */
export function usePopupTrigger({ role, load, onOpenChange }: PopupTriggerOptions) {
  const triggerRef = useRef<HTMLButtonElement>(null);
  const wasOpen = useRef(false);
  const [isOpen, setIsOpen] = useState(false);
  const [isByKeyboard, setIsByKeyboard] = useState(false);

  const change = (next: boolean) => {
    setIsOpen(next);
    if (next !== isOpen) onOpenChange?.(next);
  };
  const open = async (byKeyboard: boolean) => {
    // Its code may come late.
    const isAway = () => isTypingOutside(triggerRef.current);
    if ((await loadTyped(load, isAway)) === undefined || isAway()) return;
    triggers.last = triggerRef.current;
    setIsByKeyboard(byKeyboard);
    change(true);
  };
  // A failure matters only once somebody opens it.
  const prefetch = () => void load().catch(() => undefined);

  return {
    triggerRef,
    isOpen,
    isByKeyboard,
    close: () => change(false),
    triggerProps: {
      ref: triggerRef,
      "aria-haspopup": role,
      "aria-expanded": isOpen,
      "data-state": isOpen ? "open" : "closed",
      onPointerEnter: prefetch,
      onFocus: prefetch,
      // A press outside of the popup closes it, and the button is outside: its click must not open it again.
      onPointerDown: () => {
        wasOpen.current = isOpen;
      },
      onClick: (event: MouseEvent) => {
        // A click without a pointer comes from Enter or Space.
        const isByKey = event.detail === 0;
        if (isByKey ? isOpen : wasOpen.current) change(false);
        else void open(isByKey);
      },
      onKeyDown: (event: KeyboardEvent) => {
        if (event.key !== "ArrowDown" || isOpen) return;
        event.preventDefault();
        void open(true);
      },
    },
  };
}
