"use client";

import { useIsHydrated } from "../use-is-hydrated";
import { instantText } from "./words";

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
