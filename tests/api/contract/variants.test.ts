import { describe, expect, test } from "vitest";
import type { AuditEntry } from "@/lib/contract/audit";
import type { Flag } from "@/lib/contract/flag";
import { limits } from "@/lib/contract/limits";
import type { Variant } from "@/lib/contract/variant";
import { sharedService } from "../../support/api-service";

const service = sharedService();
const flags = "/api/v1/flags";
const colours: Variant[] = [
  { name: "Blue", value: "#00f", description: "What everyone has had so far" },
  { name: "Green", value: "#0f0" },
];
const pro = [{ attribute: "plan", operator: "equals", value: "pro" }];

/** A flag that is on, serves Blue, and Green to `pro` in production and in staging. */
async function coloured(fields: object = {}): Promise<Flag> {
  const { id: projectId } = await service.project();
  const flag: Flag = await service.flag(projectId, {
    ...{ flag_type: "string", default_value: "#00f", enabled: true, variants: colours },
    ...fields,
  });
  for (const environment of ["production", "staging"]) {
    await service.rule(flag.id, { environment, conditions: pro, value: "#0f0" });
  }
  return flag;
}

const patch = (flag: Flag, body: object, search = "") =>
  service.call("PATCH", `${flags}/${flag.id}${search}`, { body });

async function patched(...sent: Parameters<typeof patch>): Promise<Flag> {
  const answer = await patch(...sent);
  expect(answer.status, answer.text).toBe(200);
  return answer.body.data;
}

const valuesIn = async (flag: Flag, environment: string) =>
  (await service.rules(flag, environment)).map(({ value }) => value);

async function entriesOf({ project_id }: Flag): Promise<AuditEntry[]> {
  return service.data("GET", `${flags}/audit?project_id=${project_id}`);
}

describe("variants of a flag", () => {
  test("variants are kept in their order, and absent from answers when there are none", async () => {
    const flag = await coloured();
    expect(flag.variants).toEqual(colours);
    expect(await service.data("GET", `${flags}?project_id=${flag.project_id}`)).toEqual([flag]);
    expect((await patched(flag, { variants: colours.toReversed() })).variants).toEqual(colours.toReversed());
    expect(await patched(flag, { variants: [] })).not.toHaveProperty("variants");
    expect(await service.flag(flag.project_id)).not.toHaveProperty("variants");
  });

  test("variants are told by every way of asking", async () => {
    const flag = await coloured();
    await service.rule(flag.id, {
      conditions: [{ attribute: "plan", operator: "equals", value: "old" }],
      value: "#00F",
    });
    const ask = async (context: object) => {
      const body = { project_id: flag.project_id, context };
      const single = await service.data("POST", `${flags}/evaluate`, { ...body, flag_key: flag.key });
      const explained = await service.data("POST", `${flags}/evaluate`, { ...body, flag_key: flag.key, explain: true });
      const all = await service.data("POST", `${flags}/bootstrap`, body);
      const headers = { "x-project-id": flag.project_id };
      const path = `/ofrep/v1/evaluate/flags/${flag.key}`;
      const ofrep = await service.call("POST", path, { body: { context }, headers });
      return [single, explained, all.flags[flag.key], ofrep.body].map(({ variant }) => variant);
    };
    expect(await ask({ plan: "pro" })).toEqual(["Green", "Green", "Green", "Green"]);
    expect(await ask({})).toEqual(["Blue", "Blue", "Blue", "Blue"]);
    expect(await ask({ plan: "old" })).toEqual([null, null, null, undefined]);
  });

  test("variants of a boolean flag are on and off for OFREP, and absent from the documented answers", async () => {
    const { id: project_id } = await service.project();
    const flag: Flag = await service.flag(project_id, { enabled: true });
    const answer = await service.data("POST", `${flags}/evaluate`, { project_id, flag_key: flag.key, context: {} });
    expect(answer).toEqual({
      ...{ flag_key: flag.key, value: false, reason: "STATIC", rule_id: null, environment: "production" },
    });
    const headers = { "x-project-id": project_id };
    const path = `/ofrep/v1/evaluate/flags/${flag.key}`;
    const ofrep = await service.call("POST", path, { body: { context: {} }, headers });
    expect(ofrep.body).toMatchObject({ value: false, variant: "off" });
  });

  test("variants that are renamed change no value", async () => {
    const flag = await coloured();
    const renamed = await patched(flag, { variants: [colours[0], { name: "Lime", value: "#0f0" }] });
    expect(renamed.default_value).toEqual(flag.default_value);
    expect(await valuesIn(flag, "production")).toEqual(["#0f0"]);
    expect((await entriesOf(flag)).filter(({ resource_type: type }) => type === "rule")).toHaveLength(2);
  });

  test("variants that get another value get it wherever it was served, in one audited revision", async () => {
    const flag = await coloured({ environments: { staging: { default_value: { value: "#0f0" } } } });
    await service.rule(flag.id, { conditions: [], value: "#00F" });
    const revision = async () =>
      (await service.data("POST", `${flags}/bootstrap`, { project_id: flag.project_id, context: {} })).revision;
    const before = await revision();
    // Each gets the other's: a value that was changed is not changed again.
    const swapped = [
      { ...colours[0], value: "#0f0" },
      { ...colours[1], value: "#00f" },
    ];
    const after = await patched(flag, { variants: swapped });
    expect(await revision()).toBe(before + 1);
    expect(after.default_value).toEqual({ value: "#0f0" });
    expect(after.environments.staging?.default_value).toEqual({ value: "#00f" });
    expect(await valuesIn(flag, "production")).toEqual(["#00f", "#00F"]);
    expect(await valuesIn(flag, "staging")).toEqual(["#00f"]);
    const told = (await entriesOf(flag)).slice(0, 3);
    expect(told.map(({ action }) => action)).toEqual(["flag.updated", "rule.updated", "rule.updated"]);
    expect(new Set(told.map(({ request_id: id }) => id)).size).toBe(1);
    const rules = await service.rules(flag);
    expect(told.find(({ resource_id: id }) => id === rules[0]?.id)).toMatchObject({
      before: { value: "#0f0" },
      after: { ...rules[0], value: "#00f" },
    });
  });

  test("variants that get another value get it in the arms of a split, too, and name the arm's variant", async () => {
    const flag = await coloured();
    const split = [
      { value: "#00f", weight: 60 },
      { value: "other", weight: 40 },
    ];
    const rule = await service.rule(flag.id, { conditions: [], value: "other", split });
    await patched(flag, { variants: [{ name: "Blue", value: "#008" }, colours[1]] });
    const now = (await service.rules(flag)).find(({ id }) => id === rule.id);
    expect(now).toMatchObject({ value: "other", split: [{ value: "#008", weight: 60 }, split[1]] });
    const [told] = (await entriesOf(flag)).filter(({ resource_id: id }) => id === rule.id);
    expect([told?.before, told?.after]).toMatchObject([{ split }, { split: now?.split }]);
    const ask = (user_id: string) =>
      service.data("POST", `${flags}/evaluate`, {
        project_id: flag.project_id,
        flag_key: flag.key,
        context: { user_id },
      });
    // With so many people both arms have somebody, whatever the salt: 0.6^60 is 5e-14.
    const answers = await Promise.all(Array.from({ length: 60 }, (_, number) => ask(`user-${number}`)));
    const named = answers.map(({ value, variant }) => `${value} ${variant}`);
    expect(new Set(named)).toEqual(new Set(["#008 Blue", "other null"]));
  });

  test("variants that are JSON are found whatever the order of their keys", async () => {
    const variants = [{ name: "Small", value: { size: 1, unit: "kg" } }];
    const flag = await coloured({ flag_type: "json", default_value: { value: {} }, variants });
    await service.rule(flag.id, { conditions: [], value: { unit: "kg", size: 1 } });
    await patched(flag, { variants: [{ name: "Small", value: { size: 2, unit: "kg" } }] });
    expect(await valuesIn(flag, "production")).toEqual(["#0f0", { size: 2, unit: "kg" }]);
  });

  test("variants leave a default that is sent with them as it is sent", async () => {
    const flag = await coloured();
    const variants = [{ name: "Blue", value: "#008" }, colours[1]];
    expect(await patched(flag, { variants, default_value: "#fff" })).toMatchObject({
      default_value: { value: "#fff" },
    });
  });

  test("variants that would give somebody another value are refused by a guard, and nothing is stored", async () => {
    const { id: projectId } = await service.project({ environments: ["production"] });
    const sent = { flag_type: "string", default_value: "#00f", enabled: true, variants: colours };
    const flag: Flag = await service.flag(projectId, sent);
    await service.rule(flag.id, { conditions: pro, value: "#0f0" });
    const guard = "?guard=no_new_exposure";
    const refused = await patch(flag, { variants: [colours[0], { name: "Green", value: "#fa0" }] }, guard);
    expect({ status: refused.status, guard: refused.body.guard }).toEqual({
      status: 409,
      guard: [expect.objectContaining({ name: "no_new_exposure", environment: "production" })],
    });
    expect(await service.data("GET", `${flags}/${flag.id}`)).toEqual(flag);
    expect(await valuesIn(flag, "production")).toEqual(["#0f0"]);
  });

  test("variants come back with what they changed when their change is restored", async () => {
    const flag = await coloured();
    await patched(flag, { variants: [colours[0], { name: "Green", value: "#fa0" }] });
    const [entry] = await entriesOf(flag);
    await service.data("POST", `${flags}/audit/${entry?.id}/restore`);
    expect((await service.data("GET", `${flags}/${flag.id}`)).variants).toEqual(colours);
    expect(await valuesIn(flag, "production")).toEqual(["#0f0"]);
  });

  test("variants come back, and what served another's value before goes on serving it", async () => {
    const own = { staging: { default_value: { value: "#0f0" } } };
    const flag = await coloured({ environments: own });
    const split = [
      { value: "#00f", weight: 50 },
      { value: "#0f0", weight: 25 },
    ];
    await service.rule(flag.id, { conditions: [], value: "#00f", split });
    const requiring: Flag[] = await Promise.all(
      ["#00f", "#0f0"].map((value) => service.flag(flag.project_id, { requires: [{ flag: flag.key, value }] })),
    );
    const read = async () => [
      await Promise.all([flag, ...requiring].map(({ id }) => service.data("GET", `${flags}/${id}`))),
      (await service.rules(flag)).map(({ value, split: arms }) => [value, arms]),
      await valuesIn(flag, "staging"),
    ];
    const untimed = (state: unknown) =>
      JSON.parse(JSON.stringify(state, (key, at) => (key === "updated_at" ? "" : at)));
    const before = await read();
    const one = [{ ...colours[0], value: "#0f0" }];
    await patched(flag, { variants: one });
    const after = await read();
    const restore = async () => {
      const [entry] = (await entriesOf(flag)).filter(({ resource_id: id }) => id === flag.id);
      await service.data("POST", `${flags}/audit/${entry?.id}/restore`);
    };
    await restore();
    expect(untimed(await read())).toEqual(untimed(before));
    await restore();
    expect(untimed(await read())).toEqual(untimed(after));
  });

  test("variants come back with a flag that was deleted", async () => {
    const flag = await coloured();
    await service.call("DELETE", `${flags}/${flag.id}`);
    const [entry] = await entriesOf(flag);
    await service.data("POST", `${flags}/audit/${entry?.id}/restore`);
    expect((await service.data("GET", `${flags}/${flag.id}`)).variants).toEqual(colours);
  });
});

describe("variants that cannot be", () => {
  const many = Array.from({ length: limits.variants + 1 }, (_, index) => ({ name: String(index), value: "" }));
  const large = Array.from({ length: 3 }, (_, index) => ({ name: String(index), value: "x".repeat(100_000) }));
  const named = (name: unknown) => [{ name, value: "" }];

  test.each([
    ["of another type", [...colours, { name: "Number", value: 1 }], ["variants.2.value"]],
    [
      "that are nested too deeply",
      JSON.parse(`${'[{"name":"Deep","value":'}${"[".repeat(500)}${"]".repeat(500)}}]`),
      ["variants.0.value"],
    ],
    ["of one name", [...colours, ...colours], ["variants.2.name", "variants.3.name"]],
    ["without a name", [{ value: "" }], ["variants.0.name"]],
    ["without a value", [{ name: "Nothing" }], ["variants.0.value"]],
    ["with a blank name", named(" "), ["variants.0.name"]],
    ["with a name that is no text", named(1), ["variants.0.name"]],
    ["with a name that is too long", named("x".repeat(limits.variantNameLength + 1)), ["variants.0.name"]],
    ["with a field that there is not", [{ ...colours[0], weight: 1 }], ["variants.0.weight"]],
    ["that are no list", { Blue: "#00f" }, ["variants"]],
    ["that are null", null, ["variants"]],
    ["that are too many", many, ["variants"]],
    ["that are too much", large, ["variants"]],
  ])(
    "variants that cannot be %s are refused with their places, and nothing is stored",
    async (_what, variants, places) => {
      const flag = await coloured();
      const body = { project_id: flag.project_id, key: "new", flag_type: "string", default_value: "", variants };
      for (const answer of [await patch(flag, { variants }), await service.call("POST", flags, { body })]) {
        expect({ status: answer.status, places: Object.keys(answer.body.details ?? {}) }).toEqual({
          status: 422,
          places,
        });
      }
      expect(await service.data("GET", `${flags}?project_id=${flag.project_id}`)).toEqual([flag]);
    },
  );
});
