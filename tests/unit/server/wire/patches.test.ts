import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { ProjectSource } from "@/lib/server/live/project-source";
import { RulesetChanges } from "@/lib/server/live/wire/ruleset-changes";
import { patchText, wholeText } from "@/lib/server/live/wire/ruleset-text";
import { readVersionText, versionText } from "@/lib/server/live/wire/version-text";
import type { FlagInput, RuleInput, RulesetInput, SegmentInput } from "@/lib/targeting";
import { type HeldRuleset, inOrder, patched, type RulesetPatch } from "../../../support/ruleset-client";
import { rulesetArbitrary } from "../../targeting/arbitraries";
import { flagOf, rulesOf } from "../../targeting/builders";
import { ENVIRONMENT, sourceOf, stored, versionAt } from "./sources";

const form = { environment: ENVIRONMENT, lists: "hash" } as const;
const whole = (source: ProjectSource): HeldRuleset => JSON.parse([...wholeText(source, form)].join(""));

function follower(): RulesetChanges {
  const changes = new RulesetChanges(ENVIRONMENT);
  changes.follow();
  return changes;
}

/** The patch that brings who holds something here; undefined: there is none. */
function patchFor(held: HeldRuleset, changes: RulesetChanges, source: ProjectSource): RulesetPatch | undefined {
  const version = readVersionText(held.version);
  const touched = version && changes.since(version);
  return version && touched && JSON.parse(patchText(source, touched, version.revision, form));
}

/** A relay's upstream may be given an earlier copy of its database. */
test("do not lead on from a state that was left when another one came back", () => {
  const parts = { flags: [flagOf()], rules: [], segments: [] };
  const tokens = ["t1", "t2", "t1", "other"];
  const changes = follower();
  changes.advance(
    sourceOf(parts, versionAt(1), tokens.slice(0, 3)),
    sourceOf(parts, { ...versionAt(2), token: "other" }, tokens),
  );
  expect(changes.since(versionAt(1))).toBeDefined();
  expect(changes.since(versionAt(2))).toBeUndefined();
});

type Parts = Pick<RulesetInput, "flags" | "rules" | "segments">;

/** Some of what there was and some of what there is; what did not change is the same object. */
function mixed(before: Parts, after: Parts, choices: readonly boolean[]): Parts {
  let at = 0;
  const choose = () => choices[at++ % choices.length] === true;
  const merge = <T extends { id: string }>(old: readonly T[], young: readonly T[]): T[] => {
    const items = new Map(old.map((item) => [item.id, item]));
    for (const item of young) if (choose()) items.set(item.id, item);
    for (const id of [...items.keys()]) if (choose() && choose()) items.delete(id);
    return [...items.values()];
  };
  return {
    flags: merge<FlagInput>(before.flags, after.flags),
    rules: merge<RuleInput>(before.rules, after.rules),
    segments: merge<SegmentInput>(before.segments, after.segments),
  };
}

/** The states of a project, and what its changes were noted to be; flags that have not changed are the same object. */
function historyOf(parts: readonly Parts[], skipped: readonly boolean[]) {
  const changes = follower();
  const states: ProjectSource[] = [];
  const tokens: string[] = [];
  let revision = 0;
  for (const [at, each] of parts.entries()) {
    // Revisions that came together are passed at once.
    revision += skipped[at % skipped.length] ? 2 : 1;
    for (let passed = tokens.length + 1; passed <= revision; passed += 1) tokens.push(`t${passed}`);
    const source = sourceOf(each, versionAt(revision), [...tokens]);
    const before = states.at(-1);
    for (const [id, flag] of source.flags) {
      const old = before?.flags.get(id);
      const isSame = old?.flag === flag.flag && sameItems(old.rules.get(ENVIRONMENT), flag.rules.get(ENVIRONMENT));
      if (old !== undefined && isSame) (source.flags as Map<string, unknown>).set(id, old);
    }
    if (before !== undefined) changes.advance(before, source);
    states.push(source);
  }
  return { changes, states };
}

const sameItems = (one: readonly unknown[] = [], other: readonly unknown[] = []): boolean =>
  one.length === other.length && one.every((item, at) => item === other[at]);

describe("patches", () => {
  test("patches bring whoever holds an earlier state to the latest, over any sequence of writes", () => {
    const stepArbitrary = fc.tuple(rulesetArbitrary, fc.array(fc.boolean(), { minLength: 3, maxLength: 40 }));
    fc.assert(
      fc.property(
        fc.array(stepArbitrary, { minLength: 2, maxLength: 6 }),
        fc.array(fc.boolean(), { minLength: 1, maxLength: 5 }),
        (steps, skipped) => {
          let parts: Parts = { flags: [], rules: [], segments: [] };
          const all = steps.map(([input, choices]) => {
            parts = mixed(parts, stored(input), choices);
            return parts;
          });
          const { changes, states } = historyOf(all, skipped);
          const [now] = states.slice(-1);
          if (now === undefined) return;
          for (const state of states.slice(0, -1)) {
            const held = whole(state);
            const patch = patchFor(held, changes, now);
            expect(patch && inOrder(patched(held, patch))).toEqual(inOrder(whole(now)));
          }
        },
      ),
      { numRuns: 80 },
    );
  });

  const ids = Array.from({ length: 100_000 }, (_, at) => `user-${at}`);
  const listed = { id: "s", match_type: "all", rules: [{ key: "user_id", operator: "in", value: ids }] };
  const rules = rulesOf(Array.from({ length: 100 }, () => ({ segment_id: "s" })));
  const base = { flags: [flagOf()], rules, segments: [listed] };

  test("patches say what changed, and nothing beside it: no list, no rule but the one that was edited", () => {
    const edited = rules.map((rule) => (rule.id === "rule-7" ? { ...rule, percentage: 50 } : stored(rule)));
    const { changes, states } = historyOf([base, { ...base, rules: edited }], [false]);
    const [before, after] = states;
    const patch = before && after && patchFor(whole(before), changes, after);
    expect(patch).toMatchObject({ from: 1, to: 2, upsert: { rules: [{ id: "rule-7", percentage: 50 }] }, remove: {} });
    expect(patch?.upsert).not.toHaveProperty("flags");
    expect(patch?.upsert).not.toHaveProperty("segments");
    expect(JSON.stringify(patch).length).toBeLessThan(500);
  });

  test("patches name a list that was edited by its content", () => {
    const [rule] = listed.rules;
    const longer = { ...listed, rules: [{ ...rule, key: "user_id", operator: "in", value: [...ids, "user-new"] }] };
    const { changes, states } = historyOf([base, { ...base, segments: [longer] }], [false]);
    const [before, after] = states;
    const patch = before && after && patchFor(whole(before), changes, after);
    expect(patch?.upsert).toEqual({
      segments: [{ ...listed, rules: [{ ...rule, value: { list: expect.any(String) } }] }],
    });
    expect(JSON.stringify(patch).length).toBeLessThan(500);
  });

  test("patches are empty for a change of another environment, or of a name", () => {
    const renamed = { ...base, flags: base.flags.map((flag) => stored(flag)) };
    const { changes, states } = historyOf([base, renamed], [false]);
    const [before, after] = states;
    expect(before && after && patchFor(whole(before), changes, after)).toMatchObject({ upsert: {}, remove: {} });
  });
});

describe("missing patches", () => {
  const parts = { flags: [flagOf()], rules: rulesOf([{}]), segments: [] };
  const at = (revision: number, tokens: string[], epoch = "e") =>
    sourceOf({ ...parts, flags: [flagOf()] }, versionAt(revision, epoch), tokens);

  test("there is no patch from a state of another history or database, though it is counted the same", () => {
    const changes = follower();
    changes.advance(at(1, ["t1"]), at(2, ["t1", "t2"]));
    expect(changes.since(versionAt(1))).toBeDefined();
    expect(changes.since({ ...versionAt(1), token: "other" })).toBeUndefined();
    expect(changes.since(versionAt(1, "other"))).toBeUndefined();
    expect(changes.since({ ...versionAt(1), revision: 7 })).toBeUndefined();
  });

  test("there is no patch across a time of which the database does not say what changed", () => {
    const changes = follower();
    changes.advance(at(1, ["t1"]), at(2, ["t1", "t2"]));
    changes.advance(at(2, ["t1", "t2"]), at(9, ["t9"]));
    changes.advance(at(9, ["t9"]), at(10, ["t9", "t10"]));
    expect(changes.since(versionAt(1))).toBeUndefined();
    expect(changes.since(versionAt(9))).toBeDefined();
  });

  test("there is no patch from longer ago than the last two hundred changes, or than five thousand ids", () => {
    const changes = follower();
    const tokens = ["t1"];
    for (let revision = 2; revision <= 250; revision += 1) {
      const before = at(revision - 1, [...tokens]);
      tokens.push(`t${revision}`);
      changes.advance(before, at(revision, [...tokens]));
    }
    expect([changes.since(versionAt(49)), changes.since(versionAt(50))]).toEqual([undefined, expect.anything()]);
    const many = rulesOf(Array.from({ length: 5_001 }, () => ({})));
    const last = at(250, ["t250"]);
    changes.advance(last, sourceOf({ ...parts, rules: many }, versionAt(251), ["t250", "t251"]));
    expect(changes.since(versionAt(250))).toBeUndefined();
  });

  test("there is no patch where nobody has asked for the ruleset", () => {
    const changes = new RulesetChanges(ENVIRONMENT);
    changes.advance(at(1, ["t1"]), at(2, ["t1", "t2"]));
    expect(changes.since(versionAt(1))).toBeUndefined();
  });
});

test("a version is read as it is written, and nothing else is one", () => {
  const version = { epoch: crypto.randomUUID(), revision: 12, token: crypto.randomUUID() };
  expect(readVersionText(versionText(version))).toEqual(version);
  for (const text of ["", "a.b.c", "a.1", `a.1.${"x".repeat(65)}`, "a.1.b.c", "a.-1.b", "ä.1.b"]) {
    expect(readVersionText(text)).toBeUndefined();
  }
});
