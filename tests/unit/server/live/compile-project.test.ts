import { expect, test } from "vitest";
import { compileProject, type Rulesets } from "@/lib/server/live/compile-project";
import type { ProjectSource } from "@/lib/server/live/project-source";
import type { RuleInput, SegmentInput } from "@/lib/targeting";
import { flagOf, rulesOf } from "../../targeting/builders";

const ENVIRONMENTS = ["production", "staging"];

const audience: SegmentInput = {
  id: "s1",
  match_type: "all",
  rules: [{ key: "plan", operator: "equals", value: "pro" }],
};

function sourceOf(rules: readonly RuleInput[]): ProjectSource {
  const flag = { flag: flagOf(), createdAt: 1, rules: new Map(ENVIRONMENTS.map((each) => [each, rules])) };
  return {
    id: "project",
    slug: "project",
    version: { epoch: "e", revision: 1, token: "t" },
    tokens: ["t"],
    environments: ENVIRONMENTS,
    defaultEnvironment: "production",
    samplesContexts: false,
    held: ENVIRONMENTS,
    flags: new Map([[flag.flag.id, flag]]),
    segments: new Map([[audience.id, audience]]),
  };
}

test("the environments of a project share their segments, however often its rules were changed", async () => {
  let rulesets: Rulesets | undefined;
  const shared = new Set<unknown>();
  for (let revision = 0; revision < 3; revision += 1) {
    const conditions = Array.from({ length: 10 }, (_, at) => ({
      attribute: "id",
      operator: "equals",
      value: `${revision}-${at}`,
    }));
    rulesets = await compileProject(sourceOf(rulesOf([{ conditions, segment_id: "s1" }])), rulesets);
    const [one, other] = ENVIRONMENTS.map((each) => rulesets?.get(each)?.segments.get("s1"));
    expect(one).toBeDefined();
    expect(other).toBe(one);
    shared.add(one);
  }
  expect(shared.size).toBe(1);
});
