"use client";

import { useEffect, useState } from "react";

/** Milliseconds to wait for an element: a row of a long list appears after scrolling. */
const PATIENCE_MS = 1_000;

/**
 * Moves the focus after the next render: to an element that is about to appear, or away from one that is about to go.
 * Without this, a keyboard user would start again at the top of the page. It does nothing when the person has moved on
 * meanwhile, with Tab or by a press elsewhere.
 */
export function focusSoon(find: () => HTMLElement | null | undefined, options?: FocusOptions): void {
  const before = document.activeElement;
  const until = performance.now() + PATIENCE_MS;
  const over = new AbortController();
  const { signal } = over;
  const goOn = () => over.abort();
  addEventListener("pointerdown", goOn, { capture: true, signal });
  addEventListener("keydown", ({ key }) => key === "Tab" && goOn(), { capture: true, signal });

  const look = (isFirst: boolean) => {
    const focused = document.activeElement;
    // The pressed element may return the focus before the first look, as a menu does to its button.
    const hasMoved = focused !== before && focused !== document.body && !isFirst;
    if (signal.aborted || hasMoved) return goOn();
    const found = find();
    if (found == null && performance.now() < until) return void requestAnimationFrame(() => look(false));
    goOn();
    found?.focus(options);
  };
  requestAnimationFrame(() => look(true));
}

/** Moves the focus to the page: from a button that goes with what it clears. */
export const focusPage = (): void => focusSoon(() => document.querySelector("main"));

/**
 * Moves the focus into a row (`data-row`) of a list that has changed. Without that row it goes to what adds one
 * (`data-add`), so that it does not fall to the page's top with a row that is removed.
 * @param field what of the row, as a selector
 */
export const focusRowSoon = (list: HTMLElement | null, rowId: string | undefined, field: string): void =>
  focusSoon(
    () =>
      list?.querySelector<HTMLElement>(`[data-row="${rowId}"] ${field}`) ??
      list?.querySelector<HTMLElement>("[data-add]"),
  );

/** Whether somebody types in a field outside of the element: then the focus must not move. */
export function isTypingOutside(element: Element | null): boolean {
  const focused = document.activeElement;
  const isField = focused?.matches("input, textarea, select") === true;
  return isField && element?.contains(focused) !== true;
}

/**
 * Whether the focus is for the element to move: it is within it, nowhere, or on a question that was asked about it.
 * Otherwise the person has moved on while it was busy, and a menu that they opened would close.
 */
export function mayMoveFocus(element: Element | null): boolean {
  const focused = document.activeElement;
  if (focused === null || focused === document.body) return true;
  return element?.contains(focused) === true || focused.closest("[role=alertdialog]") !== null;
}

/**
 * The element that a floating panel is appended to: the landmark of its control, so that screen readers find it in that
 * part of the page. Null means the end of the body, where panels over a dialog go.
 */
export const landmarkOf = (control: HTMLElement | null): HTMLElement | null =>
  control?.closest<HTMLElement>("[role=dialog]") ? null : (control?.closest<HTMLElement>("main, header") ?? null);

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
