import { z } from "zod";
import { changeSchema, doubtSchema } from "./analysis";
import { idSchema } from "./common";
import { testUserChangeSchema } from "./test-user-change";
import { writeQuerySchema } from "./write-query";

/** The guards that a write can depend on. */
export const guardNames = ["no_new_exposure", "expectations"] as const;
export type GuardName = (typeof guardNames)[number];

const isGuardName = (text: string): text is GuardName => guardNames.some((name) => name === text);

const guardSchema = z
  .string()
  .transform((text, refinement) => {
    const names = [...new Set(text.split(","))];
    if (names.every(isGuardName)) return names;
    refinement.addIssue({ code: "custom", message: `must be one of ${guardNames.join(", ")}, or both with a comma` });
    return z.NEVER;
  })
  .pipe(z.array(z.enum(guardNames)))
  .meta({
    description:
      "Refuses the write (409) and stores nothing. `no_new_exposure`: unless it is proven that nobody gets a value " +
      "other than the present default that they do not get now; what cannot be proven is refused, too, and says why. " +
      "`expectations`: when a test user gets what is expected of them now and no longer would; what fails already " +
      "does not count; when there was no time to try all of them, the write is refused, too. Both are judged in " +
      "every list that the write concerns: of rules and segments as if the flags were on, of a flag itself as it is, " +
      "on or off; what flags require as it is. Flags that require one of those that are written to are judged, too.",
  });

/** The query of every write to existing flags, to rules, and to segments that rules may use. */
export const guardQuerySchema = writeQuerySchema.extend({ guard: guardSchema.optional() });

const place = { flag_id: idSchema, flag_key: z.string(), environment: z.string(), sentence: z.string() };

const refusalSchema = z
  .discriminatedUnion("reason", [
    z.strictObject({
      name: z.literal("no_new_exposure"),
      reason: z.literal("new_exposure"),
      ...place,
      change: changeSchema.meta({ description: "Some who would get a value that they do not get now." }),
    }),
    z.strictObject({
      name: z.enum(guardNames),
      reason: z.literal("unknown"),
      ...place,
      because: doubtSchema,
    }),
    z.strictObject({
      name: z.literal("expectations"),
      reason: z.literal("broken"),
      ...place,
      test_user: testUserChangeSchema,
    }),
  ])
  .meta({ id: "GuardRefusal" });
/** Why a guard refuses a write, in one of the lists that it concerns. */
export type GuardRefusal = z.output<typeof refusalSchema>;

export const guardErrorSchema = z
  .strictObject({
    error: z.string(),
    details: z.strictObject({ guard: z.array(z.string()).meta({ description: "A sentence for each refusal." }) }),
    guard: z.array(refusalSchema).meta({ description: "What a program can read of it." }),
  })
  .meta({ id: "GuardError" });
