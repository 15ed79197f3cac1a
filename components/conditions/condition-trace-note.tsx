import { Check, X } from "lucide-react";
import { cn } from "@/components/ui/cn";
import type { ConditionTrace } from "@/lib/targeting";

interface ConditionTraceNoteProps {
  /** The trace of a condition, or of a segment or percentage in the same form. */
  trace: Pick<ConditionTrace, "matches" | "detail">;
  className?: string;
}

/** Whether the test user meets a condition, and why. */
export function ConditionTraceNote({ trace, className }: ConditionTraceNoteProps) {
  const Icon = trace.matches ? Check : X;
  return (
    <p className={cn("flex items-start gap-1.5 text-sm", trace.matches ? "text-success" : "text-muted", className)}>
      <Icon aria-hidden className="mt-0.5 size-3.5 shrink-0" />
      <span className="wrap-anywhere min-w-0">
        {trace.matches ? "Matches" : "Does not match"}: {trace.detail}
      </span>
    </p>
  );
}
