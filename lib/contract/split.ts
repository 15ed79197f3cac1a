import { z } from "zod";
import { thousandths, WHOLE_SPLIT } from "@/lib/targeting";
import { jsonValueSchema } from "./flag-value";
import { limits } from "./limits";

const WEIGHT_PROBLEM = "Must be a number above 0 and up to 100, with three decimals at most";

const armSchema = z.strictObject({
  value: jsonValueSchema.meta({ description: "Served to those in the arm. Fits the flag's type." }),
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
  .refine((arms) => weightOf(arms) <= WHOLE_SPLIT, SUM_PROBLEM);
export type Split = z.output<typeof splitSchema>;

/** The sum of the weights in thousandths of a percent, because sums of percents are not exact. */
const weightOf = (arms: readonly Pick<Arm, "weight">[]): number =>
  arms.reduce((sum, { weight }) => sum + (thousandths(weight) ?? 0), 0);
