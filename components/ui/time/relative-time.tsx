"use client";

import { createContext, type ReactNode, useContext, useSyncExternalStore } from "react";
import { instantText } from "./instant-text";

const UNITS: [Intl.RelativeTimeFormatUnit, number][] = [
  ["year", 365 * 86_400],
  ["month", 30 * 86_400],
  ["week", 7 * 86_400],
  ["day", 86_400],
  ["hour", 3_600],
  ["minute", 60],
];

const format = new Intl.RelativeTimeFormat("en", { numeric: "auto" });

/** "3 hours ago", in whole units. `now` in milliseconds since 1970. */
export function relativeTime(instant: string, now: number): string {
  const seconds = (Date.parse(instant) - now) / 1000;
  const unit = UNITS.find(([, size]) => Math.abs(seconds) >= size);
  return unit === undefined ? "just now" : format.format(Math.trunc(seconds / unit[1]), unit[0]);
}

const TICK_MS = 15_000;

// One clock for the page: a list of a thousand times has one timer.
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

/** The time of times below until the page is hydrated: the server's minute need not be the browser's. */
export function FirstMinute({ now, children }: { now: number; children: ReactNode }) {
  return <FirstMinuteContext value={minuteOf(now)}>{children}</FirstMinuteContext>;
}

/** How long ago an instant of the API was; pointing at it shows the instant itself. */
export function RelativeTime({ instant, className }: { instant: string; className?: string }) {
  const first = useContext(FirstMinuteContext);
  const now = useSyncExternalStore(subscribe, currentMinute, () => first);
  return (
    <time dateTime={instant} title={instantText(instant)} className={className}>
      {now === null ? instantText(instant) : relativeTime(instant, Math.max(now, Date.parse(instant)))}
    </time>
  );
}
