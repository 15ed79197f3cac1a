import { z } from "zod";
import type { Flag } from "./flag";
import { jsonValueSchema } from "./flag-value";
import { limits } from "./limits";
import { textSchema } from "./text";
import type { Variant } from "./variant";

const requirementSchema = z
  .strictObject({
    flag: textSchema(limits.flagKeyLength).meta({ description: "The key of another flag of the project." }),
    variant: textSchema(limits.variantNameLength)
      .optional()
      .meta({ description: "What it must give, by its name. A boolean flag without variants: `on` or `off`." }),
    value: jsonValueSchema.optional().meta({ description: "What it must give, in place of `variant`." }),
  })
  .superRefine(({ variant, value }, ctx) => {
    if ((variant === undefined) === (value === undefined))
      ctx.addIssue({ code: "custom", message: "Must name either a variant or a value" });
  });
/** What another flag must give. */
export type Requirement = z.output<typeof requirementSchema>;

/** What a flag requires of other flags. */
export const requiresSchema = z
  .array(requirementSchema)
  .max(limits.requirements)
  .superRefine((requires, ctx) => {
    const flags = new Set<string>();
    for (const [index, { flag }] of requires.entries()) {
      if (flags.has(flag)) ctx.addIssue({ code: "custom", path: [index, "flag"], message: "Is required already" });
      flags.add(flag);
    }
  })
  .meta({
    description:
      "What other flags must give, in the same environment and for the same context. Where one of them gives " +
      "something else, leaves its value to the code, or is archived, this flag is as if it was off: its default is " +
      "served, or nothing (`when_disabled`), with reason `DISABLED`. A flag that is required cannot be archived or " +
      "deleted; none may lead back to itself. Absent from answers: nothing.",
  });

/** The named values of a flag; a boolean flag has implied names. */
export const namedValues = ({ flag_type, variants = [] }: Pick<Flag, "flag_type" | "variants">): readonly Variant[] =>
  variants.length === 0 && flag_type === "boolean" ? IMPLIED : variants;

const IMPLIED: readonly Variant[] = [
  { name: "on", value: true },
  { name: "off", value: false },
];
