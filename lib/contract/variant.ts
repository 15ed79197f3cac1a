import { z } from "zod";
import type { FieldProblems } from "./errors";
import { type FlagType, flagValueProblem, jsonValueSchema } from "./flag-value";
import { jsonBytesProblem } from "./json-bytes";
import { limits } from "./limits";
import { descriptionSchema, textSchema } from "./text";

const variantSchema = z.strictObject({
  name: textSchema(limits.variantNameLength).refine((name) => /\S/.test(name), "Must not be blank"),
  value: jsonValueSchema.meta({ description: "Fits the flag's type." }),
  description: descriptionSchema.optional(),
});
/** A named value of a flag. */
export type Variant = z.output<typeof variantSchema>;

/** A flag's variants, in the order in which they are offered. */
export const variantsSchema = z
  .array(variantSchema)
  .max(limits.variants)
  .superRefine((variants, ctx) => {
    const names = new Set<string>();
    for (const [index, { name }] of variants.entries()) {
      if (names.has(name))
        ctx.addIssue({ code: "custom", path: [index, "name"], message: "Is another variant's name" });
      names.add(name);
    }
  })
  .meta({
    description:
      "Names of values that the flag serves; a value is called by the first variant that has it. Another value under " +
      "a name that was there before is served at once in place of the old one, by every rule and default that served " +
      "it. Absent from answers: none; a boolean flag's values are then called `on` and `off`.",
  });

/**
 * Problems that the schema alone cannot find: the values must fit the flag's type, and must not be too large together.
 */
export function variantProblems(flagType: FlagType, sent: unknown): FieldProblems {
  const problems: FieldProblems = {};
  if (!Array.isArray(sent)) return problems;
  for (const [index, variant] of sent.entries()) {
    // The schema reports a variant that is no object, or has no value.
    const value: unknown = Object(variant).value;
    const message = value === undefined ? undefined : flagValueProblem(flagType, value);
    if (message !== undefined) problems[`variants.${index}.value`] = [message];
  }
  // An invalid value may be nested too deeply to be measured.
  const size = Object.keys(problems).length === 0 ? jsonBytesProblem(sent, limits.variantsBytes) : undefined;
  return size === undefined ? problems : { variants: [size] };
}
