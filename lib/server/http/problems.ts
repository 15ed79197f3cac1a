import { z } from "zod";
import type { FieldProblems } from "@/lib/contract/errors";
import { limits } from "@/lib/contract/limits";

z.config({
  customError: (issue) => {
    if (issue.code !== "invalid_type") return undefined;
    if (issue.input === undefined) return "Required";
    return issue.expected === "int" ? "Must be a whole number" : undefined;
  },
});

// Paths come from the client's own keys ("__proto__" among them), so the map has no prototype to hit.
const emptyProblems = (): FieldProblems => Object.create(null);

/** A zod failure as the contract's map from dotted path to messages, all of them at once. */
export function fieldProblems(error: z.ZodError): FieldProblems {
  const problems = emptyProblems();
  const add = (path: PropertyKey[], message: string) => {
    const key = path.map(String).join(".");
    problems[key] ??= [];
    problems[key].push(message);
  };
  for (const issue of error.issues.slice(0, limits.issues)) {
    if (issue.code === "unrecognized_keys") {
      for (const key of issue.keys.slice(0, limits.issues)) add([...issue.path, key], "Unknown field");
    } else {
      add(issue.path, issue.message);
    }
  }
  return problems;
}

/** Adds what a second check found, where the first found nothing yet. */
export const mergeProblems = (first: FieldProblems, second: FieldProblems): FieldProblems =>
  Object.assign(emptyProblems(), second, first);

/** A query-string failure as one sentence: `project_id is required`. */
export function queryProblem(error: z.ZodError): string {
  const sentences = error.issues.slice(0, limits.issues).flatMap((issue) => {
    if (issue.code === "unrecognized_keys") return issue.keys.map((key) => `Unknown query parameter: ${key}`);
    const name = issue.path.map(String).join(".");
    const message = issue.message === "Required" ? "is required" : issue.message;
    return [`${name} ${message.charAt(0).toLowerCase()}${message.slice(1)}`];
  });
  return sentences.slice(0, 10).join("; ");
}
