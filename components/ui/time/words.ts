const instants = new Intl.DateTimeFormat("en-GB", {
  day: "numeric",
  month: "short",
  year: "numeric",
  hour: "2-digit",
  minute: "2-digit",
  timeZone: "UTC",
  timeZoneName: "short",
});

/** An instant for places where the person's time zone is not known: "10 Mar 2026, 11:59 UTC". */
export const instantText = (instant: string): string => instants.format(new Date(instant));

const UNITS: [Intl.RelativeTimeFormatUnit, number][] = [
  ["year", 365 * 86_400],
  ["month", 30 * 86_400],
  ["week", 7 * 86_400],
  ["day", 86_400],
  ["hour", 3_600],
  ["minute", 60],
];

const spans = new Intl.RelativeTimeFormat("en", { numeric: "auto" });

/** "3 hours ago", in whole units. `now` in milliseconds since 1970. */
export function relativeTime(instant: string, now: number): string {
  const seconds = (Date.parse(instant) - now) / 1000;
  const unit = UNITS.find(([, size]) => Math.abs(seconds) >= size);
  return unit === undefined ? "just now" : spans.format(Math.trunc(seconds / unit[1]), unit[0]);
}
