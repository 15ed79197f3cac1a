import { useEffect, useState } from "react";
import { useIsHydrated } from "@/components/ui/use-is-hydrated";

/**
 * Whether to keep waiting for what completes something, so that it can be shown in one piece and nothing moves later.
 * Waits once at most: what was complete, or was shown incomplete, is not hidden again.
 *
 * @param isThere there is something to show
 * @param isComplete nothing is missing of it
 * @param patience how long it may be kept from being shown, in milliseconds
 */
export function useBoundedWait(isThere: boolean, isComplete: boolean, patience: number): boolean {
  // What is there from the start is shown at once: nobody has seen a page without it. But a page that is hydrated was
  // made without what only the browser completes it with.
  const isHydrated = useIsHydrated();
  const [isOver, setIsOver] = useState(isThere && isHydrated);
  if (!isOver && isThere && isComplete) setIsOver(true);
  useEffect(() => {
    if (isOver || !isThere) return;
    const timer = setTimeout(() => setIsOver(true), patience);
    return () => clearTimeout(timer);
  }, [isOver, isThere, patience]);
  return !isOver;
}
