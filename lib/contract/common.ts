import { z } from "zod";
import { limits } from "./limits";

/** A UUID of any version. Ids are returned in lower case and accepted in either case. */
export const idSchema = z
  .string()
  .regex(/^[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}$/, "Must be a UUID")
  .toLowerCase()
  .meta({ format: "uuid" });

/** UTC, ISO 8601, whole seconds: `2025-03-10T11:00:00Z`. */
export const timestampSchema = z.string().meta({ format: "date-time" });

/** The wire form of an instant: fractions of a second are dropped. */
export const toTimestamp = (instant: Date): string => `${instant.toISOString().slice(0, 19)}Z`;

export const environmentNameSchema = z
  .string()
  .max(limits.environmentLength)
  .regex(
    /^[a-z0-9][a-z0-9_-]*$/,
    "Only lower-case letters, digits, underscores and hyphens, and a letter or digit first",
  );

const LIMIT_PROBLEM = `must be a whole number from 1 to ${limits.pageSize}`;

const limitParameter = z
  .string()
  .regex(/^\d{1,3}$/, LIMIT_PROBLEM)
  .transform(Number)
  .pipe(z.int().min(1, LIMIT_PROBLEM).max(limits.pageSize, LIMIT_PROBLEM));

/** Query parameters of every list. */
export const pageParameters = {
  limit: limitParameter
    .optional()
    .meta({ description: `Page size, 1 to ${limits.pageSize}. Without it the list is complete.` }),
  cursor: z.string().max(512).optional().meta({ description: "`next_cursor` of the page before." }),
};

/** For the description of a list whose rows may have megabytes. */
export const BOUNDED_LIST =
  "A page ends before it has 16 MiB, and may be shorter than `limit`; a list of more than 64 MiB is given in pages " +
  "only.";

export const searchParameter = z
  .string()
  .max(limits.searchLength)
  .optional()
  .meta({ description: "Keeps what has each of these words in its name, key or description, whatever the case." });

/** A request for one page of a list. `limit` undefined means the whole list. */
export interface PageRequest {
  limit?: number | undefined;
  cursor?: string | undefined;
}

/** A list, or one page of it: `nextCursor` is undefined when no page was asked for and null on the last page. */
export interface Page<T> {
  items: T[];
  nextCursor?: string | null;
}
