const format = new Intl.DateTimeFormat("en-GB", {
  day: "numeric",
  month: "short",
  year: "numeric",
  hour: "2-digit",
  minute: "2-digit",
  timeZone: "UTC",
  timeZoneName: "short",
});

/** An instant of the API to be read where no time zone of a person is known: "10 Mar 2026, 11:59 UTC". */
export const instantText = (instant: string): string => format.format(new Date(instant));
