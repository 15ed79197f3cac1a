import { expect } from "vitest";
import type { Project } from "@/lib/contract/project";
import type { FlagEvaluation } from "@/lib/targeting";
import type { ApiService } from "../support/api-service";
import { naiveEvaluate } from "../unit/targeting/naive";
import type { Followers } from "./followers";
import type { Person } from "./people";
import { inputOf, type State } from "./state";

interface Asked {
  readonly service: ApiService;
  readonly project: Pick<Project, "id">;
  readonly state: State;
  readonly environment: string;
  readonly people: readonly Person[];
}

/** Every road to a value gives what the naive reading gives by what the API lists. */
export async function checkAnswers(
  { service, project, state, environment, people }: Asked,
  followers: Followers | undefined,
): Promise<void> {
  const input = inputOf(state, environment);
  const where = { project_id: project.id, environment };
  const ofrep = (person: Person, key = "") =>
    service.call("POST", `/ofrep/v1/evaluate/flags${key}`, {
      body: { context: person },
      headers: { "x-project-id": project.id, "x-environment": environment },
    });
  await followers?.reach(state.revision);
  for (const [at, person] of people.entries()) {
    const expected = new Map(input.flags.map(({ key }) => [key, naiveEvaluate(input, key, person)]));
    const active = input.flags.flatMap(({ key, status }) => (status === "archived" ? [] : [key]));
    const says = `what ${JSON.stringify(person)} gets in ${environment}`;
    const all = await service.data("POST", "/api/v1/flags/bootstrap", { ...where, context: person });
    expect(all.revision, says).toBe(state.revision);
    expect(all.flags, says).toEqual(Object.fromEntries(active.map((key) => [key, answerOf(expected.get(key))])));
    const bulk = (await ofrep(person)).body.flags.map(({ metadata, ...flag }: { metadata: object }) => flag);
    expect(bulk, says).toEqual(active.map((key) => ofrepOf(expected.get(key))));
    for (const key of expected.keys()) {
      const found = expected.get(key);
      const alone = { value: found?.value, reason: found?.reason, rule_id: found?.ruleId };
      for (const answer of followers?.answers(key, person) ?? []) expect(answer, `${key}: ${says}`).toEqual(alone);
    }
    // Of one flag, turn about.
    const key = [...expected.keys()][at % Math.max(expected.size, 1)];
    if (key === undefined) continue;
    const body = { ...where, flag_key: key, context: person };
    const single = await service.data("POST", "/api/v1/flags/evaluate", body);
    expect(single, says).toEqual({ flag_key: key, environment, ...answerOf(expected.get(key)) });
    const { trace, requirements, ...explained } = await service.data("POST", "/api/v1/flags/evaluate", {
      ...body,
      explain: true,
    });
    expect(explained, says).toEqual(single);
    expect(trace.find(({ outcome }: { outcome: string }) => outcome === "match")?.rule_id ?? null).toBe(single.rule_id);
    const { metadata, ...flag } = (await ofrep(person, `/${key}`)).body;
    expect(flag, says).toEqual(ofrepOf(expected.get(key)));
  }
}

function answerOf(found: FlagEvaluation | undefined): object {
  if (found === undefined) throw new Error("There is no such flag");
  const { value, reason, ruleId, variant, isVariantImplied, isCodeDefault } = found;
  return {
    ...{ value, reason, rule_id: ruleId },
    ...(variant !== undefined && !isVariantImplied && { variant }),
    ...(isCodeDefault && { is_code_default: true }),
  };
}

/** OFREP has no reason DEFAULT, and no value where the code's default counts. */
function ofrepOf(found: FlagEvaluation | undefined): object {
  if (found === undefined) throw new Error("There is no such flag");
  const { flagKey: key, value, variant, isCodeDefault } = found;
  const reason = found.reason === "DEFAULT" ? "UNKNOWN" : found.reason;
  return { key, reason, ...(!isCodeDefault && { value }), ...(typeof variant === "string" && { variant }) };
}
