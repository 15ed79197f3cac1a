"use client";

import { CloudOff } from "lucide-react";
import { useEffect } from "react";
import { Button } from "@/components/ui/button/button";
import { retryLoading, useLoadState } from "@/components/ui/lazy/load-code";

const texts = {
  offline: "A part of this page could not be loaded, for you are offline. It comes once you are connected.",
  refused:
    "A part of this page could not be loaded: the server cannot be reached, or it was updated. Try again, or save your work and reload the page.",
};

/** Says that a part of the page could not be loaded, where every page shows it. The live region is there before. */
export function LoadFailureNote() {
  const { failure } = useLoadState();
  useEffect(() => {
    if (failure === null) return;
    window.addEventListener("online", retryLoading);
    return () => window.removeEventListener("online", retryLoading);
  }, [failure]);
  return (
    <div role="alert">
      {failure !== null && (
        <div className="flex flex-wrap items-center justify-center gap-x-3 gap-y-1.5 border-warning/30 border-t bg-warning-soft px-4 py-1.5 text-base text-warning">
          <p className="flex items-center gap-2">
            <CloudOff aria-hidden className="size-4 shrink-0" />
            {texts[failure]}
          </p>
          <Button size="sm" onClick={retryLoading}>
            Try again
          </Button>
        </div>
      )}
    </div>
  );
}
