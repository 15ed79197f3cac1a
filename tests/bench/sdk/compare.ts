import { ProviderProcess } from "./provider-process";
import { rows } from "./providers";

/** Processes of each provider, one after the other: V8 does not compile the same code alike in each. */
const GENERATIONS = 3;
/** Rounds of each process. Providers take turns, so that a slow moment of the machine hits all alike. */
const ROUNDS = 11;
/** Calls that differ, of those that every provider answers alike. */
const CALLS = 1_000;

/** Nanoseconds of a call in each round, by provider in the order of `rows`; the rounds are the same. */
export async function compare(workload: number): Promise<number[][]> {
  const times = rows.map((): number[] => []);
  let chosen: number[] | undefined;
  for (let generation = 0; generation < GENERATIONS; generation += 1) {
    const processes: ProviderProcess[] = [];
    for (const row of rows.keys()) processes.push(await ProviderProcess.start(row, workload));
    chosen ??= await agreed(processes);
    for (const each of processes) await each.warmUp(chosen);
    for (let round = 0; round < ROUNDS; round += 1) {
      for (const [row, each] of processes.entries()) times[row]?.push(await each.round());
    }
    for (const each of processes) await each.stop();
  }
  return times;
}

/** @throws when too few calls have one answer: then the flags do not mean the same */
async function agreed(processes: readonly ProviderProcess[]): Promise<number[]> {
  const all: boolean[][] = [];
  // The first row is the constant, which answers nothing.
  for (const each of processes.slice(1)) all.push(await each.answers());
  const [first = []] = all;
  const equal = [...first.keys()].filter((call) => all.every((answers) => answers[call] === first[call]));
  if (equal.length < CALLS) throw new Error(`The providers agree on ${equal.length} of ${first.length} calls only`);
  return equal.slice(0, CALLS);
}
