import type { Change, ChangeReport } from "@/lib/targeting/analysis/changes";
import type { NewExposure } from "@/lib/targeting/analysis/new-exposure";
import { amountFault } from "./check-amounts";
import { attributes } from "./domain";
import { servedBy } from "./evaluate-context";
import type { Reading } from "./reading";

/** What is said of a change, against everybody. */
export function checkChanges(before: Reading, after: Reading, report: ChangeReport): string[] {
  const told = new Set([...report.changes, ...report.unanswered].map(keyOf));
  const faults: string[] = [];
  const people = new Map<string, number[]>();
  let isExposed = false;
  for (let person = 0; person < before.people.count; person += 1) {
    const [from, to] = [before.valueFor(person), after.valueFor(person)];
    if (from === to) continue;
    if (to !== before.defaultValue) isExposed = true;
    const key = keyOf({
      ruleBefore: before.ruleOf(person),
      armBefore: before.armOf(person),
      ruleAfter: after.ruleOf(person),
      armAfter: after.armOf(person),
    });
    people.set(key, [...(people.get(key) ?? []), person]);
  }
  for (const [key, [person = 0]] of people) {
    if (!told.has(key)) faults.push(`untold: ${key} changes ${JSON.stringify(before.people.contextOf(person))}`);
  }
  for (const change of report.changes) {
    const fault = changeFault(before, after, change, people.get(keyOf(change)) ?? []);
    if (fault !== null) faults.push(`${fault}: ${JSON.stringify(change)}`);
  }
  if (isExposed && report.newExposure === "no") faults.push("somebody is exposed");
  return faults;
}

/** The guard's verdict, against everybody. */
export function checkGuard(before: Reading, after: Reading, verdict: NewExposure): string[] {
  const exposed = before.find(
    (person) => after.valueFor(person) !== before.defaultValue && after.valueFor(person) !== before.valueFor(person),
  );
  if (verdict.is === "no" && exposed !== null) {
    return [`the guard lets pass what exposes ${JSON.stringify(before.people.contextOf(exposed))}`];
  }
  return verdict.is === "yes" && exposed === null ? ["the guard refuses what exposes nobody"] : [];
}

function changeFault(before: Reading, after: Reading, change: Change, people: readonly number[]): string | null {
  const { witness, listAttributes, from, to } = change;
  if (people.length === 0) return "nobody changes so";
  const [first = 0] = people;
  if (before.valueFor(first) !== from || after.valueFor(first) !== to) return "the values are others";
  const single = people.find((person) => listAttributes.length > 0 && !before.people.hasList(person, listAttributes));
  if (single !== undefined) return `no list is needed for ${JSON.stringify(before.people.contextOf(single))}`;
  const amount = amountFault(before.people, change, people);
  if (amount !== null) return amount;
  if (witness === null) return null;
  // Somebody without a list is shown before somebody with an id.
  const mayHaveList = Object.values(witness).some(Array.isArray);
  const hasId = (person: number) =>
    typeof (before.people.contextOf(person).user_id || {}) === "string" &&
    (mayHaveList || !before.people.hasList(person, attributes));
  if (witness.user_id === "" && people.some(hasId)) return "the witness has an empty id";
  const words = wordsFault(after, change);
  if (words !== null) return words;
  const [old, now] = [servedBy(before.list, witness), servedBy(after.list, witness)];
  const servers = { ruleBefore: old.ruleId, armBefore: old.arm, ruleAfter: now.ruleId, armAfter: now.arm };
  return keyOf(servers) === keyOf(change) ? null : "the witness is served otherwise";
}

/** The rules that a sentence names are the new list's, and it says that one is new when it is. */
function wordsFault({ list }: Reading, { who }: Change): string | null {
  for (const [, isNew, number] of who.matchAll(/(new )?rule (\d+)/g)) {
    const rule = list.rules.find(({ position }) => position === Number(number));
    if (rule === undefined || (rule.id === "new") !== (isNew !== undefined)) return `rule ${number} is another one`;
  }
  return null;
}

type Servers = Pick<Change, "ruleBefore" | "armBefore" | "ruleAfter" | "armAfter">;

const keyOf = ({ ruleBefore, armBefore, ruleAfter, armAfter }: Servers) =>
  `${ruleBefore} ${armBefore ?? ""} → ${ruleAfter} ${armAfter ?? ""}`;
