import { describe, expect, test } from "vitest";
import type { AuditEntry } from "@/lib/contract/audit";
import type { Flag } from "@/lib/contract/flag";
import type { Rule } from "@/lib/contract/rule";
import { sharedService } from "../../support/api-service";

// What a rule and a flag can say besides their documented fields goes wherever a rule or a flag goes.

const service = sharedService();
const flags = "/api/v1/flags";
const [from, to] = ["staging", "production"];
const plan = { attribute: "plan", operator: "equals", value: "pro" };
const variants = [
  { name: "Classic", value: "classic" },
  { name: "Express", value: "express", description: "One button" },
];
const split = [
  { value: "express", weight: 33.334 },
  { value: "other", weight: 33.333 },
];

async function place() {
  const { id: projectId } = await service.project();
  const inner = await service.segment(projectId, { name: "Inner" });
  const outer = await service.segment(projectId, {
    name: "Outer",
    rules: [{ any: [{ segment: inner.id }, { none: [{ key: "country", operator: "equals", value: "US" }] }] }],
  });
  const flag: Flag = await service.flag(projectId, {
    ...{ flag_type: "string", default_value: "classic", enabled: true, variants },
  });
  const conditions = [plan, { any: [plan, { segment: outer.id }, { none: [{ all: [plan, plan] }] }] }];
  const rule = await service.rule(flag.id, {
    ...{ environment: from, name: "All", conditions, value: "classic", percentage: 50, split },
  });
  return { projectId, flag, rule };
}

/** What a rule says, wherever it is. */
const said = ({ id, environment, position, created_at, updated_at, ...rule }: Rule) => rule;
const rulesIn = async (flag: Pick<Flag, "id">, environment: string) =>
  (await service.rules(flag, environment)).map(said);

async function restoreLast(projectId: string, search = ""): Promise<void> {
  const [entry]: AuditEntry[] = await service.data("GET", `${flags}/audit?project_id=${projectId}`);
  const answer = await service.call("POST", `${flags}/audit/${entry?.id}/restore${search}`);
  expect(answer.status, answer.text).toBe(200);
}

describe("groups, references, splits and variants", () => {
  test("groups, references, splits and variants are the same in copies, promotions and restored rules", async () => {
    const { projectId, flag, rule } = await place();
    await service.data("POST", `${flags}/${flag.id}/rules/copy`, { from, to, mode: "replace" });
    await service.data("POST", `${flags}/projects/${projectId}/environments`, { name: "preview", copy_from: from });
    for (const environment of [to, "preview"]) expect(await rulesIn(flag, environment)).toEqual([said(rule)]);

    await service.call("DELETE", `${flags}/${flag.id}/rules/${rule.id}`);
    await restoreLast(projectId);
    expect(await rulesIn(flag, from)).toEqual([said(rule)]);
    await service.data("PATCH", `${flags}/${flag.id}/rules/${rule.id}`, { conditions: [], split: null });
    await restoreLast(projectId);
    expect(await rulesIn(flag, from)).toEqual([said(rule)]);

    const before = await service.data("GET", `${flags}/${flag.id}`);
    await service.call("DELETE", `${flags}/${flag.id}`);
    await restoreLast(projectId);
    expect({ ...(await service.data("GET", `${flags}/${flag.id}`)), updated_at: before.updated_at }).toEqual(before);
    for (const environment of [from, to, "preview"]) expect(await rulesIn(flag, environment)).toEqual([said(rule)]);
  });

  test("groups, references, splits and variants are compared, promoted, taken back, and told by variant", async () => {
    const { projectId, flag, rule } = await place();
    const compare = () => service.data("GET", `${flags}/projects/${projectId}/compare?from=${from}&to=${to}`);
    const [differing] = await compare();
    expect(differing.rules.added.map(said)).toEqual([said(rule)]);
    const sentences = differing.effect.changes.map(({ sentence }: { sentence: string }) => sentence);
    expect(sentences).toContainEqual(expect.stringMatching(/^Express instead of Classic: /));
    expect(sentences).toContainEqual(expect.stringMatching(/^"other" instead of Classic: /));

    await service.data("POST", `${flags}/projects/${projectId}/promote`, { from, to, flag_ids: [flag.id] });
    expect(await rulesIn(flag, to)).toEqual([said(rule)]);
    expect(await compare()).toEqual([]);
    // A part that is raised alone is a change of that rule.
    const raised = [{ value: "express", weight: 40 }, split[1]];
    const [copy] = await service.rules(flag, from);
    await service.data("PATCH", `${flags}/${flag.id}/rules/${copy?.id}`, { split: raised });
    const [{ rules }] = await compare();
    expect(rules.changed).toMatchObject([{ from: { split: raised }, to: { split } }]);
    await service.data("POST", `${flags}/projects/${projectId}/promote`, { from, to, flag_ids: [flag.id] });
    expect((await rulesIn(flag, to))[0]?.split).toEqual(raised);
    await restoreLast(projectId, "?extent=batch");
    expect(await rulesIn(flag, to)).toEqual([said(rule)]);
  });

  test("groups, references, splits and variants stay when the flag itself is changed in bulk", async () => {
    const { flag, rule } = await place();
    for (const body of [{ tags: ["a"] }, { enabled: false }, { status: "archived" }, { status: "active" }]) {
      expect((await service.data("PATCH", `${flags}/${flag.id}`, body)).variants).toEqual(variants);
    }
    expect(await rulesIn(flag, from)).toEqual([said(rule)]);
  });
});
