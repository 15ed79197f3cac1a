"use client";

import { useIsAlive } from "@/components/ui/use-is-alive";

const hours = { hour: "2-digit", minute: "2-digit" } as const;
const inUtc = new Intl.DateTimeFormat("en-GB", { ...hours, timeZone: "UTC" });
const local = new Intl.DateTimeFormat("en-GB", hours);
const whole = new Intl.DateTimeFormat("en-GB", { dateStyle: "long", timeStyle: "long" });

/** When on its day, in the person's own time zone; pointing at it says the day and the zone. */
export function TimeOfDay({ instant, className }: { instant: string; className?: string }) {
  const isAlive = useIsAlive();
  const date = new Date(instant);
  return (
    <time dateTime={instant} title={isAlive ? whole.format(date) : undefined} className={className}>
      {isAlive ? local.format(date) : inUtc.format(date)}
    </time>
  );
}
