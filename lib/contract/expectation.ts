import { z } from "zod";
import { idSchema } from "./common";
import { jsonValueSchema } from "./flag-value";
import { jsonBytesProblem } from "./json-bytes";
import { limits } from "./limits";
import { jsonProblem } from "./text";

const expectationFields = {
  flag_id: idSchema,
  environment: z.string(),
  value: jsonValueSchema.meta({ description: "Fits the flag's type." }),
};

/** The value that somebody is expected to get from a flag in an environment. */
export const expectationSchema = z.strictObject(expectationFields).meta({ id: "Expectation" });
export type Expectation = z.output<typeof expectationSchema>;

/**
 * The whole list as it is written. Whether flags, environments and values exist and fit is checked where they are
 * known.
 */
export const expectationListSchema = z
  .array(z.strictObject(expectationFields).meta({ id: "Expect" }))
  .max(limits.expectationsPerTestUser)
  .superRefine((expectations, refinement) => {
    const seen = new Set<string>();
    let isStorable = true;
    for (const [index, { flag_id: flagId, environment, value }] of expectations.entries()) {
      const key = `${flagId} ${environment}`;
      if (seen.has(key)) refinement.addIssue({ code: "custom", path: [index], message: REPEATED });
      seen.add(key);
      const problem = jsonProblem(value);
      if (problem === undefined) continue;
      isStorable = false;
      refinement.addIssue({ code: "custom", path: [index, "value"], message: problem });
    }
    // Measured only when it is known not to be too deep to be serialised.
    const size = isStorable ? jsonBytesProblem(expectations, limits.expectationBytes) : undefined;
    if (size !== undefined) refinement.addIssue({ code: "custom", message: size });
  })
  .meta({ description: "At most one for each flag and environment. Replaced whole." });

const REPEATED = "Says again what another expects of the same flag and environment";
