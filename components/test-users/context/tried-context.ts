"use client";

import { useSyncExternalStore } from "react";
import type { JsonObject } from "@/lib/contract/json";
import { type ContextRow, contextToRows, newRow, type ParsedContext, parseContext, parseRows } from "./context-rows";

/** The context that is being tried, as it stands in the panel. */
export interface TriedContext {
  readonly mode: "rows" | "json";
  readonly rows: readonly ContextRow[];
  readonly json: string;
  /** The saved test user that it was taken from. */
  readonly userId: string | null;
}

const EMPTY: TriedContext = { mode: "rows", rows: [], json: "", userId: null };

const byProject = new Map<string, TriedContext>();
const listeners = new Set<() => void>();

function set(projectId: string, next: TriedContext): void {
  byProject.set(projectId, next);
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function withMode(tried: TriedContext, mode: TriedContext["mode"]): TriedContext {
  if (mode === tried.mode) return tried;
  const parsed = parsedContext(tried);
  if ("problem" in parsed) return tried;
  const { context } = parsed;
  return mode === "json"
    ? { ...tried, mode, json: JSON.stringify(context, null, 2) }
    : { ...tried, mode, rows: contextToRows(context) };
}

/** What is tried now, or why it cannot be read. */
export const parsedContext = ({ mode, rows, json }: TriedContext): ParsedContext =>
  mode === "json" ? parseContext(json) : parseRows(rows);

/** Tries somebody who is not saved, such as a witness. */
export const tryContext = (projectId: string, context: JsonObject): void =>
  set(projectId, {
    ...(byProject.get(projectId) ?? EMPTY),
    userId: null,
    rows: contextToRows(context),
    json: JSON.stringify(context, null, 2),
  });

/**
 * The context that is being tried in a project. It stays while people go from flag to flag, and the panel and the strip
 * of saved users share it.
 */
export function useTriedContext(projectId: string) {
  const tried = useSyncExternalStore(
    subscribe,
    () => byProject.get(projectId) ?? EMPTY,
    () => EMPTY,
  );
  const change = (part: Partial<TriedContext>) => set(projectId, { ...(byProject.get(projectId) ?? EMPTY), ...part });
  return {
    tried,
    setRows: (rows: readonly ContextRow[]) => change({ rows }),
    setJson: (json: string) => change({ json }),
    /** Carries what was typed over; what cannot be read stays where it is. */
    setMode: (mode: TriedContext["mode"]) => set(projectId, withMode(tried, mode)),
    addAttribute: (attribute: string) => change({ rows: [...tried.rows, newRow(attribute)] }),
    pick: (userId: string, context: JsonObject) =>
      change({ userId, rows: contextToRows(context), json: JSON.stringify(context, null, 2) }),
    /** It is the same context, under a name (or none). */
    name: (userId: string | null) => change({ userId }),
    clear: () => change({ ...EMPTY, mode: tried.mode }),
  };
}

export type TriedContextControl = ReturnType<typeof useTriedContext>;
