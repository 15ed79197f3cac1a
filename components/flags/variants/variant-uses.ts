import type { JsonValue } from "@/lib/contract/json";
import type { Rule } from "@/lib/contract/rule";
import { jsonKey } from "@/lib/targeting/json-key";

/** What serves values in one environment. */
interface Serving {
  rules: readonly Pick<Rule, "name" | "value" | "split">[];
  defaultValue: JsonValue;
}

/** Where a value is served: "rule 1, rule 3 (Beta) and otherwise"; undefined: nowhere. */
export function usesOf(value: JsonValue, { rules, defaultValue }: Serving): string | undefined {
  const key = jsonKey(value);
  const isIt = (served: JsonValue) => jsonKey(served) === key;
  const numbered = rules.flatMap(({ name, value: served, split }, index) =>
    isIt(served) || split?.some((arm) => isIt(arm.value))
      ? [`rule ${index + 1}${name === null ? "" : ` (${name})`}`]
      : [],
  );
  const uses = [...numbered, ...(isIt(defaultValue) ? ["when no rule matches"] : [])];
  const last = uses.pop();
  return uses.length === 0 ? last : `${uses.join(", ")} and ${last}`;
}
