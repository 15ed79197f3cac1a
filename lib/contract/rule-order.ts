import { z } from "zod";
import { idSchema } from "./common";
import type { FieldProblems } from "./errors";
import type { JsonObject } from "./json";
import { limits } from "./limits";
import type { Project } from "./project";
import { unknownEnvironment } from "./rule";

export const orderRulesSchema = z
  .strictObject({
    environment: z.string(),
    rule_ids: z
      .array(idSchema)
      .max(limits.rulesPerList)
      .meta({ description: "Every rule of the list, once, first to last." }),
  })
  .meta({ id: "OrderRules" });
export type OrderRules = z.output<typeof orderRulesSchema>;

export const copyRulesSchema = z
  .strictObject({
    from: z.string(),
    to: z.string(),
    mode: z.enum(["append", "replace"]),
  })
  .meta({ id: "CopyRules" });
export type CopyRules = z.output<typeof copyRulesSchema>;

type WithEnvironments = { project: Pick<Project, "environments"> };

/** Which of the named fields hold an environment that the project does not have. */
function environmentProblems(body: JsonObject, fields: string[], { project }: WithEnvironments) {
  const problems: FieldProblems = {};
  for (const field of fields) {
    if (body[field] === undefined || project.environments.some((name) => name === body[field])) continue;
    problems[field] = [unknownEnvironment(project.environments)];
  }
  return problems;
}

export const orderRulesProblems = (body: JsonObject, resource: WithEnvironments): FieldProblems =>
  environmentProblems(body, ["environment"], resource);

export function copyRulesProblems(body: JsonObject, resource: WithEnvironments): FieldProblems {
  const problems = environmentProblems(body, ["from", "to"], resource);
  if (body.from !== undefined && body.from === body.to) problems.to ??= ['Must not be the same as "from"'];
  return problems;
}
