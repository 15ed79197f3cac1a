import { duration, table } from "../engine/report";
import { machine } from "../lib/machine";
import { coldStarts } from "./cold-start";
import { compare } from "./compare";
import { rows } from "./providers";
import { quartiles } from "./quartiles";
import { workload, workloadCount } from "./workloads";

/** Guidon's share of a call with one rule, in percent of what OpenFeature's client costs by itself. */
const GOAL_SHARE = 15;

/**
 * Measures the SDK as applications use it: through OpenFeature's server client beside peers with the same flags, whose
 * answers are compared, and from a bootstrap to the first answer.
 */
export async function run(): Promise<void> {
  console.log(`${machine()}\n`);
  const lines = [];
  for (let index = 0; index < workloadCount; index += 1) {
    const { name } = workload(index);
    console.error(`Measuring: ${name} …`);
    lines.push(line(name, await compare(index)));
  }
  const names = rows.map(({ name, provider }) => (provider === undefined ? name : `${name} (${provider})`));
  const told = ["Guidon beyond the constant", "fastest peer takes"];
  console.log(table(["a call of getBooleanValue: median CPU time, ± half the middle half", ...names, ...told], lines));
  console.log(`\nThe goals: at most ${GOAL_SHARE} % beyond the constant for one rule, and no peer faster.`);
  console.log(await coldStarts());
}

function line(name: string, times: readonly number[][]): string[] {
  const cells = times.map((rounds) => {
    const { median, spread } = quartiles(rounds);
    return `${duration(median)} ± ${((spread / median) * 100).toFixed(0)} %`;
  });
  const [constant = [], guidon = [], ...peers] = times;
  // Round by round: what the machine does to one it does to its neighbour.
  const beyond = quartiles(guidon.map((each, round) => (each / (constant[round] ?? Number.NaN) - 1) * 100));
  const fastest = Math.min(
    ...peers.map((rounds) => quartiles(rounds.map((each, round) => each / (guidon[round] ?? Number.NaN))).median),
  );
  const share = `${beyond.median.toFixed(1)} % (${beyond.first.toFixed(1)} to ${beyond.third.toFixed(1)})`;
  return [name, ...cells, share, `${fastest.toFixed(2)} ×`];
}
