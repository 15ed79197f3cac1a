"use client";

import { useTheme } from "next-themes";
import { type CSSProperties, useEffect } from "react";
import { Toaster, toast } from "sonner";
import { toasterIsThere } from "./toast";

/** Where messages appear. They are read out politely, stay while they are pointed at, and are reached by alt+T. */
export function LoadedToaster() {
  const { resolvedTheme } = useTheme();
  // After the library's own effect, by which it listens.
  useEffect(() => toasterIsThere(toast), []);
  return (
    <Toaster
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
