import { expect, test } from "vitest";
import { limits } from "@/lib/contract/limits";
import { Viewers } from "@/lib/server/live/changes/viewers";

function watched() {
  const told: string[] = [];
  const viewers = new Viewers((projectId) => told.push(projectId));
  const look = (member: string, client: string, flag: string | null, project = "p") =>
    viewers.set({ project, client, member, name: member.toUpperCase(), flag });
  const names = (project = "p") => viewers.of(project).viewers.map(({ name, flag_id }) => `${name} ${flag_id}`);
  return { viewers, told, look, names };
}

test("a member who looks at a flag with several pages is one viewer, until the last page is gone", () => {
  const { told, look, names } = watched();
  look("ada", "one", "f");
  look("ada", "two", "f");
  expect([names(), told]).toEqual([["ADA f"], ["p"]]);
  look("ada", "one", "g");
  expect(names()).toEqual(["ADA g", "ADA f"]);
  look("ada", "one", null);
  look("ada", "two", null);
  expect([names(), told.length]).toEqual([[], 4]);
});

test("a page that says nothing more for a minute is gone, and one that goes on saying so stays", () => {
  const { viewers, look, names } = watched();
  look("ada", "one", "f");
  viewers.sweep(performance.now() + 59_000);
  expect(names()).toEqual(["ADA f"]);
  viewers.sweep(performance.now() + 61_000);
  expect(names()).toEqual([]);
});

test("no member has more pages than the limit, and giving one up makes room", () => {
  const { look, names } = watched();
  for (let page = 0; page <= limits.viewersPerMember; page += 1) look("ada", `${page}`, `f${page}`);
  expect(names()).toHaveLength(limits.viewersPerMember);
  look("bob", "one", "f0");
  expect(names()).toContain("BOB f0");
  look("ada", "0", null);
  look("ada", "last", "f-last");
  expect(names()).toContain("ADA f-last");
});

test("no two states of a project have the same version, also when it was forgotten in between", () => {
  const { viewers, look } = watched();
  look("ada", "one", "f");
  const { version } = viewers.of("p");
  look("ada", "one", null);
  look("bob", "one", "f");
  expect(viewers.of("p").version).not.toBe(version);
});
