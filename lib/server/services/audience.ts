import type { AskAudience, AudienceCount } from "@/lib/contract/audience";
import type { Project } from "@/lib/contract/project";
import { type CompiledRuleset, compileInSteps, evaluate, type SegmentInput } from "@/lib/targeting";
import { usedInLists } from "../live/used-attributes";
import { processState } from "../process-state";
import { conflict, ServiceError } from "../service-error";
import { Slices } from "../slices";
import { withReferenced } from "../store/segment-references";
import { findSegments, toSegment } from "../store/segments";
import { db } from "../store/transaction";
import { inTurns } from "../turns";
import { liveRuleset } from "./evaluate";
import { assertReferences, referencesIn } from "./segment-references";

const OFF = "The project keeps no sample of contexts: settings.sample_contexts is off";

/** The only flag of the ruleset; its only rule is the one that is asked about. */
const ASKED = { id: "asked", key: "asked", default_value: { value: false }, enabled: true, status: "active" };

/** Each takes a few milliseconds, or a second with a hundred patterns. */
const COUNTS_AT_ONCE = 2;
const COUNTS_WAITING = 50;

const busy = () => new ServiceError("unavailable", "Too many audiences are counted at once", { retryAfter: 5 });

/** Counts run one after another, and take turns with other work of the process. */
const counts = () =>
  processState("audience-counts", () => ({
    slices: new Slices(),
    inTurn: inTurns({ atOnce: COUNTS_AT_ONCE, waiting: COUNTS_WAITING }, busy),
  }));

/** The environment whose sample is used. */
export const environmentAsked = ({ settings }: Project, { environment }: AskAudience): string =>
  environment ?? settings.default_environment;

/**
 * How many of the contexts that were evaluated last match a rule's or a segment's conditions.
 * @throws ServiceError 409 when the project keeps no sample; 422 for an environment or a segment that is not the
 * project's; 503 when too many counts are waiting.
 */
export async function countAudience(project: Project, ask: AskAudience): Promise<AudienceCount> {
  const environment = environmentAsked(project, ask);
  const { sample } = await liveRuleset(project.id, environment);
  if (sample === null) throw conflict(OFF);
  const conditions = ask.rule?.conditions ?? [];
  const segments = await segmentsOf(project.id, ask);
  const used = usedInLists(conditions, segments);
  const unknown = [...used].filter((name) => !sample.attributes.has(name));
  const texts = sample.texts();
  const answer = { environment, seen: texts.length, unknown_attributes: unknown };
  if (unknown.length > 0) return { ...answer, matching: null };

  const rule = { id: "asked", flag_id: ASKED.id, position: 1, value: true, enabled: true };
  const rules = [{ ...rule, conditions, segment_id: ask.segment ? ASKED.id : ask.rule?.segment_id }];
  const source = { flags: [{ flag: ASKED, rules }], segments };
  const count = { matching: 0 };
  const { slices, inTurn } = counts();
  await inTurn(() => slices.run(countMatching(compileInSteps(source), texts, count)));
  return { ...answer, ...count };
}

/** The segment that is asked about, and the segments that it or the rule leads to. */
async function segmentsOf(projectId: string, { rule, segment }: AskAudience): Promise<SegmentInput[]> {
  const linked = typeof rule?.segment_id === "string" ? [{ path: "rule.segment_id", id: rule.segment_id }] : [];
  const references = [
    ...linked,
    ...referencesIn(rule?.conditions ?? [], "rule.conditions"),
    ...referencesIn(segment?.rules ?? [], "segment.rules"),
  ];
  await assertReferences(db(), projectId, references);
  const ids = await withReferenced(
    db(),
    references.map(({ id }) => id),
  );
  const stored = (await findSegments(db(), ids)).map(toSegment);
  return segment === undefined ? stored : [{ id: ASKED.id, ...segment }, ...stored];
}

/** A step for each part that is compiled, and for each context. */
function* countMatching(
  compiling: Generator<undefined, CompiledRuleset>,
  texts: readonly string[],
  count: { matching: number },
): Generator<undefined, void> {
  const ruleset = yield* compiling;
  for (const text of texts) {
    if (evaluate(ruleset, ASKED.key, JSON.parse(text))?.value === true) count.matching += 1;
    yield;
  }
}
