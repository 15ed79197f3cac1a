"use client";

import { useEffect, useState } from "react";

/** The element that had the focus before a dialog opened. */
interface Opener {
  readonly element: HTMLElement | null;
  /** The opener of the dialog from which this one was opened; this one may have replaced it. */
  readonly outer: Opener | undefined;
}

/** The openers of the open dialogs, the innermost last. */
const open: Opener[] = [];

/**
 * For a dialog that is opened by state and not by a trigger of its own: returns the focus to the element that had it
 * before. When that is gone, such as a deleted row, the focus goes to the opener of the dialog before, or to the page.
 * @returns a handler for Radix's `onCloseAutoFocus`
 */
export function useReturnFocus(): (event: Event) => void {
  const [opener] = useState<Opener>(() => ({ element: findOpener(), outer: open.at(-1) }));
  useEffect(() => {
    open.push(opener);
    return () => void open.splice(open.indexOf(opener), 1);
  }, [opener]);
  return (event) => {
    event.preventDefault();
    giveBack(opener);
    // The opener may be about to go: a list that was refetched renders after this.
    requestAnimationFrame(() => setTimeout(() => document.activeElement === document.body && giveBack(opener)));
  };
}

function giveBack(opener: Opener): void {
  let known: Opener | undefined = opener;
  while (known !== undefined && !known.element?.isConnected) known = known.outer;
  // The code that removed the opener has moved the focus itself.
  if (known === undefined && document.activeElement !== document.body) return;
  (known?.element ?? document.querySelector("main"))?.focus();
}

function findOpener(): HTMLElement | null {
  const focused = document.activeElement;
  const isLasting =
    focused instanceof HTMLElement && focused !== document.body && focused.closest("[role=menu]") === null;
  return isLasting ? focused : triggers.last;
}

/**
 * The button of the menu that was opened last. When a dialog closes, the menu's item that opened it is gone, but the
 * menu's button is not.
 */
export const triggers: { last: HTMLElement | null } = { last: null };
