"use client";

import type { ComponentProps } from "react";
import { buttonClass } from "@/components/ui/button/button";
import { PlainIcon } from "@/components/ui/icons";
import { EmptyState } from "@/components/ui/page/page-states";

interface FaultProps {
  error: Error & { digest?: string };
  reset: () => void;
}

/** Stands for a part of the page that failed. Saved data is safe; "Try again" renders the part once more. */
export function Fault({ error, reset }: FaultProps) {
  return (
    <div role="alert">
      <EmptyState
        icon={WarningIcon}
        title="Something went wrong"
        description={
          <>
            The error is ours. What you saved is safe.
            {error.digest !== undefined && <span className="mt-1 block font-mono text-sm">Error {error.digest}</span>}
          </>
        }
        action={
          // Plain buttons, because every page loads this and it should stay small.
          <>
            <button
              type="button"
              className={buttonClass("secondary", "md")}
              onClick={() => window.location.assign("/")}
            >
              Home
            </button>
            <button type="button" className={buttonClass("primary", "md")} onClick={reset}>
              Try again
            </button>
          </>
        }
      />
    </div>
  );
}

function WarningIcon(props: ComponentProps<"svg">) {
  return (
    <PlainIcon {...props}>
      <path d="m21.73 18-8-14a2 2 0 0 0-3.48 0l-8 14A2 2 0 0 0 4 21h16a2 2 0 0 0 1.73-3" />
      <path d="M12 9v4m0 4h.01" />
    </PlainIcon>
  );
}
