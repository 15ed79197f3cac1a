import { describe, expect, it } from "vitest";
import { draftToRule, newRuleDraft } from "@/components/rules/draft";
import { rulesOnScreen } from "@/components/rules/rules-on-screen";
import type { Rule } from "@/lib/contract/rule";

const rule = (id: string, position: number): Rule => ({
  id,
  flag_id: "f",
  environment: "production",
  position,
  name: null,
  conditions: [],
  value: false,
  percentage: null,
  enabled: true,
  segment_id: null,
  bucket_by: "user_id",
  salt: `salt-${id}`,
  created_at: "2025-03-10T11:00:00Z",
  updated_at: "2025-03-10T11:00:00Z",
});
const rules = [rule("a", 3), rule("b", 7)];
const draft = draftToRule(newRuleDraft("boolean"), "boolean");
const onScreen = (options: Partial<Parameters<typeof rulesOnScreen>[0]>) =>
  rulesOnScreen({ flagId: "f", rules, drafts: new Map(), ...options });

describe("rulesOnScreen", () => {
  it("rulesOnScreen numbers the stored rules as they stand", () => {
    expect(onScreen({}).map(({ id, position }) => [id, position])).toEqual([
      ["a", 1],
      ["b", 2],
    ]);
  });

  it("rulesOnScreen shows what is in an editor in place of what is stored, and keeps its salt", () => {
    const [first] = onScreen({ drafts: new Map([["a", { ...draft, percentage: 20 }]]) });
    expect(first).toMatchObject({ id: "a", percentage: 20, value: true, salt: "salt-a" });
  });

  it("rulesOnScreen keeps the stored value while the one in the editor is none", () => {
    const [first] = onScreen({ drafts: new Map([["a", { ...draft, value: undefined }]]) });
    expect(first?.value).toBe(false);
  });

  it.each([
    ["b", ["a", "new", "b"]],
    [null, ["a", "b", "new"]],
    ["gone", ["a", "b", "new"]],
  ])("rulesOnScreen puts the rule that is being added before %s", (before, expected) => {
    const shown = onScreen({ drafts: new Map([["new", draft]]), added: { id: "new", before } });
    expect(shown.map(({ id }) => id)).toEqual(expected);
    expect(shown.map(({ position }) => position)).toEqual([1, 2, 3]);
  });
});
