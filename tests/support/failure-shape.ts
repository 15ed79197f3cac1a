import { z } from "zod";
import {
  conflictErrorSchema,
  errorSchema,
  rateLimitErrorSchema,
  staleErrorSchema,
  validationErrorSchema,
} from "@/lib/contract/errors";

const messages = z.array(z.string().min(1)).min(1);
/** No zod record: that drops "__proto__", which a client may have sent. */
const details = z.custom<object>(
  (sent) =>
    typeof sent === "object" &&
    sent !== null &&
    Object.keys(sent).length > 0 &&
    Object.values(sent).every((value) => messages.safeParse(value).success),
);

/** Says what is wrong with a failure's body by the contract's table; undefined when it is as it must be. */
export function failureProblem(status: number, body: unknown): string | undefined {
  const parsed = schemaOf(status).safeParse(body);
  return parsed.success ? undefined : `${status} ${JSON.stringify(body)}`;
}

function schemaOf(status: number): z.ZodType {
  switch (status) {
    case 401:
      return z.strictObject({ error: z.literal("Invalid or missing API key") });
    case 404:
      return z.strictObject({ error: z.enum(["Not found", "Flag not found"]) });
    case 409:
      return conflictErrorSchema;
    case 412:
      return staleErrorSchema;
    case 422:
      return validationErrorSchema.extend({ details });
    case 429:
      return rateLimitErrorSchema;
    case 400:
    case 403:
    case 405:
    case 413:
    case 415:
      return errorSchema;
    default:
      return z.never();
  }
}
