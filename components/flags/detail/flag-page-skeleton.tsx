import { Card } from "@/components/ui/card";
import { LoadingRegion, Skeleton } from "@/components/ui/page/page-states";
import type { ListedFlag } from "@/lib/contract/flag-list";

const CARDS = [80, 64, 72];

/** The placeholder of a flag's page, in its later size. */
export function FlagPageSkeleton() {
  return (
    <LoadingRegion>
      <Skeleton className="h-4 w-12" />
      <Skeleton className="mt-2 h-7 w-64" />
      <Skeleton className="mt-2 h-5 w-40" />
      <Skeleton className="mt-6 h-9 w-full max-w-sm" />
      <div className="mt-6 grid gap-6 lg:grid-cols-[minmax(0,1fr)_20rem] xl:grid-cols-[minmax(0,1fr)_23rem]">
        <RulesSkeleton />
        <Skeleton className="h-72 w-full rounded-panel" />
      </div>
    </LoadingRegion>
  );
}

/** The placeholder of a list of rules. */
export function RulesSkeleton() {
  return (
    <div className="flex flex-col gap-3">
      {CARDS.map((width) => (
        <div key={width} className="flex h-16 items-center gap-4 rounded-panel border border-line bg-panel px-4">
          <Skeleton className="size-6" />
          <Skeleton className="h-4 max-w-lg flex-1" />
        </div>
      ))}
    </div>
  );
}

/** Stands for the section in its later size, so that nothing moves when that comes. */
export const NeedsPlaceholder = ({ flag: { requires = [], required_by: requiredBy } }: { flag: ListedFlag }) => (
  <Card className="mb-5 animate-pulse">
    <div style={{ height: `${3 + 1.75 * (requires.length + (requiredBy === undefined ? 0 : 1))}rem` }} />
  </Card>
);
