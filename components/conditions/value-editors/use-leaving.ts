"use client";

import { useEffect, useRef } from "react";

/**
 * Calls back when a field loses the focus. During a press of the pointer it waits for the end of the press: a change of
 * the layout would move the pressed button away.
 * @returns the handler for blur
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
    // The click follows the release at once; a press that ends elsewhere has none.
    window.addEventListener("click", once, { capture: true, once: true });
    window.addEventListener("pointerup", () => setTimeout(once), { once: true });
  };
}
