"use client";

import { TriangleAlert } from "lucide-react";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";

interface FaultProps {
  error: Error & { digest?: string };
  reset: () => void;
}

/** A part of the page broke. What was saved is safe; trying again draws it anew. */
export function Fault({ error, reset }: FaultProps) {
  return (
    <div role="alert">
      <EmptyState
        icon={TriangleAlert}
        title="This page broke"
        description={
          <>
            A fault of ours. What was saved is safe.
            {error.digest !== undefined && <span className="mt-1 block font-mono text-sm">Fault {error.digest}</span>}
          </>
        }
        action={
          <>
            <Button onClick={() => window.location.assign("/")}>Home</Button>
            <Button variant="primary" onClick={reset}>
              Try again
            </Button>
          </>
        }
      />
    </div>
  );
}
