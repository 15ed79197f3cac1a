"use client";

import { createContext, type ReactNode, useContext, useSyncExternalStore } from "react";
import { instantText, relativeTime } from "./words";

const TICK_MS = 15_000;

// One timer for the page, however many times it shows.
const listeners = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | undefined;

function subscribe(listener: () => void) {
  listeners.add(listener);
  timer ??= setInterval(() => {
    for (const each of listeners) each();
  }, TICK_MS);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  };
}
const minuteOf = (instant: number) => Math.floor(instant / 60_000) * 60_000;
const currentMinute = () => minuteOf(Date.now());

const FirstMinuteContext = createContext<number | null>(null);

/** The clock of the times below until hydration: the server's minute may differ from the browser's. */
export function FirstMinute({ now, children }: { now: number; children: ReactNode }) {
  return <FirstMinuteContext value={minuteOf(now)}>{children}</FirstMinuteContext>;
}

/** How long ago an instant was; its tooltip shows the instant. */
export function RelativeTime({ instant, className }: { instant: string; className?: string }) {
  const first = useContext(FirstMinuteContext);
  const now = useSyncExternalStore(subscribe, currentMinute, () => first);
  return (
    <time dateTime={instant} title={instantText(instant)} className={className}>
      {now === null ? instantText(instant) : relativeTime(instant, Math.max(now, Date.parse(instant)))}
    </time>
  );
}
