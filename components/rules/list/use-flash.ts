"use client";

import { useEffect, useState } from "react";

/** Milliseconds that the mark stays: enough to find it after scrolling. */
const FLASH_MS = 1_600;

/** Focuses a card and marks it for a moment. A card out of sight is scrolled to first, which renders it. */
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
