import { describe, expect, test } from "vitest";
import { changesBetween } from "@/lib/server/live/change-log";
import type { LoggedChange } from "@/lib/server/store/versions";

const at = (revision: number, token = `t${revision}`, epoch = "e") => ({ epoch, revision, token });
const logged = (revision: number, flagIds: string[] = [], token = `t${revision}`): LoggedChange => ({
  revision,
  token,
  flagIds,
  segmentIds: [],
});

describe("change log", () => {
  test("the change log says what changed between two revisions, each thing once", () => {
    const log = [logged(4, ["before"]), logged(5, ["a"]), { ...logged(6, ["a", "b"]), segmentIds: ["s"] }];
    expect(changesBetween(at(4), at(6), log)).toEqual({
      flagIds: new Set(["a", "b"]),
      segmentIds: new Set(["s"]),
      tokens: ["t5", "t6"],
    });
    expect(changesBetween(at(6), at(6), log.slice(2))?.flagIds.size).toBe(0);
  });

  test.each([
    ["what is held is too long ago", at(4), at(6), [logged(5), logged(6)]],
    ["somebody who keeps no log wrote meanwhile", at(4), at(6), [logged(4), logged(6)]],
    ["somebody who keeps no log wrote last", at(4), at(6, "t5"), [logged(4), logged(5)]],
    ["what is held is of another history", at(4, "other"), at(6), [logged(4), logged(5), logged(6)]],
    ["the database came back older", at(6), at(4), []],
    ["the database came back older and counted on to the same revision", at(6, "lost"), at(6), [logged(6)]],
    ["the database is another", at(4, "t4", "other"), at(5), [logged(4), logged(5)]],
    ["there is no log", at(4), at(4), []],
  ])("the change log says nothing when %s", (_case, from, to, log) => {
    expect(changesBetween(from, to, log)).toBeUndefined();
  });
});
