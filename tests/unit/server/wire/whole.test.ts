import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { LiveRuleset } from "@/lib/server/live/live-project";
import type { ProjectSource } from "@/lib/server/live/project-source";
import { listDocument } from "@/lib/server/live/wire/list-documents";
import { type ListForm, wholeText } from "@/lib/server/live/wire/ruleset-text";
import {
  compileRuleset,
  evaluate,
  evaluateAll,
  explain,
  type FlagInput,
  type RuleInput,
  type RulesetInput,
  type SegmentInput,
} from "@/lib/targeting";
import { type HeldRuleset, withLists } from "../../../support/ruleset-client";
import { contextArbitrary, rulesetArbitrary } from "../../targeting/arbitraries";
import { flagOf, rulesOf } from "../../targeting/builders";
import { ENVIRONMENT, sourceOf, stored } from "./sources";

const textOf = (source: ProjectSource, lists: ListForm = "inline"): string =>
  [...wholeText(source, { environment: ENVIRONMENT, lists })].join("");

const sent = (source: ProjectSource, lists: ListForm = "inline"): HeldRuleset => JSON.parse(textOf(source, lists));

/** Holds what a client would evaluate against what the server does, explanations too. */
function expectTheSame(input: RulesetInput, contexts: readonly unknown[]): void {
  const here = compileRuleset({ ...input, environment: ENVIRONMENT });
  const there = compileRuleset({ ...sent(sourceOf(input)), environment: ENVIRONMENT });
  for (const context of contexts) {
    expect(evaluateAll(there, context)).toEqual(evaluateAll(here, context));
    for (const { key } of input.flags) {
      expect(evaluate(there, key, context)).toEqual(evaluate(here, key, context));
      expect(explain(there, key, context)).toEqual(explain(here, key, context));
    }
  }
}

describe("clients that evaluate what they were sent", () => {
  test("a client evaluates what it was sent as the server does, over random rulesets and contexts", () => {
    fc.assert(
      fc.property(rulesetArbitrary, fc.array(contextArbitrary, { minLength: 1, maxLength: 4 }), (input, contexts) =>
        expectTheSame(stored(input), contexts),
      ),
      { numRuns: 100 },
    );
  });

  // JSON.parse, not an import: a bundler would turn the key "__proto__" into a prototype.
  const vectors = (name: string): { cases: object[] } =>
    JSON.parse(readFileSync(new URL(`../../../vectors/${name}.json`, import.meta.url), "utf8"));

  interface Case {
    name: string;
    ruleset: RulesetInput;
    evaluations: { context: unknown }[];
  }
  test.each(vectors("rulesets").cases as Case[])(
    "a client evaluates what it was sent as the server does,: $name",
    ({ ruleset, evaluations }) => {
      const contexts = evaluations.map(({ context }) => context);
      expectTheSame({ ...ruleset, segments: ruleset.segments ?? [] }, contexts);
    },
  );

  interface Conditions {
    condition?: RulesetInput["rules"][number]["conditions"][number];
    conditions?: RulesetInput["rules"][number]["conditions"];
    segments?: RulesetInput["segments"];
    matches: unknown[];
    misses: unknown[];
  }
  test("a client evaluates what it was sent as the server does, in every vector of conditions and groups", () => {
    for (const each of [...vectors("conditions").cases, ...vectors("groups").cases] as Conditions[]) {
      const conditions = each.conditions ?? (each.condition ? [each.condition] : []);
      const input = { flags: [flagOf()], rules: rulesOf([{ conditions }]), segments: each.segments ?? [] };
      expectTheSame(stored(input), [...each.matches, ...each.misses]);
    }
  });
});

test("every field that an engine knows is sent", () => {
  const flag: Required<FlagInput> = {
    ...{ id: "f", key: "k", default_value: { value: 1 }, enabled: true, status: "active", is_client_visible: true },
    ...{ when_disabled: "code_default", flag_type: "number", variants: [{ name: "One", value: 1 }] },
    ...{ requires: [{ flag: "other", value: 1 }], environments: { production: { enabled: false } } },
  };
  const rule: Required<RuleInput> = {
    ...{ id: "r", flag_id: "f", position: 1, conditions: [], value: 1, enabled: true, percentage: 5 },
    ...{ segment_id: "s", bucket_by: "company", salt: "pepper", split: [{ value: 2, weight: 50 }] },
  };
  const segment: Required<SegmentInput> = { id: "s", match_type: "all", rules: [] };
  const { flags, rules, segments } = sent(sourceOf({ flags: [flag], rules: [rule], segments: [segment] }));
  expect({ flags, rules, segments }).toEqual({ flags: [flag], rules: [rule], segments: [segment] });
});

test("nothing of another environment is sent, nor what only people read", () => {
  const flag = {
    ...flagOf({ variants: stored([{ name: "On", value: true, description: "said" }]) }),
    environments: { production: { enabled: true }, "secret-place": { enabled: false } },
  };
  const segment = (id: string, inside: string) => ({
    ...{ id, match_type: "all" },
    rules: [{ key: "plan", operator: "equals", value: "pro" }, { segment: inside }],
  });
  const source = sourceOf({
    flags: [flag, flagOf({ id: "old", key: "old", status: "archived" })],
    rules: [...rulesOf([{ segment_id: "s1" }]), ...rulesOf([{ id: "gone", flag_id: "old", segment_id: "s4" }])],
    segments: [segment("s1", "s2"), segment("s2", "none"), segment("s3", "none"), segment("s4", "none")],
  });
  const elsewhere = rulesOf([{ id: "elsewhere", segment_id: "s3" }]);
  for (const { rules } of source.flags.values()) (rules as Map<string, unknown>).set("secret-place", elsewhere);
  const text = textOf(source);
  for (const word of ["secret-place", "elsewhere", "s3", "s4", "said", "gone"]) expect(text).not.toContain(word);
  expect(JSON.parse(text)).toMatchObject({
    flags: [{ environments: { production: { enabled: true } } }, { status: "archived" }],
    segments: [{ id: "s1" }, { id: "s2" }],
  });
});

test("long lists are named by their content wherever they stand, and come back as they were", async () => {
  const list = (name: string) => Array.from({ length: 1_001 }, (_, at) => `${name}-${at}`);
  const longText = list("a longer text").join(", ");
  const condition = (value: unknown) => ({ attribute: "id", key: "id", operator: "in", value });
  const source = sourceOf({
    flags: [flagOf()],
    rules: rulesOf([
      { conditions: [condition(list("a")), condition(list("a").slice(1)), { any: [condition(longText)] }] },
      { segment_id: "s" },
    ]),
    segments: [{ id: "s", match_type: "any", rules: [condition(list("b")), { none: [condition(list("a"))] }] }],
  });
  const held = sent(source, "hash");
  const digests = [...JSON.stringify(held).matchAll(/"list":"([0-9a-f]{64})"/g)].map(([, digest]) => digest);
  expect([digests.length, new Set(digests).size]).toEqual([4, 3]);
  const document = (digest = "", environment = ENVIRONMENT) =>
    listDocument({ source, environment } as LiveRuleset, digest);
  const asked = async (digest: string) => JSON.parse(String((await (await document(digest))?.body(null))?.bytes));
  expect(await withLists(held, asked)).toEqual(sent(source));
  expect(await document("0".repeat(64))).toBeUndefined();
  expect(await document(digests[0], "staging")).toBeUndefined();
  // A thousand applications that start ask for the same one: it is written and compressed once.
  expect(await document(digests[0])).toBe(await document(digests[0]));
});

test("five hundred flags with ten rules each are one answer of 300 kB at most", () => {
  const flags = Array.from({ length: 500 }, (_, at) => flagOf({ id: crypto.randomUUID(), key: `flag-number-${at}` }));
  const plans = ["free", "pro", "team", "enterprise"];
  const rules = flags.flatMap(({ id: flag_id }, flag) =>
    rulesOf(
      Array.from({ length: 10 }, (_, at) => ({
        ...{ flag_id, id: crypto.randomUUID(), salt: undefined, percentage: at % 3 === 0 ? at * 10 : null },
        conditions: [
          { attribute: "plan", operator: "equals", value: plans[(flag + at) % 4] },
          { attribute: "country", operator: "in", value: ["US", "CA", "DE"].slice(at % 3) },
        ],
      })),
    ),
  );
  const source = sourceOf({ flags, rules: rules.map(({ salt: _, ...rule }) => rule), segments: [] });
  expect(gzipSync(textOf(source)).length).toBeLessThan(300_000);
});
