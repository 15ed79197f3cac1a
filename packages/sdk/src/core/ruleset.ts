import type { FlagInput, RuleInput, RulesetPatch, SegmentInput } from "guidon-engine";
import { GuidonError } from "./guidon-error";

/** A project's ruleset in one environment, as `GET /flags/rulesets/:environment` gives it under `data`. */
export interface Ruleset {
  readonly project_id: string;
  readonly environment: string;
  /** What OpenFeature calls these flags. Absent: the server is older than this. */
  readonly flag_set_id?: string;
  /** Which history the revision counts in: a database that was put back has another one. */
  readonly epoch: string;
  readonly revision: number;
  /** Names this very state. */
  readonly version: string;
  readonly flags: readonly FlagInput[];
  readonly rules: readonly RuleInput[];
  readonly segments: readonly SegmentInput[];
}

/** Which ruleset a client is for. Without `projectId` the key says which project. */
interface Wanted {
  readonly environment: string;
  readonly projectId?: string | undefined;
}

/** @throws GuidonError for a ruleset of another environment or project: its flags would be answered as one's own */
export function assertWanted(ruleset: Ruleset, { environment, projectId }: Wanted): Ruleset {
  const { project_id: project } = ruleset;
  if (ruleset.environment === environment && (projectId ?? project) === project) return ruleset;
  throw new GuidonError("invalid", `What came is the ruleset of ${ruleset.environment} in project ${project}`);
}

/** What leads from one revision to the next, as the stream gives it. */
export interface RulesetChange extends RulesetPatch {
  readonly epoch: string;
  readonly from: number;
  readonly to: number;
  readonly version: string;
  readonly flag_set_id?: string;
}

/** @throws GuidonError for what is no ruleset */
export function readAnswer(text: string): Ruleset {
  const answer = parse(text);
  if (!isRecord(answer)) throw invalid();
  return checkRuleset(answer.data);
}

/** @throws GuidonError for what is no ruleset */
export function checkRuleset(value: unknown): Ruleset {
  const isRuleset =
    isRecord(value) &&
    [value.project_id, value.environment, value.epoch, value.version].every((each) => typeof each === "string") &&
    Number.isSafeInteger(value.revision) &&
    [value.flags, value.rules, value.segments].every(isListOfRecords);
  if (!isRuleset) throw invalid();
  // What is within them may be damaged, and then matches nobody.
  return value as unknown as Ruleset;
}

/** @throws GuidonError for what is no change of a ruleset */
export function readChange(text: string): RulesetChange {
  const value = parse(text);
  const isChange =
    isRecord(value) &&
    typeof value.epoch === "string" &&
    typeof value.version === "string" &&
    Number.isSafeInteger(value.from) &&
    Number.isSafeInteger(value.to) &&
    [value.upsert, value.remove].every((part) => part === undefined || isRecord(part)) &&
    listsIn(value.upsert).every(isListOfRecords) &&
    listsIn(value.remove).every((list) => Array.isArray(list));
  if (!isChange) throw invalid();
  return value as unknown as RulesetChange;
}

export function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw invalid();
  }
}

const invalid = (): GuidonError => new GuidonError("invalid", "What the server sent is no ruleset: is the url right?");

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const isListOfRecords = (value: unknown): boolean => Array.isArray(value) && value.every(isRecord);

const listsIn = (part: unknown): unknown[] =>
  isRecord(part) ? [part.flags, part.rules, part.segments].filter((list) => list !== undefined) : [];
