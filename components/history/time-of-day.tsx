"use client";

import { useIsHydrated } from "@/components/ui/use-is-hydrated";

const hours = { hour: "2-digit", minute: "2-digit" } as const;
const inUtc = new Intl.DateTimeFormat("en-GB", { ...hours, timeZone: "UTC" });
const local = new Intl.DateTimeFormat("en-GB", hours);
const whole = new Intl.DateTimeFormat("en-GB", { dateStyle: "long", timeStyle: "long" });

/** When on its day, in the person's own time zone; pointing at it says the day and the zone. */
export function TimeOfDay({ instant, className }: { instant: string; className?: string }) {
  const isHydrated = useIsHydrated();
  const date = new Date(instant);
  return (
    <time dateTime={instant} title={isHydrated ? whole.format(date) : undefined} className={className}>
      {isHydrated ? local.format(date) : inUtc.format(date)}
    </time>
  );
}
