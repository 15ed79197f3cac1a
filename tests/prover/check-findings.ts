import type { ListAnalysis } from "@/lib/targeting/analysis/analyze-list";
import type { Finding } from "@/lib/targeting/analysis/findings/finding";
import type { RuleListInput } from "@/lib/targeting/analysis/rule-list";
import { servedBy } from "./evaluate-context";
import { type People, Reading } from "./reading";

/** What is false of a finding, in words, or null. */
type Fault = string | null;

type Rules = RuleListInput["rules"];

/** Every finding, and all of them together, against everybody. */
export function checkFindings(people: People, list: RuleListInput, { findings }: ListAnalysis): string[] {
  const now = new Reading(people, list);
  const faults = findings.flatMap((finding) => {
    const fault = faultOf(now, finding) ?? witnessFault(list, finding) ?? wordsFault(now, finding);
    return fault === null ? [] : [`${fault}: ${JSON.stringify(finding)}`];
  });
  const together = appliedTogether(list, findings);
  const changed = differing(now, new Reading(people, together));
  if (changed !== null) faults.push(`applied together they change ${JSON.stringify(people.contextOf(changed))}`);
  return faults;
}

const withRules = (list: RuleListInput, rules: Rules): RuleListInput => ({ ...list, rules });
const without = (list: RuleListInput, ids: readonly string[]): RuleListInput =>
  withRules(
    list,
    list.rules.filter(({ id }) => !ids.includes(id)),
  );

function withoutConditions(list: RuleListInput, id: string, places: readonly number[]): RuleListInput {
  const rules = list.rules.map((rule) =>
    rule.id === id ? { ...rule, conditions: rule.conditions.filter((_, at) => !places.includes(at)) } : rule,
  );
  return withRules(list, rules);
}

/** The list with each repair made that is offered as changing nobody. */
function appliedTogether(list: RuleListInput, findings: readonly Finding[]): RuleListInput {
  const certain = findings.filter(({ listAttributes }) => listAttributes.length === 0);
  const gone = certain.flatMap(({ kind, ruleIds }) => (/^(never|same)_/.test(kind) ? ruleIds : []));
  const idle = certain.filter(({ kind }) => kind === "idle_condition");
  const loosened = list.rules.reduce(
    (left, { id }) =>
      withoutConditions(
        left,
        id,
        idle.flatMap(({ ruleIds, condition }) => (ruleIds[0] === id && condition !== null ? [condition] : [])),
      ),
    list,
  );
  return without(loosened, gone);
}

const differing = (one: Reading, other: Reading): number | null =>
  one.find((person) => one.valueFor(person) !== other.valueFor(person));

function faultOf(now: Reading, finding: Finding): Fault {
  const { kind, listAttributes, becauseOf, condition } = finding;
  const { people, list } = now;
  const [id = ""] = finding.ruleIds;
  const isMeant = (person: number) => listAttributes.length === 0 || !people.hasList(person, listAttributes);
  const unless = (isRefuted: (person: number) => boolean, words: string): Fault => {
    const person = now.find((each) => isMeant(each) && isRefuted(each));
    return person === null ? null : `${words} for ${JSON.stringify(people.contextOf(person))}`;
  };
  const sameAs = (other: RuleListInput): Fault => {
    const then = new Reading(people, other);
    return unless((person) => then.valueFor(person) !== now.valueFor(person), "makes a difference");
  };
  switch (kind) {
    case "never_matches":
      return unless((person) => now.matches(id, person), "matches");
    case "never_reached":
      return (
        unless((person) => now.ruleOf(person) === id, "is reached") ??
        unless(
          (person) => now.matches(id, person) && !becauseOf.some((other) => now.matches(other, person)),
          "no named rule matches",
        ) ??
        becauseOf.reduce<Fault>(
          (fault, other) => fault ?? (isServing(now, other) ? null : `${other} serves nobody`),
          null,
        )
      );
    case "ends_list":
      return unless((person) => !now.matches(id, person), "does not match");
    case "same_as_below":
    case "same_as_default":
      return sameAs(without(list, [id])) ?? sourcesFault(now, finding);
    case "idle_condition":
      return sameAs(withoutConditions(list, id, condition === null ? [] : [condition]));
    case "any_order":
      return (
        orders(finding.ruleIds).reduce<Fault>((fault, ids) => fault ?? sameAs(reordered(list, ids)), null) ??
        finding.ruleIds.reduce<Fault>(
          (fault, each) => fault ?? (isServing(now, each) ? null : `${each} serves nobody`),
          null,
        )
      );
    case "similar_attribute":
    case "unlike_known_values":
      return null;
    case "requirement_never_met":
    case "requirement_always_met":
      return "nothing is required";
  }
}

const isServing = (now: Reading, id: string): boolean => now.find((person) => now.ruleOf(person) === id) !== null;

/** Of a rule that makes no difference: those who would serve its people are those that are named, and each does. */
function sourcesFault(now: Reading, { ruleIds: [id = ""], becauseOf, isDefaultServing }: Finding): Fault {
  const then = new Reading(now.people, without(now.list, [id]));
  const named = new Set<string | null>([...becauseOf, ...(isDefaultServing ? [null] : [])]);
  const found = new Set<string | null>();
  for (let person = 0; person < now.people.count; person += 1) {
    if (now.ruleOf(person) === id) found.add(then.ruleOf(person));
  }
  for (const each of found) if (!named.has(each)) return `${each ?? "the default"} would serve and is not named`;
  for (const each of named) if (!found.has(each)) return `${each ?? "the default"} is named and would not serve`;
  return null;
}

/** Every order of up to four rules; of more, each turned by one and the whole turned round. */
function orders(ids: readonly string[]): readonly (readonly string[])[] {
  if (ids.length > 4) return [[...ids].reverse(), ...ids.map((_, at) => [...ids.slice(at), ...ids.slice(0, at)])];
  if (ids.length < 2) return [ids];
  return ids.flatMap((first) => orders(ids.filter((id) => id !== first)).map((rest) => [first, ...rest]));
}

/** The named rules in this order, in the places that they have between them. */
function reordered(list: RuleListInput, ids: readonly string[]): RuleListInput {
  const places = list.rules.filter(({ id }) => ids.includes(id)).map(({ position }) => position);
  places.sort((a, b) => a - b);
  const place = new Map(ids.map((id, at) => [id, places[at]]));
  return withRules(
    list,
    list.rules.map((rule) => ({ ...rule, position: place.get(rule.id) ?? rule.position })),
  );
}

function witnessFault(
  list: RuleListInput,
  { kind, ruleIds: [id = ""], becauseOf, listAttributes, witness }: Finding,
): Fault {
  if (witness === null) return null;
  if (witness.user_id === "") return "the witness has an empty id";
  const expected = kind === "never_reached" && listAttributes.length === 0 ? becauseOf : [id];
  const served = servedBy(list, witness).ruleId;
  if (served === null || !expected.includes(served)) return `the witness is served by ${served}`;
  const hasList = listAttributes.some((name) => Array.isArray(witness[name]));
  return hasList === listAttributes.length > 0 ? null : "the witness is no exception";
}

/** The rules that a sentence names are those that the finding names, by the numbers of this list. */
function wordsFault({ list }: Reading, { kind, ruleIds, becauseOf, sentence, isDefaultServing }: Finding): Fault {
  if (kind === "similar_attribute" || kind === "unlike_known_values") return null;
  const named = [...sentence.matchAll(/\brule (\d+)/gi)].map(([, number]) => Number(number));
  const meant = [...ruleIds, ...becauseOf].map((id) => list.rules.find((rule) => rule.id === id)?.position);
  const isSame = named.length === meant.length && named.every((number) => meant.includes(number));
  if (!isSame) return `the sentence names rules ${named.join()}`;
  const hasDefault = kind.startsWith("same_") && sentence.includes("the default");
  return hasDefault === isDefaultServing ? null : "the sentence says otherwise of the default";
}
