"use client";

import { useTheme } from "next-themes";
import { useEffect } from "react";
import { Toaster as SonnerToaster, toast } from "sonner";
import { toasterIsReady } from "./toaster-start";

/** Toasts are read out politely, stay while they are pointed at, and can be reached with the keyboard (alt+T). */
export function ToasterRegion() {
  const { resolvedTheme } = useTheme();
  // Sonner begins to listen in an effect of its own, which runs before this one.
  useEffect(() => toasterIsReady(toast), []);
  return (
    <SonnerToaster
      theme={resolvedTheme === "dark" ? "dark" : "light"}
      position="bottom-right"
      closeButton
      // Long enough to read a sentence and press Undo.
      duration={8_000}
      toastOptions={{ classNames: { toast: "toast", actionButton: "toast-action", description: "toast-description" } }}
    />
  );
}
