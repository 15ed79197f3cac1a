import type { Flag } from "@/lib/contract/flag";
import { promotedParts } from "@/lib/contract/promotion-parts";
import type { Rule } from "@/lib/contract/rule";
import type { Dice } from "../unit/analysis/worlds";
import { audience, ruleEdit, ruleFields, type Type, valuesOf, variantNames, variants } from "./drafts";
import { somebody } from "./people";
import { environments, listOf, type State } from "./state";

/** What is said beforehand of what an act changes, and where that is asked. */
type Forecast =
  | { readonly of: "rules"; readonly flagId: string; readonly environment: string; readonly draft: readonly object[] }
  | { readonly of: "segment"; readonly segmentId: string; readonly draft: object }
  | { readonly of: "dry run"; readonly judged: "as if on" | "as it is" };

/** One write, as a client sends it. */
export interface Act {
  readonly method: "POST" | "PATCH" | "PUT" | "DELETE";
  readonly path: string;
  readonly body?: Record<string, unknown>;
  /** Of a write that takes guards: how its lists are judged. */
  readonly guard?: "as if on" | "as it is";
  readonly forecast?: Forecast;
  /** What an `If-Match` is about. */
  readonly tagged?: string;
}

interface Place {
  readonly dice: Dice;
  readonly state: State;
  readonly projectId: string;
}

type Choose = (place: Place) => Act | undefined;

const path = (rest: string) => `/api/v1/flags${rest}`;
const segmentIds = ({ segments }: State) => segments.map(({ id }) => id);
// The journeys make flags of these types alone.
const typeOf = ({ flag_type: type }: Flag): Type => type as Type;
const anyFlag = ({ dice, state }: Place): Flag | undefined => dice.pick(state.flags);
const someOf = <T>(dice: Dice, from: readonly T[], most: number): T[] =>
  from.length === 0 ? [] : [...new Set(dice.some(from, most))];
const MOST_FLAGS = 4;
const MOST_SEGMENTS = 3;

let made = 0;
/** A name that nothing else has. */
const unique = (what: string) => `${what}-${++made}`;

const createFlag: Choose = ({ dice, state, projectId }) => {
  if (state.flags.length >= MOST_FLAGS) return undefined;
  const type = dice.pick(["boolean", "string"] as const);
  const body = {
    ...{ project_id: projectId, key: unique("flag"), flag_type: type, enabled: dice.chance(80) },
    default_value: { value: dice.pick(valuesOf[type]) },
    ...(dice.chance(30) && { variants: variants(dice, type) }),
    ...(dice.chance(30) && { when_disabled: "code_default" }),
    ...(dice.chance(30) && { requires: requires(dice, state.flags) }),
  };
  return { method: "POST", path: path(""), body };
};

function requires(dice: Dice, flags: readonly Flag[]): object[] {
  return someOf(dice, flags, 2).map((flag) => {
    const names = variantNames(typeOf(flag), flag.variants);
    if (names.length > 0 && dice.chance(50)) return { flag: flag.key, variant: dice.pick(names) };
    return { flag: flag.key, value: dice.pick(valuesOf[typeOf(flag)]) };
  });
}

/** The same values by other names, or one value in the place of another. */
function renamed(dice: Dice, flag: Flag): object[] {
  const [first, ...others] = flag.variants ?? [];
  if (first === undefined) return variants(dice, typeOf(flag));
  const values = valuesOf[typeOf(flag)];
  return dice.chance(50)
    ? [...others, { ...first, name: unique("Renamed") }]
    : [{ ...first, value: dice.pick(values) }, ...others];
}

const editFlag: Choose = (place) => {
  const flag = anyFlag(place);
  if (flag === undefined) return undefined;
  const { dice, state } = place;
  const type = typeOf(flag);
  const body = dice.pick<() => Record<string, unknown>>([
    () => ({ enabled: dice.chance(60) }),
    () => ({ default_value: { value: dice.pick(valuesOf[type]) } }),
    () => ({ variants: variants(dice, type) }),
    () => ({ variants: renamed(dice, flag) }),
    () => ({ requires: requires(dice, state.flags) }),
    () => ({ status: dice.pick(["active", "archived"]) }),
    () => ({ when_disabled: dice.pick(["code_default", "default_value"]) }),
    () => ({ name: unique("Name"), tags: ["t"] }),
  ])();
  return { method: "PATCH", path: path(`/${flag.id}`), body, guard: "as it is", tagged: path(`/${flag.id}`) };
};

const editState: Choose = (place) => {
  const flag = anyFlag(place);
  if (flag === undefined) return undefined;
  const { dice } = place;
  const value = dice.chance(30) ? null : { value: dice.pick(valuesOf[typeOf(flag)]) };
  const body = dice.chance(60) ? { enabled: dice.chance(60) } : { default_value: value };
  const at = path(`/${flag.id}/environments/${dice.pick(environments)}`);
  return { method: "PATCH", path: at, body, guard: "as it is", tagged: path(`/${flag.id}`) };
};

const deleteFlag: Choose = (place) => {
  const flag = anyFlag(place);
  if (flag === undefined) return undefined;
  return { method: "DELETE", path: path(`/${flag.id}`), tagged: path(`/${flag.id}`) };
};

const createSegment: Choose = ({ dice, state, projectId }) => {
  if (state.segments.length >= MOST_SEGMENTS) return undefined;
  const body = { project_id: projectId, name: unique("Segment"), ...audience(dice, segmentIds(state)) };
  return { method: "POST", path: path("/segments"), body };
};

const editSegment: Choose = ({ dice, state }) => {
  const segment = dice.pick(state.segments);
  if (segment === undefined) return undefined;
  const { match_type, rules } = audience(dice, dice.chance(30) ? segmentIds(state) : []);
  const body = dice.pick<Record<string, unknown>>([{ match_type }, { rules }, { match_type, rules }]);
  const at = path(`/segments/${segment.id}`);
  const forecast = { of: "segment", segmentId: segment.id, draft: body } as const;
  return { method: "PATCH", path: at, body, guard: "as if on", forecast, tagged: at };
};

const deleteSegment: Choose = ({ dice, state }) => {
  const segment = dice.pick(state.segments);
  if (segment === undefined) return undefined;
  const at = path(`/segments/${segment.id}`);
  const forecast = { of: "segment", segmentId: segment.id, draft: { deleted: true } } as const;
  return { method: "DELETE", path: at, guard: "as if on", forecast, tagged: at };
};

/** A rule of a list as a draft has it. */
function asDraft({ id, name, conditions, value, enabled, percentage, segment_id, bucket_by, split }: Rule): object {
  return { id, name, conditions, value, enabled, percentage, segment_id, bucket_by, ...(split && { split }) };
}

/** Where a rule of this position goes: before the first that stands there or behind. */
function withRuleAt(others: readonly Rule[], position: number | undefined, draft: object): object[] {
  const found = position === undefined ? -1 : others.findIndex((rule) => rule.position >= position);
  return others.map(asDraft).toSpliced(found < 0 ? others.length : found, 0, draft);
}

const createRule: Choose = (place) => {
  const flag = anyFlag(place);
  if (flag === undefined) return undefined;
  const { dice, state } = place;
  const environment = dice.pick([...environments, "production"]);
  const list = listOf(state, flag.id, environment);
  const fields = ruleFields(dice, typeOf(flag), segmentIds(state));
  const position = dice.chance(40) ? dice.below(6) : undefined;
  const body = { environment, ...fields, ...(position !== undefined && { position }) };
  const draft = withRuleAt(list, position, fields);
  const forecast = { of: "rules", flagId: flag.id, environment, draft } as const;
  return { method: "POST", path: path(`/${flag.id}/rules`), body, guard: "as if on", forecast };
};

const editRule: Choose = ({ dice, state }) => {
  const rule = dice.pick(state.rules);
  const flag = state.flags.find(({ id }) => id === rule?.flag_id);
  if (rule === undefined || flag === undefined) return undefined;
  const { flag_id: flagId, environment } = rule;
  const body = ruleEdit(dice, typeOf(flag), segmentIds(state));
  const { position: sent, ...fields } = body;
  const position = typeof sent === "number" ? sent : rule.position;
  const others = listOf(state, flagId, environment).filter(({ id }) => id !== rule.id);
  const draft = withRuleAt(others, position, { ...asDraft(rule), ...fields });
  const at = path(`/${flagId}/rules/${rule.id}`);
  const forecast = { of: "rules", flagId, environment, draft } as const;
  return { method: "PATCH", path: at, body, guard: "as if on", forecast, tagged: at };
};

const deleteRule: Choose = ({ dice, state }) => {
  const rule = dice.pick(state.rules);
  if (rule === undefined) return undefined;
  const { flag_id: flagId, environment } = rule;
  const draft = listOf(state, flagId, environment).flatMap((each) => (each.id === rule.id ? [] : [asDraft(each)]));
  const at = path(`/${flagId}/rules/${rule.id}`);
  const forecast = { of: "rules", flagId, environment, draft } as const;
  return { method: "DELETE", path: at, guard: "as if on", forecast, tagged: at };
};

const orderRules: Choose = (place) => {
  const flag = anyFlag(place);
  if (flag === undefined) return undefined;
  const { dice, state } = place;
  const environment = dice.pick(environments);
  const list = listOf(state, flag.id, environment);
  const keys = new Map(list.map(({ id }) => [id, dice.below(1000)]));
  const ordered = [...list].sort((one, other) => (keys.get(one.id) ?? 0) - (keys.get(other.id) ?? 0));
  const at = path(`/${flag.id}/rules`);
  return {
    ...{ method: "PUT", path: `${at}/order`, guard: "as if on", tagged: `${at}?environment=${environment}` },
    body: { environment, rule_ids: ordered.map(({ id }) => id) },
    forecast: { of: "rules", flagId: flag.id, environment, draft: ordered.map(asDraft) },
  };
};

const copyRules: Choose = (place) => {
  const flag = anyFlag(place);
  if (flag === undefined) return undefined;
  const [from, to] = place.dice.pick([environments, [...environments].reverse()]);
  const body = { from, to, mode: place.dice.pick(["append", "replace"]) };
  return { method: "POST", path: path(`/${flag.id}/rules/copy`), body, guard: "as if on" };
};

const promote: Choose = ({ dice, state, projectId }) => {
  const flagIds = someOf(dice, state.flags, 3).map(({ id }) => id);
  if (flagIds.length === 0) return undefined;
  const [from, to] = dice.pick([environments, [...environments].reverse()]);
  const parts = dice.chance(60) ? promotedParts : [dice.pick(promotedParts)];
  return {
    ...{ method: "POST", path: path(`/projects/${projectId}/promote`), guard: "as it is" },
    body: { from, to, flag_ids: flagIds, include: parts },
    forecast: { of: "dry run", judged: "as it is" },
  };
};

const RECENT = 12;

/** Takes back one of the last changes, or one of long ago. */
const restore: Choose = ({ dice, state }) => {
  const entry = dice.chance(70) ? state.entries[dice.below(RECENT)] : dice.pick(state.entries);
  if (entry === undefined) return undefined;
  const extent = dice.pick(["change", "change", "version", "batch"]);
  const judged = entry.resource_type === "flag" && entry.after !== null ? "as it is" : "as if on";
  const at = path(`/audit/${entry.id}/restore?extent=${extent}`);
  return { method: "POST", path: at, guard: judged, forecast: { of: "dry run", judged } };
};

const saveTestUser: Choose = ({ dice, state, projectId }) => {
  const expectations = someOf(dice, state.flags, 2).map((flag) => ({
    ...{ flag_id: flag.id, environment: dice.pick(environments), value: dice.pick(valuesOf[typeOf(flag)]) },
  }));
  const fields = { name: unique("User"), context: somebody(dice), expectations };
  const known = dice.pick(state.testUsers);
  if (known === undefined || (state.testUsers.length < 3 && dice.chance(50))) {
    return { method: "POST", path: path("/test-users"), body: { project_id: projectId, ...fields } };
  }
  const at = path(`/test-users/${known.id}`);
  return dice.chance(20)
    ? { method: "DELETE", path: at, tagged: at }
    : { method: "PATCH", path: at, body: fields, tagged: at };
};

const choices: readonly (readonly [number, Choose])[] = [
  [6, createRule],
  [5, editRule],
  [2, deleteRule],
  [2, orderRules],
  [1, copyRules],
  [3, promote],
  [4, restore],
  [2, createFlag],
  [4, editFlag],
  [3, editState],
  [1, deleteFlag],
  [2, createSegment],
  [3, editSegment],
  [1, deleteSegment],
  [1, saveTestUser],
];
const weighted = choices.flatMap(([weight, choose]) => Array.from({ length: weight }, () => choose));

const begun: readonly Choose[] = [createFlag, createSegment, createRule, createRule];

/** What makes something to begin with. */
export function firstAct(place: Place): Act {
  for (;;) {
    const act = place.dice.pick(begun)(place);
    if (act !== undefined) return act;
  }
}

/** What somebody does next with a project. */
export function nextAct(place: Place): Act {
  for (;;) {
    const act = place.dice.pick(weighted)(place);
    if (act !== undefined) return act;
  }
}
