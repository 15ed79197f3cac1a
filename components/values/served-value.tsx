import { servedText } from "@/components/sentence/parts";
import { cn } from "@/components/ui/cn";
import type { JsonValue } from "@/lib/contract/json";

/** What somebody gets, on one line. On and off are told apart by words first and colour second. */
export function ServedValue({ value, className }: { value: JsonValue; className?: string }) {
  return (
    <code
      className={cn(
        "rounded-chip px-1.5 py-px font-medium font-mono text-sm",
        value === true
          ? "bg-success-soft text-success"
          : value === false
            ? "bg-fill text-muted"
            : "bg-accent-soft text-accent",
        className,
      )}
    >
      {servedText(value)}
    </code>
  );
}
