import { cn } from "@/components/ui/cn";

/** A project may have twenty environments; the first are the ones that matter. */
const SHOWN = 3;

interface RuleCountsProps {
  /** Rules by environment; one without rules may be left out. */
  counts: Readonly<Record<string, number>>;
  /** The project's, in its order. */
  environments: readonly string[];
}

const inWords = (count: number): string => (count === 1 ? "1 rule" : `${count} rules`);

/** How many rules a flag has in each environment. On a phone, how many in all. */
export function RuleCounts({ counts, environments }: RuleCountsProps) {
  const total = Object.values(counts).reduce((sum, count) => sum + count, 0);
  return (
    <>
      <span className="shrink-0 text-muted text-sm tabular-nums lg:hidden">{inWords(total)}</span>
      <dl className="hidden w-84 shrink-0 grid-cols-3 gap-3 lg:grid">
        {environments.slice(0, SHOWN).map((environment) => {
          const count = counts[environment] ?? 0;
          return (
            <div key={environment} className="min-w-0 text-right">
              <dt className="truncate text-faint text-xs">{environment}</dt>
              <dd className={cn("text-sm tabular-nums", count === 0 ? "text-faint" : "text-ink")}>{inWords(count)}</dd>
            </div>
          );
        })}
      </dl>
    </>
  );
}
