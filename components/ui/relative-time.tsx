"use client";

import { useSyncExternalStore } from "react";

const UNITS: [Intl.RelativeTimeFormatUnit, number][] = [
  ["year", 365 * 86_400],
  ["month", 30 * 86_400],
  ["week", 7 * 86_400],
  ["day", 86_400],
  ["hour", 3_600],
  ["minute", 60],
];

const format = new Intl.RelativeTimeFormat("en", { numeric: "auto" });

/** "3 hours ago". `now` in milliseconds since 1970. */
export function relativeTime(instant: string, now: number): string {
  const seconds = (Date.parse(instant) - now) / 1000;
  const unit = UNITS.find(([, size]) => Math.abs(seconds) >= size);
  return unit === undefined ? "just now" : format.format(Math.round(seconds / unit[1]), unit[0]);
}

// One clock for the page, in whole minutes, so that a list of a thousand times has one timer.
function subscribe(onTick: () => void) {
  const timer = setInterval(onTick, 15_000);
  return () => clearInterval(timer);
}
const currentMinute = () => Math.floor(Date.now() / 60_000) * 60_000;

/** How long ago an instant of the API was, with the whole of it on hover. */
export function RelativeTime({ instant, className }: { instant: string; className?: string }) {
  // The server's minute need not be the browser's: until the page has come alive, the date is shown.
  const now = useSyncExternalStore(subscribe, currentMinute, () => null);
  return (
    <time dateTime={instant} title={instant.replace("T", " ").replace("Z", " UTC")} className={className}>
      {now === null ? instant.slice(0, 10) : relativeTime(instant, Math.max(now, Date.parse(instant)))}
    </time>
  );
}
