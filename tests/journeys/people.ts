import type { Dice } from "../unit/analysis/worlds";

export type Person = Record<string, unknown>;

const plans = [
  ...[undefined, null, "a", "ab", "b", "AB", "z", "", ["a", "b"], [], {}, [null, "ab"], [["a"], "b"]],
  ...["ΟΔΟΣ", "οδος", "οδοσ", "ΟΔΟΣΑ", "İ", "i\u0307", "I", "ß", "SS"],
];
const levels = [
  ...[undefined, 3, 5, "5.0.0", 10, 11, "2025-03-10", [5, 10], true, null, [[5]]],
  ...["5.0.0-rc.1", "v5.0.0-rc.2", "5.0.0-rc.10", "5.0.0+b"],
];
const companies = [undefined, undefined, null, "a", ["a"], { plan: "a" }, { plan: null }, { plan: ["b", "AB"] }, {}];
const ids = [undefined, "", "u1", "u2", 7, ["u1"], ...Array.from({ length: 60 }, (_, at) => `u-${at}`)];

const withValues = (values: Person): Person =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));

/** Somebody whom conditions of the journeys' words, and percentages, tell apart from others. */
export const somebody = (dice: Dice): Person =>
  withValues({
    ...{ plan: dice.pick(plans), level: dice.pick(levels), user_id: dice.pick(ids), team: dice.pick(plans) },
    company: dice.pick(companies),
    ...(dice.chance(20) && { "company.plan": dice.pick(plans) }),
  });

export const people = (dice: Dice, count: number): Person[] => Array.from({ length: count }, () => somebody(dice));
