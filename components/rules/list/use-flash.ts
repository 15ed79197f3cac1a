"use client";

import { useEffect, useState } from "react";

/** Long enough for the eye to find it after a scroll. */
const FLASH_MS = 1_600;

/** Brings the focus to a card and marks it for a moment. It may have to be scrolled to first, which draws it. */
export function useFlash() {
  const [flash, setFlash] = useState<{ ruleId: string } | null>(null);
  useEffect(() => {
    if (flash === null) return;
    const frame = requestAnimationFrame(() => {
      const card = document.querySelector<HTMLElement>(`[data-rule="${CSS.escape(flash.ruleId)}"]`);
      card?.focus({ preventScroll: true });
    });
    const timer = setTimeout(() => setFlash(null), FLASH_MS);
    return () => {
      cancelAnimationFrame(frame);
      clearTimeout(timer);
    };
  }, [flash]);
  return { ruleId: flash?.ruleId ?? null, start: (ruleId: string) => setFlash({ ruleId }) };
}
