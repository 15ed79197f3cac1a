"use client";

import { CloudOff } from "lucide-react";
import { useEffect } from "react";
import { Button } from "@/components/ui/button/button";
import { retryLoading, useLoadState } from "@/components/ui/lazy/load-code";

/** Says that a part of the page could not be loaded, where every page shows it. The live region is there before. */
export function LoadFailureNote() {
  const { hasFailed } = useLoadState();
  useEffect(() => {
    if (!hasFailed) return;
    window.addEventListener("online", retryLoading);
    return () => window.removeEventListener("online", retryLoading);
  }, [hasFailed]);
  return (
    <div role="alert">
      {hasFailed && (
        <div className="flex flex-wrap items-center justify-center gap-x-3 gap-y-1.5 border-warning/30 border-t bg-warning-soft px-4 py-1.5 text-base text-warning">
          <p className="flex items-center gap-2">
            <CloudOff aria-hidden className="size-4 shrink-0" />A part of this page could not be loaded. Try again, or
            save your work and reload the page.
          </p>
          <Button size="sm" onClick={retryLoading}>
            Try again
          </Button>
        </div>
      )}
    </div>
  );
}
