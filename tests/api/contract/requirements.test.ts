import { describe, expect, test } from "vitest";
import type { AuditEntry } from "@/lib/contract/audit";
import type { Flag } from "@/lib/contract/flag";
import type { ListedFlag } from "@/lib/contract/flag-list";
import { limits } from "@/lib/contract/limits";
import type { FlagComparison, Promoted } from "@/lib/contract/promotion";
import { sharedService } from "../../support/api-service";

const service = sharedService();
const flags = "/api/v1/flags";
const pro = [{ attribute: "plan", operator: "equals", value: "pro" }];
const on = [{ flag: "checkout", variant: "on" }];

/** In a project of their own: `checkout`, on for whoever is pro, and `wallet`, which requires it and is on for all. */
async function shop(requires: object[] = on, checkoutFields: object = {}): Promise<{ wallet: Flag; checkout: Flag }> {
  const { id: projectId } = await service.project();
  const checkout: Flag = await service.flag(projectId, { key: "checkout", enabled: true, ...checkoutFields });
  const value = checkout.flag_type === "boolean" ? true : "#0f0";
  await service.rule(checkout.id, { conditions: pro, value });
  const wallet: Flag = await service.flag(projectId, { key: "wallet", enabled: true, requires });
  await service.rule(wallet.id, { conditions: [], value: true });
  return { wallet, checkout };
}

const patch = (flag: Flag, body: object) => service.call("PATCH", `${flags}/${flag.id}`, { body });
const remove = (flag: Flag) => service.call("DELETE", `${flags}/${flag.id}`);
const read = (flag: Flag): Promise<Flag> => service.data("GET", `${flags}/${flag.id}`);
const entries = ({ project_id: id }: Flag): Promise<AuditEntry[]> =>
  service.data("GET", `${flags}/audit?project_id=${id}`);

const ask = ({ project_id, key }: Flag, context: object, more: object = {}) =>
  service.data("POST", `${flags}/evaluate`, { project_id, flag_key: key, context, ...more });

describe("what a flag requires", () => {
  test("what a flag requires is kept, and absent from answers when it is nothing", async () => {
    const { wallet, checkout } = await shop();
    expect(wallet.requires).toEqual(on);
    expect(checkout).not.toHaveProperty("requires");
    expect(await read(wallet)).toEqual(wallet);
    const search = `project_id=${wallet.project_id}&include[]=required_by`;
    const listed: ListedFlag[] = await service.data("GET", `${flags}?${search}`);
    expect(listed.map(({ key, required_by: keys }) => [key, keys])).toEqual([
      ["checkout", ["wallet"]],
      ["wallet", undefined],
    ]);
    expect((await patch(wallet, { requires: [] })).body.data).not.toHaveProperty("requires");
    const byValue = [{ flag: "checkout", value: true }];
    expect((await patch(wallet, { requires: byValue })).body.data.requires).toEqual(byValue);
  });

  test("what a flag requires decides by every way of asking, follows the required flag, and is explained", async () => {
    const { wallet, checkout } = await shop();
    const answers = async (context: object) => {
      const { flags: all } = await service.data("POST", `${flags}/bootstrap`, {
        project_id: wallet.project_id,
        context,
      });
      const headers = { "x-project-id": wallet.project_id };
      const ofrep = await service.call("POST", "/ofrep/v1/evaluate/flags/wallet", { body: { context }, headers });
      const told = [await ask(wallet, context), await ask(wallet, context, { explain: true }), all.wallet, ofrep.body];
      return told.map(({ value, reason }) => [value, reason]);
    };
    expect(new Set((await answers({ plan: "pro" })).flat())).toEqual(new Set([true, "TARGETING_MATCH"]));
    expect(new Set((await answers({})).flat())).toEqual(new Set([false, "DISABLED"]));
    expect(await ask(wallet, {}, { explain: true })).toMatchObject({
      trace: [],
      requirements: [{ ...on[0], matches: false, detail: "gives false (off)" }],
    });
    expect(await ask(wallet, {})).not.toHaveProperty("requirements");
    await service.data("PATCH", `${flags}/${checkout.id}/environments/production`, { enabled: false });
    expect(new Set((await answers({ plan: "pro" })).flat())).toEqual(new Set([false, "DISABLED"]));
    expect(await ask(wallet, { plan: "pro" }, { environment: "staging" })).toMatchObject({ value: false });
  });

  test("what a flag requires cannot be taken away: not deleted, and not archived", async () => {
    const { wallet, checkout } = await shop();
    for (const answer of [await remove(checkout), await patch(checkout, { status: "archived" })]) {
      expect({ status: answer.status, details: answer.body.details }).toEqual({
        status: 409,
        details: { flag: ["Is required by wallet"] },
      });
    }
    expect(await read(checkout)).toMatchObject({ status: "active" });
    await patch(wallet, { requires: [] });
    expect((await patch(checkout, { status: "archived" })).status).toBe(200);
    expect((await remove(checkout)).status).toBe(204);
  });

  test("what a flag requires follows a variant's new name and a value's successor in one revision", async () => {
    const variants = [
      { name: "Blue", value: "#00f" },
      { name: "Green", value: "#0f0" },
    ];
    const { wallet, checkout } = await shop([{ flag: "checkout", variant: "Green" }], {
      ...{ flag_type: "string", default_value: "#00f", variants },
    });
    const { project_id } = wallet;
    const requires = [{ flag: "checkout", value: "#0f0" }];
    const other: Flag = await service.flag(project_id, { key: "other", enabled: true, requires });
    await service.rule(other.id, { conditions: [], value: true });
    await service.data("PATCH", `${flags}/${checkout.id}`, {
      variants: [variants[0], { name: "Lime", value: "#0f0" }],
    });
    expect((await read(wallet)).requires).toEqual([{ flag: "checkout", variant: "Lime" }]);
    expect(await ask(wallet, { plan: "pro" })).toMatchObject({ value: true });
    await service.data("PATCH", `${flags}/${checkout.id}`, {
      variants: [variants[0], { name: "Lime", value: "#8f0" }],
    });
    expect((await read(other)).requires).toEqual([{ flag: "checkout", value: "#8f0" }]);
    expect([await ask(wallet, { plan: "pro" }), await ask(other, { plan: "pro" })]).toMatchObject([
      { value: true },
      { value: true },
    ]);
    const told = await entries(wallet);
    const ofOther = told.find(({ flag_id: id }) => id === other.id);
    expect([ofOther?.action, ofOther?.request_id]).toEqual(["flag.updated", told[0]?.request_id]);

    const refused = await patch(checkout, { variants: [variants[0]] });
    expect({ status: refused.status, details: refused.body.details }).toEqual({
      status: 409,
      details: { variants: ["Lime is required by wallet"] },
    });
    expect((await read(checkout)).variants).toHaveLength(2);
  });

  test("what a flag requires of a boolean flag means the same when its values get names or lose them", async () => {
    const { wallet, checkout } = await shop();
    const variants = [
      { name: "new", value: true },
      { name: "old", value: false },
    ];
    expect((await patch(checkout, { variants })).status).toBe(200);
    expect((await read(wallet)).requires).toEqual([{ flag: "checkout", variant: "new" }]);
    expect((await patch(checkout, { variants: [] })).status).toBe(200);
    expect((await read(wallet)).requires).toEqual(on);
  });

  test("what a flag requires comes back with a change that is taken back, and with a deleted flag", async () => {
    const { wallet, checkout } = await shop();
    const restore = async () => {
      const [entry] = await entries(wallet);
      return service.call("POST", `${flags}/audit/${entry?.id}/restore`);
    };
    await patch(wallet, { requires: [] });
    expect((await restore()).body.data.after.requires).toEqual(on);
    await remove(wallet);
    const [entry] = await entries(wallet);
    await remove(checkout);
    const refused = await service.call("POST", `${flags}/audit/${entry?.id}/restore`);
    expect({ status: refused.status, details: refused.body.details }).toEqual({
      status: 409,
      details: { "requires.0.flag": ["Must be a flag of the same project"] },
    });
    expect((await restore()).status).toBe(200);
    expect((await service.call("POST", `${flags}/audit/${entry?.id}/restore`)).status).toBe(200);
    expect((await read(wallet)).requires).toEqual(on);
  });
});

describe("what cannot be required", () => {
  const many = Array.from({ length: limits.requirements + 1 }, (_, at) => ({ flag: `f-${at}`, variant: "on" }));

  test.each<[string, unknown, Record<string, unknown>]>([
    ["a flag that there is not", [{ flag: "gone", variant: "on" }], { "requires.0.flag": [expect.any(String)] }],
    ["the flag itself", [{ flag: "checkout", variant: "on" }], { "requires.0.flag": ["A flag cannot require itself"] }],
    [
      "a variant that there is not",
      [{ flag: "free", variant: "blue" }],
      { "requires.0.variant": ["Must be one of on, off"] },
    ],
    ["a value of another type", [{ flag: "free", value: "on" }], { "requires.0.value": [expect.any(String)] }],
    ["neither a variant nor a value", [{ flag: "free" }], { "requires.0": [expect.any(String)] }],
    ["both", [{ flag: "free", variant: "on", value: true }], { "requires.0": [expect.any(String)] }],
    [
      "one flag twice",
      [
        { flag: "free", variant: "on" },
        { flag: "free", variant: "off" },
      ],
      { "requires.1.flag": ["Is required already"] },
    ],
    ["too many flags", many, { requires: [expect.any(String)] }],
    ["no list", { flag: "free", variant: "on" }, { requires: [expect.any(String)] }],
    ["null", null, { requires: [expect.any(String)] }],
    [
      "a circle",
      [
        { flag: "free", variant: "on" },
        { flag: "wallet", variant: "on" },
      ],
      { "requires.1.flag": ["Closes a circle: checkout → wallet → checkout"] },
    ],
  ])(
    "what cannot be required: %s is refused with its place, and nothing is stored",
    async (_what, requires, details) => {
      const { checkout } = await shop();
      await service.flag(checkout.project_id, { key: "free" });
      const answer = await patch(checkout, { requires });
      expect({ status: answer.status, details: answer.body.details }).toEqual({ status: 422, details });
      expect(await read(checkout)).toEqual(checkout);
    },
  );

  test("what cannot be required: a flag of another project, an archived one, or more than ten in a row", async () => {
    const { wallet } = await shop();
    const { id: elsewhere } = await service.project();
    const create = (fields: object) =>
      service.call("POST", flags, { body: { project_id: wallet.project_id, flag_type: "boolean", ...fields } });
    await service.flag(elsewhere, { key: "far" });
    await service.flag(wallet.project_id, { key: "archived", status: "archived" });
    for (const flag of ["far", "archived"]) {
      const { status, body } = await create({ key: "new", requires: [{ flag, variant: "on" }] });
      expect({ status, places: Object.keys(body.details) }).toEqual({ status: 422, places: ["requires.0.flag"] });
    }
    const before = ["wallet", ...Array.from({ length: 9 }, (_, at) => `next-${at}`)];
    const statuses: number[] = [];
    for (const [at, flag] of before.entries()) {
      statuses.push((await create({ key: `next-${at}`, requires: [{ flag, variant: "on" }] })).status);
    }
    expect(statuses).toEqual([...Array.from({ length: 9 }, () => 201), 422]);
  });

  test("what cannot be required: of two writes at once that close a circle, one is refused", async () => {
    const { wallet, checkout } = await shop([]);
    const answers = await Promise.all([
      patch(wallet, { requires: on }),
      patch(checkout, { requires: [{ flag: "wallet", variant: "on" }] }),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 422]);
  });
});

describe("who changes by what a flag requires", () => {
  const draftFor = (value: unknown) => ({ environment: "production", rules: [{ conditions: [], value }] });

  test("who changes by what a flag requires is told of the flags that require one, where that is met", async () => {
    const { wallet, checkout } = await shop();
    const asked = await service.data("POST", `${flags}/${checkout.id}/rules/analyze`, draftFor(true));
    expect(asked.required_by).toMatchObject([
      { flag_key: "wallet", environment: "production", new_exposure: "yes", changes: [{ from: false, to: true }] },
    ]);
    const own = await service.data("POST", `${flags}/${wallet.id}/rules/analyze`, draftFor(false));
    expect(own.effect.changes).toMatchObject([{ from: true, to: false, who: "checkout is on" }]);
    expect(own).not.toHaveProperty("required_by");
  });

  test("who changes by what a flag requires is told of a promotion where what is required is met", async () => {
    const { wallet, checkout } = await shop();
    await service.rule(wallet.id, { environment: "staging", conditions: [], value: false });
    const compare = `${flags}/projects/${wallet.project_id}/compare?from=staging&to=production`;
    const effectOf = async () => {
      const compared: FlagComparison[] = await service.data("GET", compare);
      const effect = compared.find(({ flag_id: id }) => id === wallet.id)?.effect;
      return [effect?.changes.map(({ who }) => who), effect?.requirements_never_met];
    };
    expect(await effectOf()).toEqual([["checkout is on"], undefined]);
    await service.data("PATCH", `${flags}/${checkout.id}/environments/production`, { enabled: false });
    const sentence = "The requirement that checkout is on is never met: checkout is off and gives false (off).";
    expect(await effectOf()).toEqual([[], [sentence]]);
    const promote = (...flag_ids: string[]): Promise<Promoted> =>
      service.data("POST", `${flags}/projects/${wallet.project_id}/promote`, {
        ...{ from: "staging", to: "production", flag_ids, dry_run: true },
      });
    expect((await promote(wallet.id)).effect?.lists).toMatchObject([{ requirements_never_met: [sentence] }]);
    // Promoted with it, the required flag is on there; its rule goes, as it has none in staging.
    const both = (await promote(wallet.id, checkout.id)).effect?.lists;
    expect(both?.map((list) => list.requirements_never_met)).toContainEqual([
      "The requirement that checkout is on is never met: no rule of checkout that can match gives that, " +
        "and by default it gives false (off).",
    ]);

    const { findings } = await service.data("POST", `${flags}/${wallet.id}/rules/analyze`, {
      environment: "production",
    });
    expect(findings).toEqual([
      expect.objectContaining({ kind: "requirement_never_met", rule_ids: [], requirement: 0, sentence }),
    ]);
  });

  test("who changes by what a flag requires is what a guard of a required flag refuses", async () => {
    const { wallet, checkout } = await shop();
    const rule = { environment: "production", conditions: [], value: true };
    const refused = await service.call("POST", `${flags}/${checkout.id}/rules?guard=no_new_exposure`, { body: rule });
    expect(refused.body.guard).toMatchObject([{ flag_key: "checkout" }, { flag_key: "wallet" }]);
    const off = await service.call("PATCH", `${flags}/${checkout.id}?guard=no_new_exposure`, {
      body: { enabled: false },
    });
    expect(off.status).toBe(200);
    const on = await service.call("PATCH", `${flags}/${checkout.id}?guard=no_new_exposure`, {
      body: { enabled: true },
    });
    expect(on.body.guard.map(({ flag_key: key }: { flag_key: string }) => key)).toContain("wallet");
    expect(await read(wallet)).toEqual(wallet);
  });
});
