import type { FlagHistory, HistoryPeriod } from "@/lib/contract/flag-stats";

type Steps = Pick<FlagHistory, "from" | "step_seconds" | "period">;

const time = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit" });
const dayAndTime = new Intl.DateTimeFormat("en-GB", {
  weekday: "short",
  day: "numeric",
  month: "short",
  hour: "2-digit",
  minute: "2-digit",
});

const formats: Record<HistoryPeriod, Intl.DateTimeFormat> = { hour: time, day: time, week: dayAndTime };

/** When a step begins, in the person's time zone: "14:00", and within a week "Mon, 24 Nov, 14:00". */
export const stepStart = (steps: Steps, index: number): string =>
  formats[steps.period].format(Date.parse(steps.from) + index * steps.step_seconds * 1000);

/** "14:00 to 15:00", "Mon, 24 Nov, 12:00 to 18:00". */
export function stepText(steps: Steps, index: number): string {
  const end = Date.parse(steps.from) + (index + 1) * steps.step_seconds * 1000;
  return `${stepStart(steps, index)} to ${time.format(end)}`;
}
