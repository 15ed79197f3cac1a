import { setImmediate } from "node:timers/promises";
import { parseArgs } from "node:util";
import { addTally, prove, type Tally, tallyWords, worldOf } from "./prove";

const WORLDS_BETWEEN_REPORTS = 5_000;
/** What the engine holds by weak references stays until a turn of the event loop ends: a few worlds are one turn. */
const WORLDS_OF_A_TURN = 200;
/** More would scroll the first one away. */
const MOST_SHOWN = 20;

/**
 * `npm run prove -- --worlds 200000 --seed 20261126`; with `--from N`, the worlds of that seed from N on, so that
 * several processes share them; with `--only N`, that world alone, and what it is.
 */
export async function run(args: readonly string[]): Promise<boolean> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      worlds: { type: "string" },
      seed: { type: "string" },
      from: { type: "string" },
      only: { type: "string" },
    },
  });
  const seed = Number(values.seed ?? new Date().toISOString().slice(0, 10).replaceAll("-", ""));
  const first = Number(values.only ?? values.from ?? 0);
  const count = values.only === undefined ? Number(values.worlds ?? 10_000) : 1;
  if (![seed, first, count].every(Number.isSafeInteger))
    throw new Error("--worlds, --seed, --from and --only take whole numbers");
  if (values.only !== undefined) console.log(JSON.stringify(worldOf(seed, first), null, 1));
  console.log(`Seed ${seed}, ${count.toLocaleString("en")} worlds from ${first.toLocaleString("en")} on`);
  const sum: Tally = prove(seed, first, 0);
  const start = performance.now();
  for (let world = first; world < first + count; world += WORLDS_OF_A_TURN) {
    await setImmediate();
    const part = prove(seed, world, Math.min(WORLDS_OF_A_TURN, first + count - world));
    addTally(sum, part);
    if (sum.faults.length <= MOST_SHOWN)
      for (const each of part.faults) console.log(`World ${each.world}: ${each.fault}`);
    if (sum.worlds % WORLDS_BETWEEN_REPORTS !== 0) continue;
    const seconds = Math.round((performance.now() - start) / 1000);
    console.log(`${sum.worlds.toLocaleString("en")} worlds after ${seconds} s, ${sum.faults.length} false claims`);
  }
  console.log(`\n${tallyWords(sum)}`);
  return sum.faults.length === 0;
}
