import type { z } from "zod";
import type { FieldProblems } from "./errors";
import { limits } from "./limits";

const TYPES: Readonly<Record<string, string>> = {
  string: "Must be text",
  number: "Must be a number",
  int: "Must be a whole number",
  boolean: "Must be true or false",
  array: "Must be a list",
  object: "Must be an object",
  record: "Must be an object",
};

/** The message about a bound, by what is counted. */
function boundMessage(origin: string, side: "most" | "least", bound: number | bigint): string {
  if (origin === "string") {
    return side === "least" && bound === 1 ? "Must not be empty" : `Must have at ${side} ${bound} characters`;
  }
  return origin === "array" ? `Must have at ${side} ${bound} items` : `Must be at ${side} ${bound}`;
}

/**
 * What is wrong with a value, as a sentence for people. Every check of the contract's schemas uses it, on the server
 * and in pages, so that both say the same. A schema with a message of its own keeps it.
 */
function messageOf(issue: z.core.$ZodRawIssue): string | undefined {
  switch (issue.code) {
    case "invalid_type":
      return issue.input === undefined ? "Required" : TYPES[issue.expected];
    case "too_big":
      return boundMessage(issue.origin, "most", issue.maximum);
    case "too_small":
      return boundMessage(issue.origin, "least", issue.minimum);
    case "invalid_value":
      return issue.input === undefined ? "Required" : `Must be one of: ${issue.values.join(", ")}`;
    case "unrecognized_keys":
      return "Unknown field";
    default:
      return undefined;
  }
}

/** Makes a schema use the sentences of `messageOf`. */
export const inWords = { error: messageOf } as const;

// Paths come from the client's own keys ("__proto__" among them), so the map has no prototype.
const emptyProblems = (): FieldProblems => Object.create(null);

/** All problems, as the contract's map from dotted path to messages; empty when there are none. */
export function fieldProblems(error: z.ZodError | undefined): FieldProblems {
  const problems = emptyProblems();
  const add = (path: PropertyKey[], message: string) => {
    const key = path.map(String).join(".");
    problems[key] ??= [];
    problems[key].push(message);
  };
  for (const issue of error?.issues.slice(0, limits.issues) ?? []) {
    if (issue.code === "unrecognized_keys") {
      for (const key of issue.keys.slice(0, limits.issues)) add([...issue.path, key], issue.message);
    } else {
      add(issue.path, issue.message);
    }
  }
  return problems;
}

/** Adds the problems of a second check at paths where the first found none. */
export const mergeProblems = (first: FieldProblems, second: FieldProblems): FieldProblems =>
  Object.assign(emptyProblems(), second, first);
