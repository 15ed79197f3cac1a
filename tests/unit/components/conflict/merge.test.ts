import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { editKinds, sayWith } from "@/components/conflict/edit-words";

import { type Choices, merge, type Side, type Strategy } from "@/components/conflict/merge";

const none: Choices = new Map();
const strategies: Record<string, Strategy> = { tags: "set", conditions: "rows", context: "members" };

const condition = fc.record({
  attribute: fc.constantFrom("plan", "country", "age"),
  operator: fc.constantFrom("equals", "in"),
  value: fc.oneof(fc.integer({ min: 0, max: 3 }), fc.uniqueArray(fc.constantFrom("a", "b", "c"), { maxLength: 3 })),
});
const element = fc.oneof(
  { weight: 3, arbitrary: condition },
  { weight: 1, arbitrary: fc.record({ any: fc.array(condition, { minLength: 1, maxLength: 3 }) }) },
);
/** Whatever the order of what lies in it. */
const unordered = (value: unknown): string =>
  Array.isArray(value)
    ? JSON.stringify(value.map(unordered).sort())
    : JSON.stringify(value, (key, held) => (key !== "" && Array.isArray(held) ? unordered(held) : held));
const fields = fc.record({
  name: fc.constantFrom("one", "two", "three"),
  percentage: fc.constantFrom(null, 10, 20),
  tags: fc.uniqueArray(fc.constantFrom("x", "y", "z"), { maxLength: 3 }),
  conditions: fc.array(element, { maxLength: 5 }),
  context: fc.dictionary(fc.constantFrom("plan", "age", "id"), fc.integer({ min: 0, max: 2 })),
});

const merged = (opened: object, mine: object, theirs: object, choices: Choices = none) =>
  merge({ ...opened }, { ...mine }, { ...theirs }, strategies).resolve(choices);
const conflicts = (opened: object, mine: object, theirs: object) =>
  merge({ ...opened }, { ...mine }, { ...theirs }, strategies).conflicts;
const all = (side: Side, of: readonly { key: string }[]): Choices => new Map(of.map(({ key }) => [key, side]));

describe("a merge of variants", () => {
  const [control, wide, tall] = [
    { name: "control", value: "a" },
    { name: "wide", value: "b" },
    { name: "tall", value: "c" },
  ];
  const withVariants = (...variants: object[]) => ({ variants });
  const mergedVariants = (mine: object, theirs: object, opened = withVariants(control, wide)) =>
    merge({ ...opened }, { ...mine }, { ...theirs }, editKinds.flag.strategies);

  test("keeps a new one, a renamed one and another value of two people, and asks nobody", () => {
    const mine = withVariants({ ...control, name: "usual" }, wide);
    const theirs = withVariants(control, { ...wide, value: "d" }, tall);
    const { conflicts: asked, resolve } = mergedVariants(mine, theirs);
    expect(asked).toEqual([]);
    expect(resolve(none)).toEqual(withVariants({ ...control, name: "usual" }, { ...wide, value: "d" }, tall));
  });

  test("asks about the one variant of which both changed the value, or which both added", () => {
    const { conflicts: changed } = mergedVariants(
      withVariants(control, { ...wide, value: "mine" }),
      withVariants(control, { ...wide, value: "theirs" }),
    );
    expect(changed).toMatchObject([{ opened: [wide], mine: [{ value: "mine" }], theirs: [{ value: "theirs" }] }]);
    const { conflicts: added } = mergedVariants(
      withVariants(control, wide, tall),
      withVariants(control, wide, { ...tall, value: "theirs" }),
    );
    expect(added).toMatchObject([{ opened: [], mine: [tall], theirs: [{ ...tall, value: "theirs" }] }]);
  });

  test("takes a list that is a variant's value as one value", () => {
    const of = (...value: number[]) => withVariants({ name: "sizes", value });
    expect(mergedVariants(of(1, 2, 3), of(1, 2, 4), of(1, 2)).conflicts).toHaveLength(1);
  });
});

describe("merge", () => {
  test("a merge of edits of which one changed nothing is the other, and of the same edit twice is that edit", () => {
    fc.assert(
      fc.property(fields, fields, (opened, edited) => {
        for (const [mine, theirs] of [
          [edited, opened],
          [opened, edited],
          [edited, edited],
        ] as const) {
          expect(conflicts(opened, mine, theirs)).toEqual([]);
          expect(merged(opened, mine, theirs)).toEqual(edited);
        }
      }),
    );
  });

  test("a merge of edits of different fields has both, and nobody is asked", () => {
    fc.assert(
      fc.property(
        fields,
        fields,
        fields,
        fc.subarray(["name", "percentage", "tags", "conditions", "context"] as const),
        (opened, own, other, names) => {
          const mine = { ...opened, ...Object.fromEntries(names.map((name) => [name, own[name]])) };
          const theirs = { ...other, ...Object.fromEntries(names.map((name) => [name, opened[name]])) };
          expect(conflicts(opened, mine, theirs)).toEqual([]);
          expect(merged(opened, mine, theirs)).toEqual({
            ...theirs,
            ...Object.fromEntries(names.map((n) => [n, own[n]])),
          });
        },
      ),
    );
  });

  test("a merge asks about the same places, whoever of the two is asked", () => {
    fc.assert(
      fc.property(fields, fields, fields, (opened, mine, theirs) => {
        const keys = (found: readonly { field: string }[]) => found.map(({ field }) => field).sort();
        expect(keys(conflicts(opened, mine, theirs))).toEqual(keys(conflicts(opened, theirs, mine)));
      }),
    );
  });

  test("a merge with theirs everywhere is the other's with mine, but for the order of additions", () => {
    fc.assert(
      fc.property(fields, fields, fields, (opened, mine, theirs) => {
        const found = conflicts(opened, mine, theirs);
        const one = merged(opened, mine, theirs, all("theirs", found));
        const other = merged(opened, theirs, mine, all("mine", conflicts(opened, theirs, mine)));
        const sorted = ({ tags, conditions, ...rest }: Record<string, unknown>) => ({
          ...rest,
          tags: unordered(tags),
          conditions: unordered(conditions),
        });
        expect(sorted(one)).toEqual(sorted(other));
      }),
    );
  });

  test("a merge can be made again on its own result: nothing is left to be asked", () => {
    fc.assert(
      fc.property(fields, fields, fields, fc.constantFrom<Side>("mine", "theirs"), (opened, mine, theirs, side) => {
        const result = merged(opened, mine, theirs, all(side, conflicts(opened, mine, theirs)));
        expect(conflicts(theirs, result, theirs)).toEqual([]);
        expect(merged(theirs, result, theirs)).toEqual(result);
      }),
    );
  });
});

describe("merged conditions", () => {
  const plan = { attribute: "plan", operator: "equals", value: "pro" };
  const country = { attribute: "country", operator: "equals", value: "US" };
  const age = { attribute: "age", operator: "greater_than", value: 18 };
  const rows = (...conditions: object[]) => ({ conditions });

  test("conditions merge row by row when each changed another row, or one changed and one added", () => {
    const opened = rows(plan, country);
    const mine = rows({ ...plan, value: "free" }, country);
    expect(merged(opened, mine, rows(plan, { ...country, value: "CA" }))).toEqual(
      rows({ ...plan, value: "free" }, { ...country, value: "CA" }),
    );
    expect(merged(opened, mine, rows(plan, country, age))).toEqual(rows({ ...plan, value: "free" }, country, age));
    expect(conflicts(opened, rows(plan, country, age), rows(country))).toEqual([]);
    expect(merged(opened, rows(plan, country, age), rows(country))).toEqual(rows(country, age));
  });

  test("conditions merge row by row when both added ids to one list, and one took some away", () => {
    const list = (...value: string[]) => rows({ attribute: "user_id", operator: "in", value });
    expect(conflicts(list("a", "b"), list("a", "b", "c"), list("b", "d"))).toEqual([]);
    expect(merged(list("a", "b"), list("a", "b", "c"), list("b", "d"))).toEqual(list("b", "d", "c"));
  });

  test("conditions merge row by row and ask where both changed one row, or one took it away", () => {
    const found = conflicts(
      rows(plan, country),
      rows({ ...plan, value: "free" }, country),
      rows({ ...plan, value: "team" }, country),
    );
    expect(found).toMatchObject([{ opened: [plan], mine: [{ value: "free" }], theirs: [{ value: "team" }] }]);
    const choose = (side: Side) =>
      merged(
        rows(plan),
        rows({ ...plan, value: "free" }),
        rows({ ...plan, value: "team" }),
        new Map([["conditions.0", side]]),
      );
    expect(choose("mine")).toEqual(rows({ ...plan, value: "free" }));
    expect(choose("theirs")).toEqual(rows({ ...plan, value: "team" }));
    expect(choose("both")).toEqual(rows({ ...plan, value: "team" }, { ...plan, value: "free" }));
    expect(conflicts(rows(plan, country), rows({ ...plan, value: "free" }, country), rows(country))).toMatchObject([
      { opened: [plan], mine: [{ value: "free" }], theirs: [] },
    ]);
  });

  test("conditions merge row by row and ask where both added a condition on one attribute", () => {
    expect(conflicts(rows(plan), rows(plan, age), rows(plan, { ...age, value: 21 }))).toHaveLength(1);
    expect(conflicts(rows(plan), rows(plan, age), rows(plan, country))).toEqual([]);
    expect(merged(rows(plan), rows(plan, age), rows(plan, country))).toEqual(rows(plan, country, age));
  });
});

describe("merged groups", () => {
  const plan = { attribute: "plan", operator: "equals", value: "pro" };
  const country = { attribute: "country", operator: "equals", value: "US" };
  const email = { attribute: "email", operator: "ends_with", value: "@acme.com" };
  const staff = { segment: "s1" };
  const any = (...elements: object[]) => ({ any: elements });
  const rows = (...conditions: object[]) => ({ conditions });

  test("groups merge element by element, however deep they lie", () => {
    const mine = rows(plan, any({ ...country, value: "CA" }, { none: [email] }));
    const theirs = rows(plan, any(country, { none: [{ ...email, value: "@example.com" }, staff] }));
    const opened = rows(plan, any(country, { none: [email] }));
    expect(conflicts(opened, mine, theirs)).toEqual([]);
    expect(merged(opened, mine, theirs)).toEqual(
      rows(plan, any({ ...country, value: "CA" }, { none: [{ ...email, value: "@example.com" }, staff] })),
    );
  });

  test("groups merge and ask about the whole group where both changed one element, its kind, or took it apart", () => {
    const opened = rows(any(plan, country));
    const changed = rows(any(plan, { ...country, value: "CA" }));
    for (const mine of [rows(any(plan, { ...country, value: "MX" })), rows({ none: [plan, country] }), rows(plan)]) {
      expect(conflicts(opened, mine, changed)[0]).toMatchObject({ field: "conditions", opened: opened.conditions });
    }
    // Neither took both away.
    expect(conflicts(opened, rows(any(plan)), rows(any(country)))).toHaveLength(1);
  });

  test("groups merge and ask about a group taken apart with all that it became", () => {
    const opened = rows(plan, any(country, email));
    const apart = rows(plan, country, email);
    const widened = rows(plan, any(country, email, staff));
    for (const [mine, theirs] of [
      [widened, apart],
      [apart, widened],
    ] as const) {
      const found = conflicts(opened, mine, theirs);
      expect(found).toMatchObject([{ mine: mine.conditions.slice(1), theirs: theirs.conditions.slice(1) }]);
      expect(merged(opened, mine, theirs, all("mine", found))).toEqual(mine);
      expect(merged(opened, mine, theirs, all("theirs", found))).toEqual(theirs);
    }
    // What stood before the group's own place belongs to it, too.
    const first = rows(any(country, email));
    const found = conflicts(first, rows(any(country, email, staff)), rows(staff, country, email));
    expect(found).toMatchObject([{ theirs: [staff, country, email] }]);
  });

  test("groups merge and what is asked reads as the rule does, with the names of segments and variants", () => {
    const names = { segments: new Map([["s1", "Staff"]]), variants: [{ name: "Express", value: "express" }] };
    const say = sayWith({ names });
    const split = (weight: number) => [
      { value: "express", weight },
      { value: "other", weight: 10 },
    ];
    const opened = { ...rows(any(plan, country)), split: split(10), segment_id: null };
    const mine = { ...rows(any(plan, staff)), split: split(20), segment_id: "s1" };
    const theirs = { ...rows(any(plan, { ...country, value: "CA" })), split: null, segment_id: "gone" };
    const found = merge(opened, mine, theirs, editKinds.rule.strategies).conflicts;
    expect(
      found.map(({ field, ...sides }) => [sides.opened, sides.mine, sides.theirs].map((side) => say(side, field))),
    ).toEqual([
      ["either plan is pro or country is US", "either plan is pro or in Staff", "either plan is pro or country is CA"],
      ["10 % Express (express), 10 % other", "20 % Express (express), 10 % other", "No split"],
      ["No segment", "Staff", "gone"],
    ]);
    const choices = all("theirs", found);
    expect(merge(opened, mine, theirs, editKinds.rule.strategies).resolve(choices)).toEqual(theirs);
  });
});

test("members of a context come together one by one", () => {
  const context = (members: object) => ({ context: members });
  const opened = context({ plan: "pro", age: 1 });
  expect(merged(opened, context({ plan: "free", age: 1 }), context({ plan: "pro", country: "US" }))).toEqual(
    context({ plan: "free", country: "US" }),
  );
  expect(conflicts(opened, context({ plan: "free", age: 1 }), context({ plan: "team", age: 1 }))).toMatchObject([
    { member: "plan", opened: "pro", mine: "free", theirs: "team" },
  ]);
});

test("a field that both changed to something else is asked about whole, and mine stands until somebody chooses", () => {
  const found = conflicts({ name: "a", percentage: 1 }, { name: "b", percentage: 1 }, { name: "c", percentage: 2 });
  expect(found).toMatchObject([{ key: "name", opened: "a", mine: "b", theirs: "c" }]);
  expect(merged({ name: "a", percentage: 1 }, { name: "b", percentage: 1 }, { name: "c", percentage: 2 })).toEqual({
    name: "b",
    percentage: 2,
  });
});
