import type { RuleInput } from "@/lib/targeting";
import { type FlagSource, flagSetIdOf, type ProjectSource } from "../project-source";
import { flagIn, rulesIn, segmentsIn, sentRule } from "./content";
import { shortRule, shortSegment } from "./long-lists";
import type { Touched } from "./ruleset-changes";
import { versionText } from "./version-text";

/** How long lists are sent: in place, or by the hash of their content. */
export type ListForm = "inline" | "hash";

/** Which ruleset, and in which form. */
export interface WireForm {
  readonly environment: string;
  readonly lists: ListForm;
}

/** A whole ruleset's JSON, in pieces that each take little time. */
export function* wholeText(source: ProjectSource, { environment, lists }: WireForm): Generator<string, void> {
  const { id, version, flags } = source;
  const flag_set_id = flagSetIdOf(source, environment);
  const head = { project_id: id, environment, flag_set_id, epoch: version.epoch, revision: version.revision };
  yield `${JSON.stringify({ ...head, version: versionText(version) }).slice(0, -1)},"flags":[`;
  yield* listed(flags.values(), (flag) => JSON.stringify(flagIn(flag, environment)));
  yield '],"rules":[';
  yield* listed(rulesOf(flags.values(), environment), (rule) => JSON.stringify(formed(rule, lists)));
  yield '],"segments":[';
  const segments = segmentsIn(source, environment).values();
  yield* listed(segments, (segment) => JSON.stringify(lists === "hash" ? shortSegment(segment) : segment));
  yield "]}";
}

function* listed<T>(items: Iterable<T>, write: (item: T) => string): Generator<string, void> {
  let comma = "";
  for (const item of items) {
    yield comma + write(item);
    comma = ",";
  }
}

function* rulesOf(flags: Iterable<FlagSource>, environment: string): Generator<RuleInput, void> {
  for (const flag of flags) yield* rulesIn(flag, environment);
}

const formed = (rule: RuleInput, lists: ListForm): RuleInput => sentRule(lists === "hash" ? shortRule(rule) : rule);

/**
 * Brings a client from a revision to this state: everything that may have changed, as it is now, and the ids of what
 * was deleted.
 */
export function patchText(source: ProjectSource, touched: Touched, from: number, form: WireForm): string {
  const { environment, lists } = form;
  const { epoch, revision: to } = source.version;
  const segments = touched.segments.size === 0 ? undefined : segmentsIn(source, environment);
  const changed = {
    flags: parted(touched.flags, (id) => {
      const flag = source.flags.get(id);
      return flag && flagIn(flag, environment);
    }),
    rules: partedRules(source, touched, form),
    segments: parted(touched.segments, (id) => {
      const segment = segments?.get(id);
      return segment && (lists === "hash" ? shortSegment(segment) : segment);
    }),
  };
  const { flags, rules, segments: led } = changed;
  const upsert = present({ flags: flags.there, rules: rules.there, segments: led.there });
  const remove = present({ flags: flags.gone, rules: rules.gone, segments: led.gone });
  const flag_set_id = flagSetIdOf(source, environment);
  return JSON.stringify({ epoch, from, to, version: versionText(source.version), flag_set_id, upsert, remove });
}

interface Parted<T> {
  there: T[];
  gone: string[];
}

function parted<T>(ids: Iterable<string>, find: (id: string) => T | undefined): Parted<T> {
  const there: T[] = [];
  const gone: string[] = [];
  for (const id of ids) {
    const item = find(id);
    if (item === undefined) gone.push(id);
    else there.push(item);
  }
  return { there, gone };
}

function partedRules(
  source: ProjectSource,
  { rules, flagsOfRules }: Touched,
  { environment, lists }: WireForm,
): Parted<RuleInput> {
  const there = new Map<string, RuleInput>();
  for (const flagId of flagsOfRules) {
    const flag = source.flags.get(flagId);
    for (const rule of flag ? rulesIn(flag, environment) : []) if (rules.has(rule.id)) there.set(rule.id, rule);
  }
  return parted(rules, (id) => {
    const rule = there.get(id);
    return rule && formed(rule, lists);
  });
}

/** Leaves out empty lists. */
const present = (lists: Record<string, readonly unknown[]>): Record<string, readonly unknown[]> =>
  Object.fromEntries(Object.entries(lists).filter(([, items]) => items.length > 0));
