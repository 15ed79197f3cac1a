import { cn } from "../cn";

/** Stands for what is loading, in its size. A page says "Loading" once, with `LoadingRegion`. */
export function Skeleton({ className }: { className?: string }) {
  return <span aria-hidden className={cn("block rounded-chip bg-fill motion-safe:animate-pulse", className)} />;
}
