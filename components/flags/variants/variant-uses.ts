import type { JsonValue } from "@/lib/contract/json";
import type { Rule } from "@/lib/contract/rule";
import { jsonKey } from "@/lib/targeting/json-key";

/** What serves values in one environment. */
interface Serving {
  rules: readonly Pick<Rule, "name" | "value">[];
  defaultValue: JsonValue;
}

/** Where a value is served: "rule 1, rule 3 (Beta) and otherwise"; undefined: nowhere. */
export function usesOf(value: JsonValue, { rules, defaultValue }: Serving): string | undefined {
  const key = jsonKey(value);
  const numbered = rules.flatMap(({ name, value: served }, index) =>
    jsonKey(served) === key ? [`rule ${index + 1}${name === null ? "" : ` (${name})`}`] : [],
  );
  const uses = [...numbered, ...(jsonKey(defaultValue) === key ? ["when no rule matches"] : [])];
  const last = uses.pop();
  return uses.length === 0 ? last : `${uses.join(", ")} and ${last}`;
}
