import { z } from "zod";
import { thousandths, WHOLE_DRAW } from "@/lib/targeting";
import { jsonValueSchema } from "./flag-value";
import { limits } from "./limits";

const WEIGHT_PROBLEM = "Must be a number above 0 and up to 100, with three decimals at most";

const armSchema = z.strictObject({
  value: jsonValueSchema.meta({ description: "Served to those whom the arm draws. Fits the flag's type." }),
  weight: z
    .number(WEIGHT_PROBLEM)
    .refine((weight) => thousandths(weight) !== null, WEIGHT_PROBLEM)
    .meta({ minimum: 0.001, maximum: 100, description: "In percent, with up to three decimals." }),
});
type Arm = z.output<typeof armSchema>;

const SUM_PROBLEM = "The weights must not come to more than 100 in all";
const COUNT_PROBLEM = `Must have 1 to ${limits.splitArms} arms`;

export const splitSchema = z
  .array(armSchema)
  .min(1, COUNT_PROBLEM)
  .max(limits.splitArms, COUNT_PROBLEM)
  .refine((arms) => weightOf(arms) <= WHOLE_DRAW, SUM_PROBLEM)
  .meta({
    description:
      "Whoever the rule matches is drawn by `bucket_by` among these values, in this order; what the weights leave of " +
      "100 gets the rule's own `value`, and so does whoever has no `bucket_by`. The draw does not depend on `percentage`.",
  });
export type Split = z.output<typeof splitSchema>;

/** What the weights come to, in thousandths of a percent: sums of percents are not exact. */
const weightOf = (arms: readonly Pick<Arm, "weight">[]): number =>
  arms.reduce((sum, { weight }) => sum + (thousandths(weight) ?? 0), 0);
