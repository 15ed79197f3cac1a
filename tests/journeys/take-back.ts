import { expect } from "vitest";
import type { AuditEntry } from "@/lib/contract/audit";
import { restoreKind } from "@/lib/contract/restorable";
import type { ApiService } from "../support/api-service";
import { newEntries } from "./check-history";
import { environments, listOf, type State } from "./state";

/** The entry by which an act is taken back; undefined where there is none. */
export function takenBackBy(before: State, after: State): AuditEntry | undefined {
  const entries = newEntries(before, after);
  const main = entries.filter(({ resource_type: type }) => type !== "rule").at(-1) ?? entries.at(-1);
  return main === undefined || typeof restoreKind(main) === "object" ? undefined : main;
}

/** Restores an entry as one act. */
export const takeBack = (service: ApiService, { id, batch_id }: AuditEntry) =>
  service.call("POST", `/api/v1/flags/audit/${id}/restore?extent=${batch_id === undefined ? "change" : "batch"}`);

/** All is what it was, but for when it was last changed and how far apart rules stand. */
export const expectSame = (state: State, earlier: State): void => expect(content(state)).toEqual(content(earlier));

function content(state: State) {
  const untimed = <T extends object>(each: T) => ({ ...each, updated_at: "", created_at: "", position: 0 });
  const byId = <T extends { id: string }>(list: readonly T[]) => [...list].sort((a, b) => (a.id < b.id ? -1 : 1));
  const rules = state.flags.flatMap(({ id }) =>
    environments.map((environment) => [`${id} ${environment}`, listOf(state, id, environment).map(untimed)]),
  );
  return {
    flags: byId(state.flags).map(untimed),
    segments: byId(state.segments).map(untimed),
    rules: Object.fromEntries(rules),
    // What is expected of a flag that comes back is the last that is expected.
    testUsers: byId(state.testUsers).map((user) => untimed({ ...user, expectations: inOrder(user.expectations) })),
  };
}

const inOrder = <T>(list: readonly T[]): T[] =>
  [...list].sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
