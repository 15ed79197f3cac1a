import type { ReactNode } from "react";
import { cn } from "../cn";

/** A placeholder of the size of what is loading. A page says "Loading" once, with `LoadingRegion`. */
export function Skeleton({ className }: { className?: string }) {
  return <span aria-hidden className={cn("block rounded-chip bg-fill motion-safe:animate-pulse", className)} />;
}

/** Skeletons, and one word for screen readers. */
export function LoadingRegion({ label = "Loading", children }: { label?: string; children: ReactNode }) {
  return (
    <div role="status" aria-live="polite">
      <span className="sr-only">{label}</span>
      {children}
    </div>
  );
}

const NAME_WIDTHS = ["w-40", "w-52", "w-36", "w-44", "w-48", "w-32"];

/** The placeholder of a page with a list, in its later size, so that nothing moves. */
export function PageSkeleton({ isHeaderShown = true }: { isHeaderShown?: boolean }) {
  return (
    <LoadingRegion>
      {isHeaderShown && (
        <div className="mb-5">
          <Skeleton className="h-7 w-36" />
          <Skeleton className="mt-1 h-4 w-72 max-w-full" />
        </div>
      )}
      <div className="overflow-hidden rounded-panel border border-line bg-panel">
        {NAME_WIDTHS.map((width) => (
          <div key={width} className="flex h-16 items-center gap-4 border-line border-b px-4 last:border-b-0">
            <Skeleton className={`h-4 ${width}`} />
            <span className="flex-1" />
            <Skeleton className="h-4 w-24" />
          </div>
        ))}
      </div>
    </LoadingRegion>
  );
}
