import { z } from "zod";
import { comparisonKinds, type OperatorId, operatorIds, segmentOperatorIds } from "@/lib/targeting";
import { type ConditionOptions, conditionProblems } from "./condition-problems";
import { limits } from "./limits";
import { textSchema } from "./text";

type Scalar = string | number | boolean;

/** The value of a stored condition: a scalar, a list of scalars, or null for the operators without a value. */
export type ConditionValue = Scalar | Scalar[] | null;

const storedValueSchema = z
  .custom<ConditionValue>((value) => value !== undefined)
  .meta({
    description:
      "What to compare against. `in`, `not_in`: an array, or text: a JSON array, else a comma-separated string. " +
      "`greater_than`, `less_than`: a number, a date (ISO 8601) or a version. `is_true`, `is_false`, `exists`, " +
      "`not_exists`: null. Otherwise a string, number or boolean; for `contains`, `not_contains`, `starts_with`, " +
      "`ends_with` and `regex` also an array of them, of which any will do.",
    anyOf: [
      { type: ["string", "number", "boolean", "null"] },
      { type: "array", maxItems: limits.listItems, items: { type: ["string", "number", "boolean"] } },
    ],
  });

/** An absent value is null: whether that is allowed depends on the operator. */
const sentValueSchema = storedValueSchema.default(null);

const optionFields = {
  negate: z
    .boolean()
    .optional()
    .meta({
      description:
        "Turns the condition round for whoever has the attribute in a form that the operator can judge. A missing " +
        "attribute matches neither way. Not for `exists` and `not_exists`.",
    }),
  ignore_case: z.boolean().optional().meta({
    description: "Compares both sides in lower case. For the operators on texts, `equals`, `in` and their negations.",
  }),
  as: z
    .enum(comparisonKinds)
    .optional()
    .meta({
      description:
        "What both sides are compared as. `greater_than`, `less_than`: any; without it, what the value is. `equals`, " +
        "`in` and their negations: `version`.",
    }),
};

const operatorSchema = <const T extends readonly [string, ...string[]]>(operators: T) =>
  z.enum(operators, { error: `Must be one of: ${operators.join(", ")}` });

interface AnyCondition extends ConditionOptions {
  operator: OperatorId;
  value: ConditionValue;
}

function reportProblems(condition: AnyCondition, ctx: z.core.$RefinementCtx<AnyCondition>): void {
  const { operator, value, negate, ignore_case, as } = condition;
  for (const { path, message } of conditionProblems({ operator, value, negate, ignore_case, as })) {
    ctx.addIssue({ code: "custom", path, message, input: value });
  }
}

// An invalid attribute must not hide an invalid value: both are reported at once. The value is not checked when the
// operator, or an option on which the check depends, is invalid.
const whenOperatorIs = (operators: readonly OperatorId[]) => ({
  when: ({ value, issues }: z.core.ParsePayload): boolean =>
    typeof value === "object" &&
    value !== null &&
    "operator" in value &&
    operators.some((id) => id === value.operator) &&
    !issues.some(({ path }) => path?.[0] !== undefined && String(path[0]) in optionFields),
});

const attributeSchema = textSchema(limits.attributeLength).min(1, "Must not be empty");

/** A rule's inline condition, as it is stored and returned. All fifteen operators. */
export const ruleConditionSchema = z
  .strictObject({ attribute: z.string(), operator: z.enum(operatorIds), value: storedValueSchema, ...optionFields })
  .meta({ id: "RuleCondition" });
export type RuleCondition = z.output<typeof ruleConditionSchema>;

export const ruleConditionInputSchema = z
  .strictObject({
    attribute: attributeSchema,
    operator: operatorSchema(operatorIds),
    value: sentValueSchema,
    ...optionFields,
  })
  .superRefine(reportProblems, whenOperatorIs(operatorIds))
  .meta({ id: "RuleConditionInput" });

/** A segment's condition (the documents call it a rule), as it is stored and returned. Eight operators. */
export const segmentConditionSchema = z
  .strictObject({ key: z.string(), operator: z.enum(segmentOperatorIds), value: storedValueSchema, ...optionFields })
  .meta({ id: "SegmentCondition" });
export type SegmentCondition = z.output<typeof segmentConditionSchema>;

export const segmentConditionInputSchema = z
  .strictObject({
    key: attributeSchema,
    operator: operatorSchema(segmentOperatorIds),
    value: sentValueSchema,
    ...optionFields,
  })
  .superRefine(reportProblems, whenOperatorIs(segmentOperatorIds))
  .meta({ id: "SegmentConditionInput" });
