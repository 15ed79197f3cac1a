import { z } from "zod";
import { idSchema } from "./common";
import { environmentPairProblems, environmentProblems } from "./environment-pair";
import type { FieldProblems } from "./errors";
import type { JsonObject } from "./json";
import { limits } from "./limits";
import type { Project } from "./project";

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

export const orderRulesProblems = (body: JsonObject, { project }: WithEnvironments): FieldProblems =>
  environmentProblems(body, ["environment"], project);

export const copyRulesProblems = (body: JsonObject, { project }: WithEnvironments): FieldProblems =>
  environmentPairProblems(body, project);
