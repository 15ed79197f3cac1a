"use client";

import { useState } from "react";

let lastTrigger: HTMLElement | null = null;

/** A menu's item is gone by the time that what it opened closes; the menu's button is not. */
export function rememberTrigger(trigger: HTMLElement | null): void {
  lastTrigger = trigger;
}

/**
 * For a dialog that is opened by state and not by a trigger of its own: gives the focus back to what had it before.
 * @returns a handler for Radix's `onCloseAutoFocus`
 */
export function useReturnFocus(): (event: Event) => void {
  const [opener] = useState(findOpener);
  return (event) => {
    event.preventDefault();
    if (opener?.isConnected) opener.focus();
  };
}

function findOpener(): HTMLElement | null {
  const focused = document.activeElement;
  const isLasting =
    focused instanceof HTMLElement && focused !== document.body && focused.closest("[role=menu]") === null;
  return isLasting ? focused : lastTrigger;
}
