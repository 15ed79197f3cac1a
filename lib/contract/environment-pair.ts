import type { FieldProblems } from "./errors";
import type { JsonObject } from "./json";
import type { Project } from "./project";
import { unknownEnvironment } from "./rule";

type Known = Pick<Project, "environments">;

/** The problems of named fields whose environment the project does not have. */
export function environmentProblems(body: JsonObject, fields: string[], { environments }: Known): FieldProblems {
  const problems: FieldProblems = {};
  for (const field of fields) {
    if (body[field] === undefined || environments.some((name) => name === body[field])) continue;
    problems[field] = [unknownEnvironment(environments)];
  }
  return problems;
}

/** The same for `from` and `to`, which must differ. */
export function environmentPairProblems(body: JsonObject, project: Known): FieldProblems {
  const problems = environmentProblems(body, ["from", "to"], project);
  if (body.from !== undefined && body.from === body.to) problems.to ??= [SAME_ENVIRONMENT];
  return problems;
}

const SAME_ENVIRONMENT = 'Must not be the same as "from"';
