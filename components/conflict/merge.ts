import {
  type Conflict,
  isList,
  isObject,
  mergeRows,
  mergeSets,
  mergeValue,
  type Part,
  type Strategy,
} from "./merge-values";

export type Side = "mine" | "theirs" | "both";
/** By a conflict's key. */
export type Choices = ReadonlyMap<string, Side>;

interface Merge {
  readonly conflicts: readonly Conflict[];
  /** The merged fields with the chosen side of each conflict; `mine` where nothing was chosen. */
  resolve(choices: Choices): Record<string, unknown>;
}

type Fields = Readonly<Record<string, unknown>>;

/**
 * Merges two edits of one resource, field by field. Edits of different fields both count.
 * @param opened the fields as they were when both began
 * @param strategies by field; `whole` for fields without an entry
 */
export function merge(
  opened: Fields,
  mine: Fields,
  theirs: Fields,
  strategies: Readonly<Record<string, Strategy>> = {},
): Merge {
  const fields = Object.keys(mine).map((field) => {
    const strategy = strategies[field] ?? "whole";
    return { field, strategy, parts: mergeField({ field, strategy }, opened[field], mine[field], theirs[field]) };
  });
  const conflicts = fields.flatMap(({ parts }) => parts.flatMap((part) => ("conflict" in part ? part.conflict : [])));
  return {
    conflicts,
    resolve: (choices) =>
      Object.fromEntries(fields.map(({ field, strategy, parts }) => [field, resolveField(strategy, parts, choices)])),
  };
}

type About = Pick<Conflict, "field" | "strategy">;

function mergeField(about: About, opened: unknown, mine: unknown, theirs: unknown): Part[] {
  const { field, strategy } = about;
  const one = mergeValue(opened, mine, theirs);
  if (one !== undefined) return [wholly(strategy, one.value)];
  if (strategy === "set" && isList(opened) && isList(mine) && isList(theirs)) {
    return [{ settled: mergeSets(opened, mine, theirs) }];
  }
  if (strategy === "rows" && isList(opened) && isList(mine) && isList(theirs)) {
    return mergeRows(field, opened, mine, theirs);
  }
  if (strategy === "members" && isObject(opened) && isObject(mine) && isObject(theirs)) {
    return mergeMembers(field, opened, mine, theirs);
  }
  return [{ conflict: { key: field, ...about, strategy: "whole", opened, mine, theirs } }];
}

/** Rows and members are put together from parts; a field that is merged as a whole is one part. */
function wholly(strategy: Strategy, value: unknown): Part {
  if (strategy === "members" && isObject(value)) return { settled: Object.entries(value) };
  return { settled: value };
}

function resolveField(strategy: Strategy, parts: readonly Part[], choices: Choices): unknown {
  const values = parts.map((part) => ("settled" in part ? part.settled : chosen(part.conflict, choices)));
  const isWhole = parts.some((part) => "conflict" in part && part.conflict.strategy === "whole");
  if (isWhole || strategy === "whole" || strategy === "set") return values[0];
  const entries = values.every(isList) ? values.flat() : undefined;
  if (entries === undefined) return values[0];
  return strategy === "rows" ? entries : Object.fromEntries(entries.filter(isEntry));
}

function chosen({ key, member, strategy, mine, theirs }: Conflict, choices: Choices): unknown {
  const side = choices.get(key) ?? "mine";
  if (side === "both" && isList(mine) && isList(theirs)) return [...theirs, ...mine];
  const value = side === "theirs" ? theirs : mine;
  if (strategy !== "members") return value;
  return value === undefined ? [] : [[member, value]];
}

function mergeMembers(
  field: string,
  opened: Record<string, unknown>,
  mine: Record<string, unknown>,
  theirs: Record<string, unknown>,
): Part[] {
  const names = new Set([...Object.keys(theirs), ...Object.keys(mine), ...Object.keys(opened)]);
  return [...names].map((member): Part => {
    const [before, own, other] = [opened[member], mine[member], theirs[member]];
    const one = mergeValue(before, own, other);
    if (one !== undefined) return { settled: one.value === undefined ? [] : [[member, one.value]] };
    const key = `${field}.${member}`;
    return { conflict: { key, field, member, strategy: "members", opened: before, mine: own, theirs: other } };
  });
}

const isEntry = (value: unknown): value is [string, unknown] => isList(value) && value.length === 2;
