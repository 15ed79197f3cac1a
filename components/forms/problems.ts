import type { FieldErrors } from "react-hook-form";
import type { FieldProblems } from "@/lib/contract/errors";

/** Problems below `path`, with paths relative to it. The problems of `path` itself have the empty path. */
export function problemsUnder(problems: FieldProblems, path: string): FieldProblems {
  const under: FieldProblems = {};
  for (const [key, messages] of Object.entries(problems)) {
    if (key === path) under[""] = messages;
    else if (key.startsWith(`${path}.`)) under[key.slice(path.length + 1)] = messages;
  }
  return under;
}

/** The first message at a path or anywhere below it. */
export function problemAt(problems: FieldProblems, path: string): string | undefined {
  const under = problemsUnder(problems, path);
  return under[""]?.[0] ?? Object.values(under)[0]?.[0];
}

/** Problems that belong to none of the fields, as sentences that name their place. */
export const problemsElsewhere = (problems: FieldProblems, fields: readonly string[]): string[] =>
  Object.entries(problems)
    .filter(([path]) => !fields.some((field) => path === field || path.startsWith(`${field}.`)))
    .flatMap(([path, messages]) => messages.map((message) => (path === "" ? message : `${path}: ${message}`)));

/** What the form library keeps beside a message: the kind of error and the control. These are no fields. */
const NOT_FIELDS = new Set(["type", "types", "message", "ref"]);

/** The messages of a form's errors by dotted path. The library nests them as the fields are nested. */
export function problemsIn(errors: FieldErrors, path = ""): FieldProblems {
  const problems: FieldProblems = {};
  for (const [key, error] of Object.entries(errors)) {
    if (NOT_FIELDS.has(key) || typeof error !== "object" || error === null) continue;
    // A list's own error is at its root.
    const at = [path, key].filter((part) => part !== "" && part !== "root").join(".");
    if (typeof error.message === "string") problems[at] = [error.message];
    // Errors of nested fields have the same shape.
    Object.assign(problems, problemsIn(error as FieldErrors, at));
  }
  return problems;
}
