"use client";

import { useTheme } from "next-themes";
import type { CSSProperties } from "react";
import { Toaster as SonnerToaster } from "sonner";

/** Where toasts appear. They are read out politely, stay while they are pointed at, and are reached by alt+T. */
export function Toaster() {
  const { resolvedTheme } = useTheme();
  return (
    <SonnerToaster
      theme={resolvedTheme === "dark" ? "dark" : "light"}
      position="bottom-right"
      closeButton
      // Long enough to read a sentence and press Undo.
      duration={8_000}
      // The type knows no custom properties.
      style={{ "--width": "26rem" } as CSSProperties}
      toastOptions={{ classNames: { toast: "toast", actionButton: "toast-action", description: "toast-description" } }}
    />
  );
}
