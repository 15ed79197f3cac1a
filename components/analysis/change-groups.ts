import type { JsonValue } from "@/lib/contract/json";
import type { Change, ChangeReport, Unanswered } from "@/lib/targeting/analysis/changes";
import { sameJson } from "@/lib/targeting/analysis/same-json";
import { cut, insteadWords, type SayValue, valueSayer, valueWords } from "@/lib/targeting/analysis/sentences/words";
import type { Witness } from "@/lib/targeting/analysis/somebody";
import type { ListChange } from "./analysed-list";

/** People who change from one value to another. */
export interface ChangeGroup {
  readonly from: JsonValue;
  readonly to: JsonValue;
  /** They did not get anything but the default before, and do now. */
  readonly isExposure: boolean;
  /** A word for the change of value: only on and off have a "more" that everybody understands. Else null. */
  readonly note: "New exposure" | "Another value than the default" | null;
  readonly people: readonly ChangedPeople[];
}

export interface ChangedPeople {
  /** In words that fit on two lines. */
  readonly short: string;
  /** The full description; null where the short one is complete. */
  readonly whole: string | null;
  /** The conditions of the segments that are named. */
  readonly segments: readonly string[];
  /** An example of them; null where it would be anybody, or where nobody is at hand. */
  readonly witness: Witness | null;
  /** Why nobody is at hand, where there are some; else null. */
  readonly withoutWitness: string | null;
}

/**
 * The people grouped by the values before and after. Groups with new exposure come first; people with the same
 * description appear once.
 */
export const changeGroups = (changes: readonly Change[]): ChangeGroup[] => {
  const groups: (Omit<ChangeGroup, "people"> & { people: ChangedPeople[] })[] = [];
  for (const { from, to, isExposure, witness, ...change } of changes) {
    let group = groups.find((other) => sameJson(other.from, from) && sameJson(other.to, to));
    if (group === undefined) {
      group = { from, to, isExposure, note: noteOf({ from, to, isExposure }), people: [] };
      groups.push(group);
    }
    const told = peopleOf({ ...change, witness });
    if (group.people.some(({ short, whole }) => short === told.short && whole === told.whole)) continue;
    group.people.push(told);
  }
  return groups.sort((a, b) => Number(b.isExposure) - Number(a.isExposure));
};

const noteOf = ({ from, to, isExposure }: Pick<Change, "from" | "to" | "isExposure">): ChangeGroup["note"] => {
  if (!isExposure) return null;
  return from === false && to === true ? "New exposure" : "Another value than the default";
};

type SpokenChange = Pick<Change, "who" | "short" | "segments" | "listAttributes" | "witness" | "isBucketOpen">;

const peopleOf = ({ who, short, segments, listAttributes, witness, isBucketOpen }: SpokenChange): ChangedPeople => {
  const lists = onlyLists(listAttributes);
  const isCut = short !== who;
  return {
    short: `${short}${lists}`,
    whole: isCut ? `${who}${lists}` : null,
    segments,
    witness: isSomebody(witness) ? witness : null,
    withoutWitness: witness === null ? (isBucketOpen ? OPEN_BUCKET : RARE) : null,
  };
};

const OPEN_BUCKET = "decided when the rule is added";
const RARE = "so few that no id is at hand to show it on";

/** A context without attributes is no example: it stands for anybody. */
const isSomebody = (witness: Witness | null): boolean => witness !== null && Object.keys(witness).length > 0;

/** The first people, up to a number, and how many are left out. */
export const firstPeople = (groups: readonly ChangeGroup[], most: number): { shown: ChangeGroup[]; more: number } => {
  let left = most;
  const shown: ChangeGroup[] = [];
  for (const group of groups) {
    const people = group.people.slice(0, left);
    left -= people.length;
    if (people.length > 0) shown.push({ ...group, people });
  }
  return { shown, more: countPeople(groups) - countPeople(shown) };
};

const countPeople = (groups: readonly ChangeGroup[]): number =>
  groups.reduce((count, { people }) => count + people.length, 0);

/** That is proven. */
export const changesNobody = ({ changes, unanswered }: Record<"changes" | "unanswered", readonly unknown[]>): boolean =>
  changes.length === 0 && unanswered.length === 0;

const doubts: Record<Unanswered["because"], string> = {
  opaque: "a pattern, or a mix of conditions on one attribute, is beyond what can be proven",
  budget: "there is too much to search",
};

/** What the report does not know, as a sentence; null when it is complete. */
export const unknownText = ({ changes, unanswered }: Pick<ChangeReport, "changes" | "unanswered">): string | null => {
  if (unanswered.length === 0) return null;
  const reasons = [...new Set(unanswered.map(({ because }) => doubts[because]))];
  const subject = changes.length === 0 ? "whether anyone changes" : "whether anyone else changes";
  return `Not known ${subject}: ${reasons.join(", and ")}.`;
};

/**
 * A report in one line, for narrow places. Who is newly exposed is told first.
 * @param before a value as the flag calls it before the change
 * @param after the same after it
 * @param joint "for whom" where what other flags give is told, too: "those for whom search is on"
 */
export const changeText = (
  report: ChangeReport,
  before: SayValue = valueWords,
  after = before,
  joint: PeopleJoint = "whose",
): string => {
  if (changesNobody(report)) return "Nobody changes.";
  const first = report.changes.find(({ isExposure }) => isExposure) ?? report.changes[0];
  if (first === undefined) return unknownText(report) ?? "";
  const more = report.changes.length - 1 + report.unanswered.length;
  const rest = more === 0 ? "" : `; and ${more} more`;
  const who = `${forWhom(first.short, joint)}${onlyLists(first.listAttributes)}`;
  return `${insteadWords(first.from, first.to, before, after)} for ${who}${rest}.`;
};

/** The same of lists, which know the names of their values. */
export const listChangeText = (report: ChangeReport, change: ListChange): string => {
  const { before, after } = change;
  const joint = (before.required ?? after.required) === undefined ? "whose" : "for whom";
  const text = changeText(report, valueSayer(before), valueSayer(after), joint);
  const scope = scopeText(report, change);
  return scope === undefined ? text : `${text} ${scope}`;
};

/** Of whom a report tells, and of what it does not; undefined: it tells of everybody. */
export const scopeText = (
  report: Pick<ChangeReport, "changes" | "unanswered">,
  { scope, elsewhere }: Pick<ListChange, "scope" | "elsewhere">,
): string | undefined => (changesNobody(report) ? elsewhere : scope);

/** What joins people and what is asked of them, where they are not simply in something. */
type PeopleJoint = "whose" | "for whom";

/** The description of people within a sentence: "everyone", "those in Beta testers", "those whose plan is pro". */
function forWhom(described: string, joint: PeopleJoint): string {
  if (/^(everyone\b|fewer than |[\d.]+ %)/.test(described)) return described;
  return /^(not )?in(side)? /.test(described) ? `those ${described}` : `those ${joint} ${described}`;
}

/** More attributes are counted: a rule of many conditions would fill a screen with one example. */
const MOST_SHOWN_ATTRIBUTES = 8;

/** A witness on a few lines: `plan: pro, country: CA`. */
export function witnessText(witness: Witness): string {
  const entries = Object.entries(witness);
  const shown = entries
    .slice(0, MOST_SHOWN_ATTRIBUTES)
    .map(
      ([name, value]) => `${name}: ${cut(typeof value === "string" && value !== "" ? value : JSON.stringify(value))}`,
    );
  const left = entries.length - shown.length;
  return `${shown.join(", ")}${left === 0 ? "" : ` and ${left} more`}`;
}

/** Words for people who need a list in one of these attributes. */
const onlyLists = (attributes: readonly string[]): string =>
  attributes.length === 0 ? "" : `, only where ${attributes.join(" or ")} is a list`;
