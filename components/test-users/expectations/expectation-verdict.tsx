import { Check, X } from "lucide-react";
import { cn } from "@/components/ui/cn";
import { ServedValue } from "@/components/values/served-value";
import type { JsonValue } from "@/lib/contract/json";

interface ExpectationVerdictProps {
  expected: JsonValue;
  isMet: boolean;
}

/** Whether somebody gets what is expected: by a sign and in words first, by colour second. */
export function ExpectationVerdict({ expected, isMet }: ExpectationVerdictProps) {
  const Sign = isMet ? Check : X;
  return (
    <span
      className={cn(
        "inline-flex max-w-full items-center gap-1 whitespace-nowrap text-sm",
        isMet ? "text-success" : "text-danger",
      )}
    >
      <Sign aria-hidden className="size-4 shrink-0" />
      {isMet ? (
        "as expected"
      ) : (
        <>
          expected <ServedValue value={expected} className="max-w-40 truncate" />
        </>
      )}
    </span>
  );
}

interface ExpectationSummaryProps {
  text: string;
  hasFailures: boolean;
}

/** How many of the expectations hold, in a line. */
export function ExpectationSummary({ text, hasFailures }: ExpectationSummaryProps) {
  const Sign = hasFailures ? X : Check;
  return (
    <p className={cn("flex items-center gap-1 font-medium text-sm", hasFailures ? "text-danger" : "text-success")}>
      <Sign aria-hidden className="size-4 shrink-0" />
      {text}
    </p>
  );
}
