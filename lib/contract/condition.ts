import { z } from "zod";
import {
  checkPattern,
  isComparableValue,
  type OperatorId,
  operatorIds,
  operatorValueKind,
  segmentOperatorIds,
} from "@/lib/targeting";
import { limits } from "./limits";
import { isStorableText } from "./storable-text";
import { textSchema } from "./text";

type Scalar = string | number | boolean;

/** What a stored condition compares against: a scalar, a list of scalars, or null for the operators that take none. */
export type ConditionValue = Scalar | Scalar[] | null;

const storedValueSchema = z
  .custom<ConditionValue>((value) => value !== undefined)
  .meta({
    description:
      "What to compare against. `in`, `not_in`: an array, or a comma-separated string. `greater_than`, `less_than`: a number or an ISO 8601 date. `is_true`, `is_false`, `exists`, `not_exists`: null. Otherwise a string, number or boolean.",
    anyOf: [
      { type: ["string", "number", "boolean", "null"] },
      { type: "array", maxItems: limits.listItems, items: { type: ["string", "number", "boolean"] } },
    ],
  });

/** Nothing is the same as null: whether that will do is for the operator to say. */
const sentValueSchema = storedValueSchema.default(null);

interface Problem {
  path: number[];
  message: string;
}

function scalarProblem(value: unknown): string | undefined {
  switch (typeof value) {
    case "boolean":
      return undefined;
    case "number":
      return Number.isFinite(value) ? undefined : "Must be a finite number";
    case "string":
      if (value.length > limits.scalarLength) return `Must be at most ${limits.scalarLength} characters`;
      return isStorableText(value) ? undefined : "Must not contain NUL or unpaired surrogate characters";
    default:
      return "Must be a string, a number or a boolean";
  }
}

function listProblems(value: unknown): Problem[] {
  if (typeof value === "string") {
    // The text form is split at evaluation; its length is bounded by the body, its items by the same cap as an array's.
    if (!isStorableText(value)) return [{ path: [], message: "Must not contain NUL or unpaired surrogate characters" }];
    const items = value.split(",", limits.listItems + 1).length;
    return items > limits.listItems ? [{ path: [], message: `Must have at most ${limits.listItems} items` }] : [];
  }
  if (!Array.isArray(value)) return [{ path: [], message: "Must be an array or a comma-separated string" }];
  if (value.length > limits.listItems) return [{ path: [], message: `Must have at most ${limits.listItems} items` }];
  const problems: Problem[] = [];
  for (const [index, item] of value.entries()) {
    const message = scalarProblem(item);
    if (message !== undefined) problems.push({ path: [index], message });
    if (problems.length === limits.issues) break;
  }
  return problems;
}

/** Everything wrong with a value for this operator; nothing when it fits. Paths are relative to the value. */
export function conditionValueProblems(operator: OperatorId, value: unknown): Problem[] {
  const kind = operatorValueKind(operator);
  const single = (message: string | undefined): Problem[] => (message === undefined ? [] : [{ path: [], message }]);
  if (kind === "none") {
    return single(value === null ? undefined : `Must be null: "${operator}" takes no value`);
  }
  if (value === null) return single("Required");
  switch (kind) {
    case "list":
      return listProblems(value);
    case "comparable":
      return single(isComparableValue(value) ? scalarProblem(value) : "Must be a finite number or an ISO 8601 date");
    case "pattern": {
      if (typeof value !== "string") return single("Must be a string");
      const check = checkPattern(value);
      return single(scalarProblem(value) ?? (check.ok ? undefined : check.message));
    }
    case "scalar":
      return single(scalarProblem(value));
  }
}

const operatorSchema = <const T extends readonly [string, ...string[]]>(operators: T) =>
  z.enum(operators, { error: `Must be one of: ${operators.join(", ")}` });

interface AnyCondition {
  operator: OperatorId;
  value: ConditionValue;
}

function reportValueProblems({ operator, value }: AnyCondition, ctx: z.core.$RefinementCtx<AnyCondition>): void {
  for (const { path, message } of conditionValueProblems(operator, value)) {
    ctx.addIssue({ code: "custom", path: ["value", ...path], message, input: value });
  }
}

// A bad attribute must not hide a bad value: both are told at once. Only a bad operator leaves the value unjudged.
const whenOperatorIs = (operators: readonly OperatorId[]) => ({
  when: ({ value }: z.core.ParsePayload): boolean =>
    typeof value === "object" && value !== null && "operator" in value && operators.some((id) => id === value.operator),
});

const attributeSchema = textSchema(limits.attributeLength).min(1, "Must not be empty");

/** A rule's inline condition, as it is stored and shown. All fifteen operators. */
export const ruleConditionSchema = z
  .strictObject({ attribute: z.string(), operator: z.enum(operatorIds), value: storedValueSchema })
  .meta({ id: "RuleCondition" });
export type RuleCondition = z.output<typeof ruleConditionSchema>;

export const ruleConditionInputSchema = z
  .strictObject({ attribute: attributeSchema, operator: operatorSchema(operatorIds), value: sentValueSchema })
  .superRefine(reportValueProblems, whenOperatorIs(operatorIds))
  .meta({ id: "RuleConditionInput" });

/** A segment's condition (the documents call it a rule), as it is stored and shown. Eight operators. */
export const segmentConditionSchema = z
  .strictObject({ key: z.string(), operator: z.enum(segmentOperatorIds), value: storedValueSchema })
  .meta({ id: "SegmentCondition" });
export type SegmentCondition = z.output<typeof segmentConditionSchema>;

export const segmentConditionInputSchema = z
  .strictObject({ key: attributeSchema, operator: operatorSchema(segmentOperatorIds), value: sentValueSchema })
  .superRefine(reportValueProblems, whenOperatorIs(segmentOperatorIds))
  .meta({ id: "SegmentConditionInput" });
