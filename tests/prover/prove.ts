import { analyzeList } from "@/lib/targeting/analysis/analyze-list";
import { analyzeRequirements } from "@/lib/targeting/analysis/analyze-requirements";
import { compareLists } from "@/lib/targeting/analysis/changes";
import { findNewExposure } from "@/lib/targeting/analysis/new-exposure";
import { Dice } from "../unit/analysis/worlds";
import { checkChanges, checkGuard } from "./check-changes";
import { checkFindings } from "./check-findings";
import { checkRequirements } from "./check-requirements";
import { People, Reading } from "./reading";
import { randomWorld, type World } from "./world";

export interface Tally {
  worlds: number;
  /**
   * Questions that were asked: of each rule whether it serves and makes a difference, of each requirement whether it
   * is met by anybody and by everybody, of each condition, of each change.
   */
  questions: number;
  findings: number;
  changes: number;
  /** Changes of so few that no id is at hand. */
  withoutWitness: number;
  /** People that each claim was held against, over all worlds. */
  people: number;
  notAnalysed: number;
  /** Claims that are false, with the world's number: what `--only` repeats. */
  faults: { world: number; fault: string }[];
}

const STEPS = 60_000;

/** Everything that is claimed of random worlds, against everybody in them. The same seed is the same worlds. */
export function prove(seed: number, first: number, count: number): Tally {
  const tally: Tally = {
    ...{ worlds: 0, questions: 0, findings: 0, changes: 0, withoutWitness: 0, people: 0, notAnalysed: 0 },
    faults: [],
  };
  for (let world = first; world < first + count; world += 1) {
    const made = worldOf(seed, world);
    for (const fault of checkWorld(made, tally)) tally.faults.push({ world, fault });
  }
  return tally;
}

/** A world by its number. */
export const worldOf = (seed: number, world: number): World =>
  randomWorld(new Dice(Math.imul(seed, 0x9e3779b1) + world));

function checkWorld({ before, after, salts }: World, tally: Tally): string[] {
  const people = new People([before, after], salts);
  const [old, now] = [new Reading(people, before), new Reading(people, after)];
  const analysis = analyzeList(before);
  const required = analyzeRequirements(before);
  const report = compareLists(before, after);
  const guard = findNewExposure(before, after, STEPS);
  tally.worlds += 1;
  tally.people += people.count;
  tally.findings += analysis.findings.length + required.findings.length;
  tally.changes += report.changes.length;
  tally.withoutWitness += report.changes.filter(({ witness }) => witness === null).length;
  tally.questions += 2 * (before.rules.length + (before.required?.requires.length ?? 0));
  tally.questions += before.rules.flatMap(({ conditions }) => conditions).length;
  tally.questions += 1 + report.changes.length + report.unanswered.length;
  tally.notAnalysed +=
    required.notAnalysed.length +
    analysis.notAnalysed.length +
    report.unanswered.length +
    (guard.is === "unknown" ? 1 : 0);
  return [
    ...checkRequirements(people, before, required),
    // The other findings are about the rules alone, as if all was met that the flag requires.
    ...checkFindings(people, { ...before, required: undefined }, analysis),
    ...checkChanges(old, now, report),
    ...checkGuard(old, now, guard),
  ];
}

/** Adds one to the other. */
export function addTally(sum: Tally, { faults, ...counts }: Tally): void {
  for (const [name, count] of Object.entries(counts)) sum[name as keyof typeof counts] += count;
  sum.faults.push(...faults);
}

export function tallyWords({ faults, ...tally }: Tally): string {
  const show = (count: number) => count.toLocaleString("en");
  const open = ((100 * tally.notAnalysed) / tally.questions).toFixed(4);
  return [
    `${show(tally.worlds)} worlds, ${show(tally.people)} people`,
    `${show(tally.findings)} findings`,
    `${show(tally.changes)} changes (${show(tally.withoutWitness)} of them of people without an id at hand)`,
    `${show(tally.notAnalysed)} of ${show(tally.questions)} questions not analysed: ${open} %`,
    `${show(faults.length)} false claims`,
  ].join("\n");
}
