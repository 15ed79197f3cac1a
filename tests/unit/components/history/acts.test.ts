import { expect, test } from "vitest";
import { actsOf } from "@/components/history/grouping";
import { actPhrase } from "@/components/history/words/entry-words";
import { phraseText } from "@/components/history/words/phrase";
import type { AuditEntry } from "@/lib/contract/audit";

const entry = (id: string, batch?: string, more: Partial<AuditEntry> = {}): AuditEntry => ({
  ...{ id, project_id: "p", flag_id: "f", resource_type: "flag", resource_id: "f", action: "flag.promoted" },
  ...{ actor: { type: "user", id: "u", name: "ada@example.com" }, request_id: "r", created_at: "2026-11-26T20:00:00Z" },
  ...{ before: { name: "Checkout" }, after: { name: "Checkout", promoted_from: "staging" }, environment: "production" },
  ...(batch !== undefined && { batch_id: batch, batch_size: 3 }),
  ...more,
});

test("entries of one act stand together, and every other entry is an act of its own", () => {
  const acts = actsOf([entry("1"), entry("2", "a"), entry("3", "a"), entry("4", "b"), entry("5"), entry("6")]);
  expect(acts.map(({ id, entries }) => [id, entries.map((each) => each.id)])).toEqual([
    ["1", ["1"]],
    ["2", ["2", "3"]],
    ["4", ["4"]],
    ["5", ["5"]],
    ["6", ["6"]],
  ]);
});

test("an act says how many flags it was of, though not all of its entries are listed; of one, which", () => {
  const said = (each: AuditEntry) =>
    phraseText(actPhrase(each, { flags: new Map(), segments: new Map(), variants: new Map() }));
  expect(said(entry("1", "a"))).toBe("promoted 3 flags from staging");
  expect(said(entry("1", "a", { action: "flag.promotion_restored" }))).toBe("took back the promotion of 3 flags");
  expect(said(entry("1", "a", { batch_size: 1 }))).toBe("promoted Checkout from staging");
});
