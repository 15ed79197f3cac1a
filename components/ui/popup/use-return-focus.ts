"use client";

import { useEffect, useState } from "react";

/** Where the focus was before a dialog opened. */
interface Opener {
  readonly element: HTMLElement | null;
  /** That of the dialog from which this one was opened; this one may have taken its place. */
  readonly outer: Opener | undefined;
}

/** Those of the open dialogs, the innermost last. */
const open: Opener[] = [];

/**
 * For a dialog that is opened by state and not by a trigger of its own: gives the focus back to what had it before.
 * When that is gone, such as the row that was deleted, it goes to what opened the dialog before this one, or to the
 * page.
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
    // What opened it may be about to go: a list that has just been asked for again is drawn after this.
    requestAnimationFrame(() => setTimeout(() => document.activeElement === document.body && giveBack(opener)));
  };
}

function giveBack(opener: Opener): void {
  let known: Opener | undefined = opener;
  while (known !== undefined && !known.element?.isConnected) known = known.outer;
  // Whatever went with the opener has found a better place.
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
 * The button of the menu that was opened last. A menu's item is gone by the time that the dialog it opened closes; the
 * menu's button is not.
 */
export const triggers: { last: HTMLElement | null } = { last: null };
