"use client";

import { useTheme } from "next-themes";
import { type CSSProperties, useEffect } from "react";
import { Toaster, toast } from "sonner";
import { toasterIsThere } from "./toast";

/** Shows messages. They are polite for screen readers, stay under the pointer, and get the focus by alt+T. */
export function LoadedToaster() {
  const { resolvedTheme } = useTheme();
  // This runs after the library's own effect, in which it begins to listen.
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
