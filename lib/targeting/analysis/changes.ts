import type { JsonValue } from "../types";
import { Inquiry, type Outcome, type Witness } from "./inquiry";
import { polish } from "./polish";
import { RegionWords } from "./region-words";
import { RuleList, type RuleListInput, type Winner } from "./rule-list";
import { sameJson } from "./same-json";
import type { Doubt } from "./search";
import { Vocabulary } from "./vocabulary";
import { valueWords } from "./words";

/** People whose value differs: all whom one rule served before and one serves after. Null stands for the default. */
export interface Change {
  readonly ruleBefore: string | null;
  readonly ruleAfter: string | null;
  readonly from: JsonValue;
  readonly to: JsonValue;
  /** Who they are, in words. */
  readonly who: string;
  /** `true instead of false: plan is pro, …`. */
  readonly sentence: string;
  /** One of them; the engine gives `from` before and `to` after. */
  readonly witness: Witness;
  /** Attributes that must be lists for anyone to be among them; usually none. */
  readonly listAttributes: readonly string[];
  /** Whether they now get something else than the default. */
  readonly isExposure: boolean;
}

/** People of whom it is not known whether there are any. */
export interface Unanswered {
  readonly ruleBefore: string | null;
  readonly ruleAfter: string | null;
  readonly because: Doubt;
  readonly isExposure: boolean;
}

export interface ChangeReport {
  readonly changes: readonly Change[];
  readonly unanswered: readonly Unanswered[];
  /** `no` is proven; `yes` has a witness among the changes; `unknown` is neither. */
  readonly newExposure: "yes" | "no" | "unknown";
}

/**
 * Who gets another value after a change of rules, segments or the default, as if the flag is on. Complete, or it says
 * in `unanswered` where it is not: someone who is in none of `changes` or `unanswered` gets what they got.
 * @param steps bounds the work; the same change and bound give the same answer everywhere.
 */
export function compareLists(before: RuleListInput, after: RuleListInput, steps?: number): ChangeReport {
  const vocabulary = new Vocabulary();
  const lists = { before: new RuleList(before, vocabulary), after: new RuleList(after, vocabulary) };
  const inquiry = new Inquiry(vocabulary, steps);
  const words = new RegionWords(vocabulary);
  const changes: Change[] = [];
  const unanswered: Unanswered[] = [];
  for (const pair of differingPairs(lists.before, lists.after)) {
    const outcome = inquiry.ask(lists.after.decidedBy(pair.after, lists.before.decidedBy(pair.before)));
    if (outcome.is === "impossible") continue;
    const change = outcome.is === "possible" ? toChange(lists, pair, outcome, words) : null;
    if (change) changes.push(change);
    else unanswered.push({ ...identify(lists, pair), because: outcome.is === "unknown" ? outcome.because : "opaque" });
  }
  const isYes = changes.some(({ isExposure }) => isExposure);
  const isUnknown = unanswered.some(({ isExposure }) => isExposure);
  return { changes, unanswered, newExposure: isYes ? "yes" : isUnknown ? "unknown" : "no" };
}

type Possible = Extract<Outcome, { is: "possible" }>;

interface Lists {
  readonly before: RuleList;
  readonly after: RuleList;
}

interface Pair {
  readonly before: Winner;
  readonly after: Winner;
}

/** Who may decide before and after with another value. Left out is what the order of unchanged rules rules out. */
function* differingPairs(before: RuleList, after: RuleList): Generator<Pair> {
  const keysBefore = before.forms.map(matchKey);
  const keysAfter = after.forms.map(matchKey);
  for (let first = 0; first <= before.otherwise; first += 1) {
    const earlier = new Set(keysBefore.slice(0, first));
    const own = keysBefore[first];
    for (let second = 0; second <= after.otherwise; second += 1) {
      const key = keysAfter[second];
      // Whoever this rule of the new list serves was served before that by the same rule of the old one.
      if (key !== undefined && earlier.has(key)) continue;
      if (!sameJson(before.valueOf(first), after.valueOf(second))) yield { before: first, after: second };
      // The same people match here, so nothing further down the new list serves them.
      if (key !== undefined && key === own) break;
    }
  }
}

/** Rules with the same key match the same people. */
function matchKey({ literals }: { readonly literals: readonly number[] }): string {
  return [...new Set(literals)].sort((a, b) => a - b).join();
}

function identify({ before, after }: Lists, pair: Pair) {
  return {
    ruleBefore: before.forms[pair.before]?.id ?? null,
    ruleAfter: after.forms[pair.after]?.id ?? null,
    isExposure: !sameJson(after.valueOf(pair.after), after.input.defaultValue),
  };
}

/** Null when the engine does not bear the witness out: then nothing is claimed. */
function toChange(lists: Lists, pair: Pair, found: Possible, words: RegionWords): Change | null {
  const { before, after } = lists;
  const identity = identify(lists, pair);
  const [from, to] = [before.valueOf(pair.before), after.valueOf(pair.after)];
  const serves = (context: Witness) =>
    before.evaluate(context).ruleId === identity.ruleBefore && after.evaluate(context).ruleId === identity.ruleAfter;
  if (!serves(found.context)) return null;
  const who = words.of([
    { list: before, winner: pair.before },
    { list: after, winner: pair.after },
  ]);
  return {
    ...identity,
    from,
    to,
    who,
    sentence: `${valueWords(to)} instead of ${valueWords(from)}: ${who}${onlyLists(found.listAttributes)}`,
    witness: polish(found.context, words.vocabulary.solvers, serves),
    listAttributes: found.listAttributes,
  };
}

/** Words for people who have to have lists. */
function onlyLists(attributes: readonly string[]): string {
  return attributes.length === 0 ? "" : `, only where ${attributes.join(" and ")} is a list`;
}
