import { LoadingRegion } from "@/components/ui/loading-region";
import { Skeleton } from "@/components/ui/skeleton";

const ROWS = [64, 48, 56, 40, 60, 44];

/** Stands for a page with a list, in the size that it will have: nothing moves when it arrives. */
export function PageSkeleton() {
  return (
    <LoadingRegion>
      <div className="flex h-8 items-center justify-between">
        <Skeleton className="h-6 w-36" />
        <Skeleton className="h-8 w-28" />
      </div>
      <Skeleton className="mt-6 h-8 w-full max-w-xs" />
      <div className="mt-4 overflow-hidden rounded-panel border border-line bg-panel">
        {ROWS.map((width) => (
          <div key={width} className="flex h-16 items-center gap-4 border-line border-b px-4 last:border-b-0">
            <Skeleton className="h-4 max-w-60 flex-1" />
            <Skeleton className="h-4 w-24" />
          </div>
        ))}
      </div>
    </LoadingRegion>
  );
}
