"use client";

import { CloudOff } from "lucide-react";
import { useEffect } from "react";
import { Button } from "@/components/ui/button/button";
import { askAgain, useMissingCode } from "@/components/ui/lazy/missing-code";

/** Says that a part of the page could not be loaded, where every page shows it. The live region is there before. */
export function MissingCodeNote() {
  const { isMissing } = useMissingCode();
  useEffect(() => {
    if (!isMissing) return;
    window.addEventListener("online", askAgain);
    return () => window.removeEventListener("online", askAgain);
  }, [isMissing]);
  return (
    <div role="alert">
      {isMissing && (
        <div className="flex flex-wrap items-center justify-center gap-x-3 gap-y-1.5 border-warning/30 border-t bg-warning-soft px-4 py-1.5 text-base text-warning">
          <p className="flex items-center gap-2">
            <CloudOff aria-hidden className="size-4 shrink-0" />A part of this page could not be loaded. Try again, or
            save your work and reload the page.
          </p>
          <Button size="sm" onClick={askAgain}>
            Try again
          </Button>
        </div>
      )}
    </div>
  );
}
