"use client";

import { useEffect, useRef } from "react";

/**
 * Does something when a field is left, but not in the middle of a press: what it changes on the page would move the
 * button away from under the pointer. Whatever the press is for (saving, say) comes after.
 * @returns what to do on blur
 */
export function useLeaving(commit: () => void): () => void {
  const latest = useRef(commit);
  const isPressed = useRef(false);
  useEffect(() => {
    latest.current = commit;
  });
  useEffect(() => {
    const press = () => {
      isPressed.current = true;
    };
    const release = () => {
      isPressed.current = false;
    };
    window.addEventListener("pointerdown", press, { capture: true });
    window.addEventListener("pointerup", release);
    window.addEventListener("pointercancel", release);
    return () => {
      window.removeEventListener("pointerdown", press, { capture: true });
      window.removeEventListener("pointerup", release);
      window.removeEventListener("pointercancel", release);
    };
  }, []);

  return () => {
    if (!isPressed.current) {
      latest.current();
      return;
    }
    let isDone = false;
    const once = () => {
      if (!isDone) latest.current();
      isDone = true;
    };
    // The click comes right after; a press that ends elsewhere has none.
    window.addEventListener("click", once, { capture: true, once: true });
    window.addEventListener("pointerup", () => setTimeout(once), { once: true });
  };
}
