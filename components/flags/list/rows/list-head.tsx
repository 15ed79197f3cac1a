import { cn } from "@/components/ui/cn";
import { audienceColumns, shownEnvironments } from "./audience-cells";

interface ListHeadProps {
  environments: readonly string[];
  /** Each row begins with a checkbox. */
  isSelectable: boolean;
}

/** What the columns are, for the eye: to others each row says it. It stays below the header of the page. */
export function ListHead({ environments, isSelectable }: ListHeadProps) {
  return (
    <div
      aria-hidden
      // As far from the top as the page's header is high.
      className="sticky top-21 z-10 hidden items-center gap-4 rounded-t-panel border-line border-b bg-panel px-4 py-2 text-muted text-xs lg:flex"
    >
      {isSelectable && <span className="w-4 shrink-0" />}
      <span className="w-9 shrink-0" />
      <span className="flex-1">Flag</span>
      <span className={cn("grid gap-x-4", audienceColumns)}>
        {shownEnvironments(environments).map((environment) => (
          <span key={environment} className="truncate" title={environment}>
            {environment}
          </span>
        ))}
      </span>
      <span className="w-32 shrink-0">Last change</span>
      <span className="w-7 shrink-0" />
    </div>
  );
}
