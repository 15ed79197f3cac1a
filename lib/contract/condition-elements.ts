import { z } from "zod";
import { type GroupKind, groupKinds, MAX_GROUP_DEPTH } from "@/lib/targeting";
import { checkedBefore, chosenUnion } from "./chosen-union";
import { idSchema } from "./common";
import {
  type RuleCondition,
  ruleConditionInputSchema,
  ruleConditionSchema,
  type SegmentCondition,
  segmentConditionInputSchema,
  segmentConditionSchema,
} from "./condition";
import { limits } from "./limits";

type Element<Condition> =
  | Condition
  | { all: Element<Condition>[] }
  | { any: Element<Condition>[] }
  | { none: Element<Condition>[] }
  | { segment: string };

/** An element of a rule's `conditions`: a condition, a group of elements, or a reference to a segment. */
export type RuleElement = Element<RuleCondition>;
/** An element of a segment's `rules`. */
export type SegmentElement = Element<SegmentCondition>;

const descriptions: Readonly<Record<GroupKind, string>> = {
  all: "Every element holds.",
  any: "At least one element holds.",
  none: "No element holds: a condition on a missing attribute does not, so `none` of it does.",
};

const referenceSchema = z.strictObject({
  segment: idSchema.meta({
    description: "Holds for whoever is in this segment of the project; gone or empty: nobody.",
  }),
});

/** The schema of elements with this condition, in groups and outside of them. */
function elementsOf<Output, Input>(
  id: string,
  condition: z.ZodType<Output, Input>,
): z.ZodType<Element<Output>, Element<Input>> {
  const groupOf = new Map<string, z.ZodType>(
    groupKinds.map((kind) => {
      const elements = z.lazy(() => z.array(element).min(1, "Must not be empty"));
      return [kind, z.strictObject({ [kind]: elements.meta({ description: descriptions[kind] }) })];
    }),
  );
  const choose = (value: unknown): z.ZodType => {
    const fields = typeof value === "object" && value !== null ? Object.keys(value) : [];
    if (fields.includes("operator")) return condition;
    const group = groupOf.get(fields.find((field) => groupOf.has(field)) ?? "");
    return group ?? (fields.includes("segment") ? referenceSchema : condition);
  };
  const union = chosenUnion(id, [condition, ...groupOf.values(), referenceSchema], choose);
  // The union contains itself, and its groups have computed names, which types cannot express.
  const element = union as unknown as z.ZodType<Element<Output>, Element<Input>>;
  return element;
}

/** A list of elements as a client may send it. */
const listOf = <Output, Input>(element: z.ZodType<Output, Input>) =>
  checkedBefore(z.array(element).max(limits.conditions), tooMuch);

const TOO_DEEP = `Groups nest at most ${MAX_GROUP_DEPTH} deep`;
const TOO_MANY = `Must have at most ${limits.elements} elements, with those in groups`;

/** Checks the size and depth of a list before its elements are parsed, of which there may be any number. */
function tooMuch(list: unknown): { path: PropertyKey[]; message: string }[] {
  const deep: { path: PropertyKey[]; message: string }[] = [];
  let count = 0;
  const walk = (elements: readonly unknown[], path: readonly PropertyKey[], depth: number): void => {
    for (const [index, element] of elements.entries()) {
      count += 1;
      if (count > limits.elements) return;
      for (const kind of groupKinds) {
        const inside: unknown =
          typeof element === "object" && element !== null ? Reflect.get(element, kind) : undefined;
        if (!Array.isArray(inside)) continue;
        if (depth === MAX_GROUP_DEPTH) deep.push({ path: [...path, index], message: TOO_DEEP });
        else walk(inside, [...path, index, kind], depth + 1);
      }
    }
  };
  if (Array.isArray(list)) walk(list, [], 0);
  return count > limits.elements ? [{ path: [], message: TOO_MANY }, ...deep] : deep;
}

export const ruleElementSchema = elementsOf("RuleElement", ruleConditionSchema);
export const ruleElementsInputSchema = listOf(elementsOf("RuleElementInput", ruleConditionInputSchema));
export const segmentElementSchema = elementsOf("SegmentElement", segmentConditionSchema);
export const segmentElementsInputSchema = listOf(elementsOf("SegmentElementInput", segmentConditionInputSchema));
