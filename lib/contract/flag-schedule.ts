import { z } from "zod";
import { environmentNameSchema } from "./common";
import type { FieldProblems } from "./errors";
import type { JsonObject } from "./json";
import { limits } from "./limits";

/** The last instant of a timestamp with a four-digit year; with an offset, a timestamp may lie after it. */
const LAST_INSTANT = Date.parse("9999-12-31T23:59:59.999Z");

export const scheduledAtSchema = z.iso
  .datetime({ offset: true, error: "Must be an ISO 8601 instant, such as 2026-01-31T09:00:00Z" })
  // An invalid instant has been reported already.
  .refine((instant) => !(Date.parse(instant) <= Date.now()), "Must be in the future")
  .refine((instant) => !(Date.parse(instant) > LAST_INSTANT), "Must be before the year 10000 in UTC")
  .nullable()
  .meta({ description: "A future instant at which the flag turns itself on, or off, once. Null: never." });

export const scheduledActionSchema = z.enum(["enable", "disable"]).meta({
  description: "What happens at `scheduled_at`. Absent from answers: `enable`.",
});

export const scheduledEnvironmentsSchema = z
  .array(environmentNameSchema)
  .min(1, "Must name at least one environment")
  .max(limits.environments)
  .refine((names) => new Set(names).size === names.length, "Must not repeat a name")
  .nullable()
  .meta({
    description:
      "The environments in which it happens; the switch for all stays as it is. Null, absent from answers: the " +
      "switch for all is turned.",
  });

const DETAILS = ["scheduled_action", "scheduled_environments"] as const;

/** Problems that the schemas alone cannot find: fields about a schedule need one, as sent or as stored. */
export function scheduleProblems(body: JsonObject, flag?: { scheduled_at: string | null }): FieldProblems {
  const instant = body.scheduled_at === undefined ? (flag?.scheduled_at ?? null) : body.scheduled_at;
  if (instant !== null) return {};
  const details = DETAILS.filter((field) => body[field] !== undefined && body[field] !== null);
  return Object.fromEntries(details.map((field) => [field, ["Needs scheduled_at"]]));
}
