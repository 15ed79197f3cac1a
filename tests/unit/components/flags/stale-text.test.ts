import { expect, it } from "vitest";
import { staleText } from "@/components/flags/words";
import type { Staleness } from "@/lib/contract/flag-list";

it.each<[string, Staleness]>([
  ["Nobody has asked for it since 12 March 2026", { reason: "not_evaluated", since: "2026-03-12T23:59:59Z" }],
  [
    "Everyone in production has got true since 1 March 2026",
    { reason: "one_value", since: "2026-03-01T00:00:00Z", environment: "production", value_text: "true" },
  ],
  [
    "Everyone in production has got the default in their code since 1 March 2026",
    { reason: "one_value", since: "2026-03-01T00:00:00Z", environment: "production" },
  ],
  [
    "Everyone in production has got Green since 1 March 2026",
    { reason: "one_value", since: "2026-03-01T00:00:00Z", environment: "production", value_text: '{"a":1,"b":2}' },
  ],
])("%s", (text, stale) => expect(staleText(stale, [{ name: "Green", value: { b: 2, a: 1 } }])).toBe(text));
