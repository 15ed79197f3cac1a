import type { FlagInput, RuleInput, RulesetPatch, SegmentInput } from "guidon-engine";
import { GuidonError } from "./guidon-error";

/** A project's ruleset in one environment, as `GET /flags/rulesets/:environment` returns it under `data`. */
export interface Ruleset {
  readonly project_id: string;
  readonly environment: string;
  /** OpenFeature's name for these flags. Absent: the server is older than this field. */
  readonly flag_set_id?: string;
  /** The history to which the revision belongs: a restored database has another one. */
  readonly epoch: string;
  readonly revision: number;
  /** Identifies this state. */
  readonly version: string;
  readonly flags: readonly FlagInput[];
  readonly rules: readonly RuleInput[];
  readonly segments: readonly SegmentInput[];
}

/** The ruleset that a client is for. Without `projectId` the key determines the project. */
interface Wanted {
  readonly environment: string;
  readonly projectId?: string | undefined;
}

/**
 * @throws GuidonError for a ruleset of another environment or project, whose flags must not be taken for the client's
 */
export function assertWanted(ruleset: Ruleset, { environment, projectId }: Wanted): Ruleset {
  const { project_id: project } = ruleset;
  if (ruleset.environment === environment && (projectId ?? project) === project) return ruleset;
  throw new GuidonError("invalid", `What came is the ruleset of ${ruleset.environment} in project ${project}`);
}

/** The changes from one revision to the next, as the stream sends them. */
export interface RulesetChange extends RulesetPatch {
  readonly epoch: string;
  readonly from: number;
  readonly to: number;
  readonly version: string;
  readonly flag_set_id?: string;
}

/** @throws GuidonError when it is no ruleset */
export function readAnswer(text: string): Ruleset {
  const answer = parse(text);
  if (!isRecord(answer)) throw invalid();
  return checkRuleset(answer.data);
}

/** @throws GuidonError when it is no ruleset */
export function checkRuleset(value: unknown): Ruleset {
  const isRuleset =
    isRecord(value) &&
    [value.project_id, value.environment, value.epoch, value.version].every((each) => typeof each === "string") &&
    Number.isSafeInteger(value.revision) &&
    [value.flags, value.rules, value.segments].every(isListOfRecords);
  if (!isRuleset) throw invalid();
  // Its contents may be damaged; damaged parts match nobody.
  return value as unknown as Ruleset;
}

/** @throws GuidonError when it is no change of a ruleset */
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
