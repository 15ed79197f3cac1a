import { type RefObject, useEffect, useRef, useState, useSyncExternalStore } from "react";

const never = () => () => {};

/** Whether the page reacts to input: false on the server, and in the browser until hydration. */
export const useIsHydrated = (): boolean =>
  useSyncExternalStore(
    never,
    () => true,
    () => false,
  );

/** The value after it stayed the same for some milliseconds; 0: at once. */
export function useSettled<T>(value: T, delayMs: number): T {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    if (delayMs === 0) return;
    const timer = setTimeout(() => setSettled(value), delayMs);
    return () => clearTimeout(timer);
  }, [value, delayMs]);
  return delayMs === 0 ? value : settled;
}

/**
 * Scrolls a row of links sideways until the current one (`aria-current`) is in sight, where they do not all fit.
 * @param current when it becomes another one, it is looked for again
 * @param count the number of links; as it grows, there may be a current one
 */
export function useCurrentInSight<List extends HTMLElement>(current: string, count: number): RefObject<List | null> {
  const listRef = useRef<List>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: both say when to look again
  useEffect(() => {
    const list = listRef.current;
    const link = list?.querySelector<HTMLElement>("[aria-current]");
    if (list == null || link == null) return;
    const [tab, window] = [link.getBoundingClientRect(), list.getBoundingClientRect()];
    list.scrollLeft += Math.max(tab.right - window.right, 0) + Math.min(tab.left - window.left, 0);
  }, [current, count]);
  return listRef;
}
