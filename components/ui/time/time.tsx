"use client";

import { createContext, type ReactNode, useContext, useSyncExternalStore } from "react";
import { Listeners } from "@/lib/client/store";
import { useIsHydrated } from "../hooks";
import { instantText, relativeTime } from "./words";

const TICK_MS = 15_000;

// One timer for the page, however many times it shows.
const ticks = new Listeners();
let timer: ReturnType<typeof setInterval> | undefined;

function subscribe(listener: () => void) {
  const unsubscribe = ticks.subscribe(listener);
  timer ??= setInterval(ticks.tell, TICK_MS);
  return () => {
    unsubscribe();
    if (!ticks.isEmpty) return;
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

const format = new Intl.DateTimeFormat("en-GB", {
  day: "numeric",
  month: "short",
  year: "numeric",
  hour: "2-digit",
  minute: "2-digit",
  timeZoneName: "short",
});

/** An instant in the person's time zone. The server does not know it and renders UTC, which the tooltip shows, too. */
export function LocalTime({ instant }: { instant: string }) {
  const isHydrated = useIsHydrated();
  const inUtc = instantText(instant);
  return (
    <time dateTime={instant} title={inUtc}>
      {isHydrated ? format.format(new Date(instant)) : inUtc}
    </time>
  );
}
