import { expect, test } from "vitest";
import { paymentFlags } from "@/lib/server/demo/payment-flags";
import { productFlags } from "@/lib/server/demo/product-flags";
import { demoSegments } from "@/lib/server/demo/segments";
import { analyzeList } from "@/lib/targeting/analysis/analyze-list";

const segments = demoSegments.map((segment) => ({ ...segment, id: segment.name }));
const lists = [...productFlags, ...paymentFlags].flatMap(({ key, default_value, rules }) =>
  Object.entries(rules).map(([environment, list]) => ({ name: `${key} in ${environment}`, default_value, list })),
);

test.each(lists)("the demo's rules all serve somebody: $name", ({ default_value, list }) => {
  const rules = list.map(({ segment, ...rule }, index) => ({
    ...rule,
    flag_id: "flag",
    enabled: rule.enabled ?? true,
    id: `rule-${index + 1}`,
    position: index + 1,
    segment_id: segment ?? null,
  }));
  // A default on the wire stands in an object; none of the demo's is left out.
  const { value } = default_value as { value: never };
  const { findings, notAnalysed } = analyzeList({ defaultValue: value, rules, segments });
  expect(notAnalysed).toEqual([]);
  expect(findings.filter(({ kind }) => kind.startsWith("never_"))).toEqual([]);
});
