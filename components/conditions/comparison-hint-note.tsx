"use client";

import { Info } from "lucide-react";
import { TextButton } from "@/components/ui/button/button";
import type { TestUser } from "@/lib/contract/test-user";
import { comparisonHint } from "./comparison-hint";
import type { ConditionDraft } from "./draft";
import type { Manner } from "./operators";

interface ComparisonHintNoteProps {
  condition: ConditionDraft;
  testUsers: readonly TestUser[];
  onMannerChange: (manner: Manner) => void;
}

/** A warning about a comparison that does not fit what the test users have. Shows nothing without one. */
export function ComparisonHintNote({ condition, testUsers, onMannerChange }: ComparisonHintNoteProps) {
  const hint = comparisonHint(condition, testUsers);
  return (
    <div role="status" className="col-span-full col-start-2 flex min-w-0 items-start gap-1.5 text-sm empty:hidden">
      {hint !== null && (
        <>
          <Info aria-hidden className="mt-1 size-3.5 shrink-0 text-muted" />
          <p className="wrap-anywhere min-w-0 text-muted leading-6">
            {hint.text}{" "}
            {hint.offersVersions && (
              <TextButton onClick={() => onMannerChange({ ...condition, as: "version" })}>
                Compare as versions
              </TextButton>
            )}
          </p>
        </>
      )}
    </div>
  );
}
