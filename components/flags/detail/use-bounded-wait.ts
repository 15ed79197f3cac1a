import { useEffect, useState } from "react";
import { useIsHydrated } from "@/components/ui/use-is-hydrated";

/**
 * Whether to keep a part hidden until it is complete, so that it appears in one piece and nothing moves later. It waits
 * at most once: a part that was shown is not hidden again.
 * @param isThere whether there is something to show
 * @param isComplete whether nothing is missing of it
 * @param patience milliseconds that it may stay hidden
 */
export function useBoundedWait(isThere: boolean, isComplete: boolean, patience: number): boolean {
  // A part that exists from the start is shown at once, because nobody has seen the page without it. But a page that is
  // being hydrated came without the data that only the browser adds.
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
