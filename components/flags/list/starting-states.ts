import type { Project } from "@/lib/contract/project";

export type States = Record<string, { enabled: boolean }>;

/** Where somebody's last new flag of the project was on: on this device only, and no more than a suggestion. */
const keyOf = ({ id }: Pick<Project, "id">): string => `guidon-new-flag-on:${id}`;

/** Nowhere, or where the last new flag was on. */
export function startingStates(project: Pick<Project, "id" | "environments">): States {
  const last = remembered(project);
  return Object.fromEntries(project.environments.map((name) => [name, { enabled: last.includes(name) }]));
}

/** What is chosen, on nowhere that the person may not turn it on: what is remembered may be from before that was so. */
export const allowedStates = (states: States, mayChange: (environment: string) => boolean): States =>
  Object.fromEntries(
    Object.entries(states).map(([name, { enabled }]) => [name, { enabled: enabled && mayChange(name) }]),
  );

export function rememberStates(project: Pick<Project, "id">, states: States): void {
  const on = Object.keys(states).filter((name) => states[name]?.enabled);
  try {
    localStorage.setItem(keyOf(project), JSON.stringify(on));
  } catch {
    // Storage may be full or not allowed; then nothing is remembered.
  }
}

function remembered(project: Pick<Project, "id">): readonly unknown[] {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(keyOf(project)) ?? "[]");
    return Array.isArray(stored) ? stored : [];
  } catch {
    return [];
  }
}
