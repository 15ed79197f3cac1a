"use client";

import { useSyncExternalStore } from "react";
import { newRowId } from "@/components/forms/field-values";
import { roundedNumberProblem } from "@/components/values/draft";
import { Listeners } from "@/lib/client/store";
import type { JsonObject, JsonValue } from "@/lib/contract/json";
import { conditionsIn, segmentsIn } from "@/lib/targeting/element";
import type { SegmentInput } from "@/lib/targeting/index";
import { bucketByOf } from "@/lib/targeting/rule-columns";
import { ledTo, segmentsNamed } from "@/lib/targeting/segment-references";
import type { FlagSubject, TestSubject } from "../test-subject";

/** The context in the panel, on which rules or a segment are tested. */
interface TestContext {
  readonly mode: "rows" | "json";
  readonly rows: readonly ContextRow[];
  readonly json: string;
  /** The saved test user that was picked. */
  readonly userId: string | null;
}

const EMPTY: TestContext = { mode: "rows", rows: [], json: "", userId: null };

const byProject = new Map<string, TestContext>();
const listeners = new Listeners();

function set(projectId: string, next: TestContext): void {
  byProject.set(projectId, next);
  listeners.tell();
}

function withMode(testContext: TestContext, mode: TestContext["mode"]): TestContext {
  if (mode === testContext.mode) return testContext;
  const parsed = parsedContext(testContext);
  if ("problem" in parsed) return testContext;
  const { context } = parsed;
  return mode === "json"
    ? { ...testContext, mode, json: JSON.stringify(context, null, 2) }
    : { ...testContext, mode, rows: contextToRows(context) };
}

/** The context as the engine takes it, or why it cannot be read. */
export const parsedContext = ({ mode, rows, json }: TestContext): ParsedContext =>
  mode === "json" ? parseContext(json) : parseRows(rows);

/** Puts in a context that is not saved, such as a witness. */
export const tryContext = (projectId: string, context: JsonObject): void =>
  set(projectId, {
    ...(byProject.get(projectId) ?? EMPTY),
    userId: null,
    rows: contextToRows(context),
    json: JSON.stringify(context, null, 2),
  });

/**
 * The test context of a project. It stays while people go from flag to flag. The panel and the strip of saved users
 * share it.
 */
export function useTestContext(projectId: string) {
  const testContext = useSyncExternalStore(
    listeners.subscribe,
    () => byProject.get(projectId) ?? EMPTY,
    () => EMPTY,
  );
  const change = (part: Partial<TestContext>) => set(projectId, { ...(byProject.get(projectId) ?? EMPTY), ...part });
  return {
    testContext,
    setRows: (rows: readonly ContextRow[]) => change({ rows }),
    setJson: (json: string) => change({ json }),
    /** Converts the typed context; one that cannot be read stays in its mode. */
    setMode: (mode: TestContext["mode"]) => set(projectId, withMode(testContext, mode)),
    addAttribute: (attribute: string) => change({ rows: [...testContext.rows, newRow(attribute)] }),
    pick: (userId: string, context: JsonObject) =>
      change({ userId, rows: contextToRows(context), json: JSON.stringify(context, null, 2) }),
    /** Gives the context the name of a saved user, or none. */
    name: (userId: string | null) => change({ userId }),
    clear: () => change({ ...EMPTY, mode: testContext.mode }),
  };
}

export type TestContextControl = ReturnType<typeof useTestContext>;

const inOrder = (context: JsonObject): string =>
  JSON.stringify(Object.entries(context).sort(([one], [other]) => (one < other ? -1 : 1)));

/** Whether two contexts are equal, whatever the order of their attributes. */
export const isSameContext = (one: JsonObject, other: JsonObject): boolean => inOrder(one) === inOrder(other);

/** The attributes that the shown rules or segment ask for, in order of appearance, each once. */
export function mentionedAttributes(subject: TestSubject): string[] {
  const found = subject.kind === "segment" ? mentionedBySegment(subject) : mentionedByRules(subject);
  return [...new Set(found)].filter((attribute) => attribute !== "");
}

function mentionedBySegment({ segment, segments }: Extract<TestSubject, { kind: "segment" }>): string[] {
  const byId = new Map(segments.map((each) => [each.id, each]));
  return [segment, ...ledTo(segmentsIn(segment.rules), byId)].flatMap(keysOf);
}

function mentionedByRules({ rules, segments }: FlagSubject): string[] {
  // A map, because a project may have thousands of segments and a flag hundreds of rules.
  const byId = new Map(segments.map((segment) => [segment.id, segment]));
  return rules.flatMap((rule) => {
    const { conditions, percentage, split } = rule;
    const usesBuckets = (percentage ?? null) !== null || (split ?? null) !== null;
    return [
      ...conditionsIn(conditions).map(({ attribute }) => attribute),
      ...ledTo(segmentsNamed([rule]), byId).flatMap(keysOf),
      ...(usesBuckets ? [bucketByOf(rule)] : []),
    ];
  });
}

const keysOf = ({ rules }: Pick<SegmentInput, "rules">): string[] => conditionsIn(rules).map(({ key }) => key);

/** One attribute of the context, as it is typed. */
export interface ContextRow {
  readonly id: string;
  readonly attribute: string;
  /** As in `readValue`. */
  readonly text: string;
}

/** A new, empty row. */
export const newRow = (attribute = "", text = ""): ContextRow => ({ id: newRowId(), attribute, text });

/** The value of a row's text: JSON where it is JSON (`42`, `true`, `["a"]`, `"42"`), else the text itself. */
export function readValue(text: string): JsonValue {
  const trimmed = text.trim();
  try {
    return JSON.parse(trimmed);
  } catch {
    return trimmed;
  }
}

/** The problem of a row's text; undefined without one. */
export function rowProblem({ text }: Pick<ContextRow, "text">): string | undefined {
  const trimmed = text.trim();
  return readValue(trimmed) === trimmed ? undefined : roundedNumberProblem(trimmed);
}

/** The text of a value: the shortest that `readValue` reads as the same. */
export const textOf = (value: JsonValue): string =>
  typeof value === "string" && value !== "" && readValue(value) === value ? value : JSON.stringify(value);

/**
 * The context of some rows. A row without an attribute or a text is left out; of two with one attribute, the last
 * counts.
 */
export const rowsToContext = (rows: readonly ContextRow[]): JsonObject =>
  Object.fromEntries(
    rows
      .filter(({ attribute, text }) => attribute.trim() !== "" && text.trim() !== "")
      .map(({ attribute, text }) => [attribute.trim(), readValue(text)]),
  );

/** The rows of a context, in its order. */
export const contextToRows = (context: JsonObject): ContextRow[] =>
  Object.entries(context).map(([attribute, value]) => newRow(attribute, textOf(value ?? null)));

type ParsedContext = { readonly context: JsonObject } | { readonly problem: string };

/** Reads a context that was typed in rows. */
export function parseRows(rows: readonly ContextRow[]): ParsedContext {
  const problem = rows.map(rowProblem).find((each) => each !== undefined);
  return problem === undefined ? { context: rowsToContext(rows) } : { problem };
}

/** Reads a context that was typed as JSON; no text is an empty one. */
export function parseContext(json: string): ParsedContext {
  if (json.trim() === "") return { context: {} };
  try {
    const parsed: unknown = JSON.parse(json);
    if (typeof parsed !== "object" || parsed === null || Array.isArray(parsed)) {
      return { problem: 'Must be an object: { "attribute": value, … }' };
    }
    const problem = roundedNumberProblem(json);
    if (problem !== undefined) return { problem };
    // What JSON.parse makes is JSON.
    return { context: parsed as JsonObject };
  } catch (error) {
    return { problem: `Not valid JSON yet: ${error instanceof Error ? error.message : String(error)}` };
  }
}
