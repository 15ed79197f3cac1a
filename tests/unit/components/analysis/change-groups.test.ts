import { describe, expect, test } from "vitest";
import { analysedList, elsewhereOf, listChange } from "@/components/analysis/analysed-list";
import {
  changeGroups,
  changesNobody,
  changeText,
  firstPeople,
  listChangeText,
  scopeText,
  unknownText,
  witnessText,
} from "@/components/analysis/change-groups";
import {
  changesCodeDefaultAlone,
  codeDefaultText,
  effectReport,
  effectTestUsers,
} from "@/components/analysis/effect-lists";

import type { Variant } from "@/lib/contract/variant";
import type { Change, ChangeReport, Unanswered } from "@/lib/targeting/analysis/changes";
import { flagOf, rulesOf } from "../../targeting/builders";

const change = (fields: Partial<Change>): Change => ({
  ruleBefore: null,
  ruleAfter: "rule-1",
  armBefore: null,
  armAfter: null,
  from: false,
  to: true,
  who: "plan is pro",
  short: fields.who ?? "plan is pro",
  segments: [],
  sentence: "true instead of false: plan is pro",
  witness: { plan: "pro" },
  listAttributes: [],
  isExposure: false,
  isBucketOpen: false,
  ...fields,
});
const unanswered = (because: Unanswered["because"]): Unanswered => ({
  ruleBefore: null,
  ruleAfter: null,
  armBefore: null,
  armAfter: null,
  because,
  isExposure: false,
});
const report = (changes: readonly Change[], open: readonly Unanswered[] = []): ChangeReport => ({
  changes,
  unanswered: open,
  newExposure: "unknown",
});

describe("people who change", () => {
  test("people who change stand together by what they got and get, those who are newly exposed first", () => {
    const groups = changeGroups([
      change({ who: "a", from: true, to: false }),
      change({ who: "b", isExposure: true }),
      change({ who: "c", isExposure: true }),
    ]);
    expect(groups.map(({ from, to, people }) => [from, to, people.map(({ short }) => short)])).toEqual([
      [false, true, ["b", "c"]],
      [true, false, ["a"]],
    ]);
  });

  test("people who change are told once when they are described alike, and with the lists that they must have", () => {
    const [group] = changeGroups([change({}), change({ ruleBefore: "rule-2" }), change({ listAttributes: ["plan"] })]);
    expect(group?.people.map(({ short }) => short)).toEqual(["plan is pro", "plan is pro, only where plan is a list"]);
  });

  test("people who change and may be anybody have nobody to be shown on", () => {
    expect(changeGroups([change({ witness: {} })])[0]?.people[0]?.witness).toBeNull();
  });

  test("people who change are cut to the first few over all groups, and the rest is counted", () => {
    const groups = changeGroups([
      ...["a", "b"].map((who) => change({ who })),
      ...["c", "d", "e"].map((who) => change({ who, to: "x" })),
    ]);
    const { shown, more } = firstPeople(groups, 3);
    expect(shown.map(({ people }) => people.map(({ short }) => short))).toEqual([["a", "b"], ["c"]]);
    expect(more).toBe(2);
    expect(firstPeople(groups, Number.POSITIVE_INFINITY)).toEqual({ shown: groups, more: 0 });
  });
});

describe("what is said", () => {
  test("what is said is that nobody changes only when that is proven", () => {
    expect(changesNobody(report([]))).toBe(true);
    expect(changesNobody(report([], [unanswered("opaque")]))).toBe(false);
    expect(changeText(report([]))).toBe("Nobody changes.");
    expect(changeText(report([], [unanswered("budget")]))).toBe(
      "Not known whether anyone changes: there is too much to search.",
    );
  });

  test("what is said in one line is the first change and how many more there are", () => {
    expect(changeText(report([change({})]))).toBe("true instead of false for those whose plan is pro.");
    expect(changeText(report([change({}), change({ who: "b" })], [unanswered("opaque")]))).toBe(
      "true instead of false for those whose plan is pro; and 2 more.",
    );
  });

  test("what is said in one line tells who is newly exposed before who is not", () => {
    const hidden = change({ from: true, to: false, who: "plan is free" });
    expect(changeText(report([hidden, change({ isExposure: true })]))).toBe(
      "true instead of false for those whose plan is pro; and 1 more.",
    );
  });

  test("what is said in one line calls values by their variants, and changed ones by what they are", () => {
    const [from, to] = ["#00f", "#0f0"];
    const list = (...variants: Variant[]) => ({ defaultValue: from, rules: [], segments: [], variants });
    const [blue, green] = [
      { name: "Blue", value: from },
      { name: "Green", value: to },
    ];
    const moved = report([change({ from, to })]);
    const who = "for those whose plan is pro.";
    const lists = { before: list(blue, green), after: list(blue, green) };
    expect(listChangeText(moved, lists)).toBe(`Green instead of Blue ${who}`);
    expect(listChangeText(moved, { ...lists, after: list({ ...blue, value: to }) })).toBe(
      `"#0f0" instead of "#00f" ${who}`,
    );
    expect(listChangeText(moved, { ...lists, before: list(green) })).toBe(`Green instead of "#00f" ${who}`);
  });

  test.each([
    ["everyone, not in Staff", "everyone, not in Staff"],
    ["25 % of people", "25 % of people"],
    ["in Staff and plan is pro", "those in Staff and plan is pro"],
    ["not in Staff", "those not in Staff"],
    ["plan is pro (25 %)", "those whose plan is pro (25 %)"],
  ])("what is said in one line names people so that it can be read aloud: %s", (short, said) => {
    expect(changeText(report([change({ short })]))).toBe(`true instead of false for ${said}.`);
  });

  test("what is said in one line says of whom other flags decide that it is them for whom these are on", () => {
    const list = { defaultValue: false, rules: [], segments: [] };
    const required = { environment: "production", flags: [], rules: [], requires: [{ flag: "search", variant: "on" }] };
    const found = report([change({ short: "search is on and plan is pro" })]);
    const said = "true instead of false for those for whom search is on and plan is pro.";
    expect(listChangeText(found, { before: list, after: { ...list, required } })).toBe(said);
    expect(listChangeText(found, { before: { ...list, required }, after: list })).toBe(said);
  });

  test("what is said of what is not known names each reason once", () => {
    expect(unknownText(report([change({})]))).toBeNull();
    expect(unknownText(report([change({})], [unanswered("opaque"), unanswered("opaque"), unanswered("budget")]))).toBe(
      "Not known whether anyone else changes: a pattern, or a mix of conditions on one attribute, " +
        "is beyond what can be proven, and there is too much to search.",
    );
  });

  test("what is said of a witness is its attributes, and an empty text can be seen", () => {
    expect(witnessText({ plan: "pro", tags: ["a"], seats: 3, name: "" })).toBe(
      'plan: pro, tags: ["a"], seats: 3, name: ""',
    );
    const many = Object.fromEntries(Array.from({ length: 10 }, (_, at) => [`a${at}`, at]));
    expect(witnessText(many)).toBe("a0: 0, a1: 1, a2: 2, a3: 3, a4: 4, a5: 5, a6: 6, a7: 7 and 2 more");
  });
});

describe("analysed lists", () => {
  const rules = rulesOf([{ segment_id: "a" }, {}]).reverse();
  const [a, b] = ["a", "b"].map((id) => ({
    ...{ id, project_id: "p", name: id, description: null, rules: [], match_type: "all" as const },
    ...{ created_at: "", updated_at: "" },
  }));
  if (a === undefined || b === undefined) throw new Error("two segments");
  const flag = { default_value: { value: "off" } };

  test("a list is analysed at the places on the screen, with the segments that it links to and no others", () => {
    const list = analysedList({ flag, rules, segments: [a, b], required: null });
    expect(list.rules.map(({ id, position }) => [id, position])).toEqual([
      ["rule-2", 1],
      ["rule-1", 2],
    ]);
    expect(list).toMatchObject({ defaultValue: "off", segments: [{ id: "a" }] });
  });

  test("a list is analysed before and after a change with the same segments", () => {
    const after = rulesOf([{ segment_id: "b" }]);
    const change = listChange({ flag, rules, after, segments: [a, b], required: null });
    expect(change.before.segments.map(({ id }) => id)).toEqual(["a", "b"]);
    expect(change.after.segments).toBe(change.before.segments);
  });

  test("a list is analysed with what its flag requires, and says what could not be read", () => {
    const requires = [{ flag: "checkout", variant: "on" }];
    const wallet = { ...flag, requires };
    const checkout = flagOf({ id: "checkout", key: "checkout", flag_type: "boolean" });
    const asked = { flag: wallet, rules: [], after: rulesOf([{ value: "on" }]), segments: [a, b] };
    const required = {
      environment: "production",
      flags: [checkout],
      rules: rulesOf([{ flag_id: "checkout", segment_id: "b" }]),
    };
    const { before, after, scope } = listChange({ ...asked, required });
    expect(after).toMatchObject({ required: { ...required, requires }, segments: [{ id: "b" }] });
    expect([before.required, scope]).toEqual([after.required, undefined]);
    const unread = listChange({ ...asked, required: null });
    expect([unread.after.required, unread.scope]).toEqual([undefined, "Told of those for whom checkout is on."]);
    const inCode = { ...wallet, when_disabled: "code_default" as const, required_by: ["cart"] };
    expect(listChange({ ...asked, flag: inCode, required }).scope).toBe(
      "Where it does not get what it needs, applications use the default in their code. " +
        "What changes in cart by it is not counted here.",
    );
  });
});

test("where nobody changes, flags that need it are told of when the code decides on one side only", () => {
  const flag = { when_disabled: "code_default" as const, required_by: ["cart"] };
  const elsewhere = elsewhereOf({ ...flag, isOn: true }, { ...flag, isOn: false });
  expect(elsewhere).toBe("What changes in cart by it is not counted here.");
  expect(elsewhereOf({ ...flag, isOn: true }, { ...flag, isOn: true })).toBeUndefined();
  expect(elsewhereOf({ ...flag, required_by: [], isOn: true }, { ...flag, isOn: false })).toBeUndefined();
  const nobody = { changes: [], unanswered: [] };
  expect(scopeText(nobody, { scope: "of some", elsewhere })).toBe(elsewhere);
  expect(scopeText(nobody, { scope: "of some" })).toBeUndefined();
  expect(scopeText({ ...nobody, changes: [change({})] }, { scope: "of some", elsewhere })).toBe("of some");
});

test("what the API says of a change reads as what the analysis says", () => {
  const told = change({ listAttributes: ["plan"], armAfter: 1 });
  const { ruleBefore, ruleAfter, armBefore: _, armAfter, ...rest } = told;
  const { listAttributes, isExposure, witness, short, segments, ...same } = rest;
  const effect = {
    changes: [
      {
        ...same,
        witness: { ...witness },
        rule_before: ruleBefore,
        who_short: short,
        who_segments: [...segments],
        rule_after: ruleAfter,
        arm_after: armAfter ?? 0,
        list_attributes: [...listAttributes],
        is_exposure: isExposure,
      },
    ],
    unanswered: [{ rule_before: null, rule_after: "rule-1", because: "budget" as const, is_exposure: true }],
    new_exposure: "unknown" as const,
    test_users: [
      {
        ...{ id: "u", name: "Ada", after: null, expected: true, breaks_expectation: "unknown" as const },
        before: { value: true, reason: "DEFAULT" as const, rule_id: null },
      },
    ],
  };
  expect(effectReport(effect)).toEqual({
    changes: [told],
    unanswered: [{ ...unanswered("budget"), ruleAfter: "rule-1", isExposure: true }],
    newExposure: "unknown",
  });
  expect(effectTestUsers(effect)).toMatchObject([
    {
      user: { id: "u", name: "Ada", expected: true },
      before: { value: true },
      after: null,
      breaksExpectation: "unknown",
    },
  ]);
});

test("what the code decides is said, also where nobody gets another value of the flag", () => {
  const nobody = { changes: [], unanswered: [] };
  const text = (...sides: ("before" | "after")[]) => codeDefaultText({ code_default: sides });
  expect([text("before"), text("after"), text("before", "after")]).toEqual([
    "Until then applications use the default in their code, where the flag is off or does not get what it needs. " +
      "Afterwards the flag’s own default counts.",
    "Afterwards applications use the default in their code, where the flag is off or does not get what it needs.",
    "Where the flag is off or does not get what it needs, applications use the default in their code.",
  ]);
  expect([codeDefaultText({}), changesCodeDefaultAlone(nobody)]).toEqual([null, false]);
  expect(changesCodeDefaultAlone({ ...nobody, code_default: ["before"] })).toBe(true);
  expect(changesCodeDefaultAlone({ ...nobody, code_default: ["before", "after"] })).toBe(false);
});
