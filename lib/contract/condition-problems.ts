import {
  boundOf,
  type ComparisonKind,
  isScalar,
  jsonArray,
  type OperatorId,
  operatorOptions,
  operatorValueKind,
  versionKey,
} from "@/lib/targeting";
import { limits } from "./limits";
import { comparedNumberProblem } from "./number-problem";
import { checkOnce } from "./pattern-checks";
import { isStorableText, STORABLE_TEXT_PROBLEM } from "./storable-text";

/** How a condition compares, besides its operator. */
export interface ConditionOptions {
  negate?: boolean | undefined;
  ignore_case?: boolean | undefined;
  as?: ComparisonKind | undefined;
}

/** A problem of one field of a condition. */
interface ConditionProblem {
  path: (string | number)[];
  message: string;
}

type Problem = Pick<ConditionProblem, "message"> & { path: number[] };

const NO_COMPARISON: Readonly<Record<ComparisonKind, string>> = {
  number: "Must be a number, for it is compared as one",
  date: "Must be a date such as 2026-01-31T09:00:00Z, or milliseconds since 1970, for it is compared as a date",
  version: "Must be a version such as 2.10.0, for it is compared as one",
};
const NO_BOUND = "Must be a number, a date such as 2026-01-31, or a version such as 2.10.0";

const alone = (message: string | undefined): Problem[] => (message === undefined ? [] : [{ path: [], message }]);

function scalarProblem(value: unknown, expected = "Must be a string, a number or a boolean"): string | undefined {
  if (typeof value === "number") return comparedNumberProblem(value);
  if (typeof value !== "string") return typeof value === "boolean" ? undefined : expected;
  if (value.length > limits.scalarLength) return `Must be at most ${limits.scalarLength} characters`;
  return isStorableText(value) ? undefined : STORABLE_TEXT_PROBLEM;
}

/** The problems of a list's items, each with the index. */
function itemProblems(items: readonly unknown[], problemOf: (item: unknown) => string | undefined): Problem[] {
  const problems: Problem[] = [];
  for (const [index, item] of items.entries()) {
    const message = problemOf(item);
    if (message !== undefined) problems.push({ path: [index], message });
    if (problems.length === limits.issues) break;
  }
  return problems;
}

const tooMany = (most: number): Problem[] => alone(`Must have at most ${most} items`);

/**
 * The text form is split when it is evaluated. The body limits its length; its items have the same limit as an array's.
 */
function writtenListProblems(value: string, as: ComparisonKind | undefined): Problem[] {
  if (!isStorableText(value)) return alone(STORABLE_TEXT_PROBLEM);
  const array = jsonArray(value);
  if (array !== undefined) {
    const inexact = array.find((item) => typeof item === "number" && comparedNumberProblem(item) !== undefined);
    if (typeof inexact === "number") return alone(comparedNumberProblem(inexact));
  }
  const items = array?.every(isScalar) ? array : value.split(",", limits.listItems + 1);
  if (items.length > limits.listItems) return tooMany(limits.listItems);
  const isRight = as !== "version" || items.every((item) => isVersion(typeof item === "string" ? item.trim() : item));
  return alone(isRight ? undefined : "Must be a list of versions such as 2.9.0, 2.10.0");
}

function listProblems(value: unknown, as: ComparisonKind | undefined): Problem[] {
  if (typeof value === "string") return writtenListProblems(value, as);
  if (!Array.isArray(value)) return alone("Must be an array or a comma-separated string");
  if (value.length > limits.listItems) return tooMany(limits.listItems);
  return itemProblems(value, (item) => scalarProblem(item) ?? versionProblem(item, as));
}

const isVersion = (value: unknown): boolean => isScalar(value) && versionKey(String(value)) !== null;

const versionProblem = (value: unknown, as: ComparisonKind | undefined): string | undefined =>
  as === "version" && !isVersion(value) ? NO_COMPARISON.version : undefined;

function patternProblem(value: unknown): string | undefined {
  if (typeof value !== "string") return "Must be a string";
  const problem = scalarProblem(value);
  if (problem !== undefined) return problem;
  const check = checkOnce(value);
  return check.ok ? undefined : check.message;
}

/** One value, or a list of values any of which may match. */
function severalProblems(value: unknown, most: number, problemOf: (item: unknown) => string | undefined): Problem[] {
  if (!Array.isArray(value)) return alone(problemOf(value));
  if (value.length === 0) return alone("Must not be empty");
  return value.length > most ? tooMany(most) : itemProblems(value, problemOf);
}

/** All problems of a value for this operator; empty when it fits. Paths are relative to the value. */
export function conditionValueProblems(
  operator: OperatorId,
  value: unknown,
  { as }: Pick<ConditionOptions, "as"> = {},
): Problem[] {
  const kind = operatorValueKind(operator);
  if (kind === "none") return alone(value === null ? undefined : `Must be null: "${operator}" takes no value`);
  if (value === null) return alone("Required");
  switch (kind) {
    case "list":
      return listProblems(value, as);
    case "comparable":
      return alone(
        scalarProblem(value) ?? (boundOf(value, as ?? null) ? undefined : as ? NO_COMPARISON[as] : NO_BOUND),
      );
    case "pattern":
      return severalProblems(value, limits.conditionPatterns, patternProblem);
    case "scalar":
      return operatorOptions(operator).takesSeveral
        ? severalProblems(value, limits.conditionTexts, (item) => scalarProblem(item))
        : alone(scalarProblem(value) ?? versionProblem(value, as));
  }
}

/** The options of a condition that its operator does not support. */
function optionProblems(operator: OperatorId, { negate, ignore_case, as }: ConditionOptions): ConditionProblem[] {
  const { canNegate, ignoresCase, comparesAs } = operatorOptions(operator);
  const problems: ConditionProblem[] = [];
  if (negate === true && !canNegate) {
    const twin = operator === "exists" ? "not_exists" : "exists";
    problems.push({ path: ["negate"], message: `Must not be true: use "${twin}" instead` });
  }
  if (ignore_case === true && (!ignoresCase || as === "version")) {
    problems.push({ path: ["ignore_case"], message: "Must not be true: nothing here has upper and lower case" });
  }
  if (as !== undefined && !comparesAs.includes(as)) {
    const choices = comparesAs.map((kind) => `"${kind}"`).join(" or ");
    const message =
      choices === "" ? `Must be left out: "${operator}" does not compare` : `Must be ${choices} or left out`;
    problems.push({ path: ["as"], message });
  }
  return problems;
}

/** All problems of a condition, apart from the form of its fields. */
export function conditionProblems({
  operator,
  value,
  ...options
}: { operator: OperatorId; value: unknown } & ConditionOptions): ConditionProblem[] {
  const ofOptions = optionProblems(operator, options);
  // What a value is compared as decides how it is checked, so `as` must be valid first.
  if (ofOptions.some(({ path }) => path[0] === "as")) return ofOptions;
  const ofValue = conditionValueProblems(operator, value, options);
  return [...ofOptions, ...ofValue.map(({ path, message }) => ({ path: ["value", ...path], message }))];
}
