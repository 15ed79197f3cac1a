"use client";

import { useEffectEvent, useLayoutEffect } from "react";
import { isTypingOutside } from "../focus";
import { loadCode, useLoadState } from "./lazy";

/*
 * What is pressed opens once its code is there. What is typed until then would be lost, or its letters would act as
 * shortcuts. It is kept here for the field that gets the focus.
 */

/** Milliseconds that an opening may need, once its code is there, until its field has the focus. */
const OPENING_MS = 3_000;

/** What was typed for the field that is about to get the focus. After `until`, on the page's clock, it is forgotten. */
let ahead = { typed: "", until: 0 };

function takeAhead(): string {
  const { typed, until } = ahead;
  ahead = { typed: "", until: 0 };
  return performance.now() < until ? typed : "";
}

interface TypedAheadOptions {
  /** Whether the person types elsewhere by now. */
  isAway: () => boolean;
  onEscape: () => void;
}

/**
 * Keeps what is typed from now on. Tab and a press of the pointer end it: the person has moved on.
 * @returns ends it; what was typed goes to the next field that `focusTyped` focuses
 */
function keepTyped({ isAway, onEscape }: TypedAheadOptions): () => void {
  // Whoever waits for one part after the other goes on with what was typed for the first.
  let typed = takeAhead();
  const over = new AbortController();
  const { signal } = over;
  const onKeyDown = (event: KeyboardEvent) => {
    const { key } = event;
    if (key === "Tab") return over.abort();
    const isText = key.length === 1 && !event.metaKey && !event.ctrlKey && !event.altKey;
    if (isAway() || !(isText || ["Backspace", "Enter", "Escape"].includes(key))) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    if (isText) typed += key;
    else if (key === "Backspace") typed = typed.slice(0, -1);
    else if (key === "Escape") {
      typed = "";
      over.abort();
      onEscape();
    }
  };
  addEventListener("keydown", onKeyDown, { capture: true, signal });
  addEventListener("pointerdown", () => over.abort(), { capture: true, signal });
  return () => {
    over.abort();
    if (typed !== "") ahead = { typed, until: performance.now() + OPENING_MS };
  };
}

/**
 * Loads code that opens something with a field, and keeps what is typed until it is there.
 * @returns undefined when nothing is to open: it cannot be loaded, or the person pressed Escape
 */
export async function loadTyped<T>(load: () => Promise<T>, isAway: () => boolean): Promise<T | undefined> {
  let isUnwanted = false;
  const end = keepTyped({
    isAway,
    onEscape: () => {
      isUnwanted = true;
    },
  });
  const code = await loadCode(load);
  end();
  return isUnwanted ? undefined : code;
}

/** Focuses an element. Where that is a field, it gets what was typed before it was there. */
export function focusTyped(element: HTMLElement | null | undefined, options?: FocusOptions): void {
  element?.focus(options);
  const typed = takeAhead();
  // As if it were typed now, with the field's limit and its undo. No other call does that, though this one is old.
  if (typed !== "") document.execCommand("insertText", false, typed);
}

const FIELDS = "input:not([type=hidden], :disabled), textarea:enabled, select:enabled";
const CONTROLS = ":is(button:enabled, a[href]):not(header *, footer *)";

/**
 * For Radix's `onOpenAutoFocus`. The focus begins in the first field, without any on the first control of the body,
 * without any on the popup itself. It is never on the button that closes: the second Enter of a double press would
 * close what is shown only once.
 */
export function focusField(event: Event): void {
  const popup = event.currentTarget instanceof HTMLElement ? event.currentTarget : null;
  event.preventDefault();
  const field = popup?.querySelector<HTMLElement>(FIELDS) ?? popup?.querySelector<HTMLElement>(CONTROLS) ?? popup;
  // Radix places it in a later frame.
  focusTyped(field, { preventScroll: true });
}

/** A placeholder for code that takes the focus: it keeps what is typed until the code is there, or cannot be loaded. */
export function KeepTyped({ onClose }: { onClose: () => void }) {
  const { failure } = useLoadState();
  const close = useEffectEvent(onClose);
  useLayoutEffect(() => {
    if (failure === null) return keepTyped({ isAway: () => isTypingOutside(null), onEscape: () => close() });
  }, [failure]);
  return null;
}
