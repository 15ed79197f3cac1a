import { z } from "zod";
import { limits } from "./limits";
import { textSchema } from "./text";

const commentSchema = textSchema(limits.commentLength)
  .refine((comment) => /\S/.test(comment), "must not be blank")
  .meta({ description: "Why: kept with the change in its audit entry, for people to read." });

/** The query of every write. */
export const writeQuerySchema = z.strictObject({ comment: commentSchema.optional() });
