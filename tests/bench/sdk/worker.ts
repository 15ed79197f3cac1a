import { OpenFeature } from "@openfeature/server-sdk";
import type { Ask } from "./provider-process";
import { rows } from "./providers";
import { workload } from "./workloads";

/** Processor time of the calls before any is measured, in nanoseconds: V8 compiles what is called often enough. */
const WARM_UP = 1e9;
/** And of one measured round. */
const ROUND = 50e6;

// A process of one provider and one workload: what V8 has learnt of others does not weigh on it.
const [row = 0, of = 0] = process.argv.slice(2).map(Number);
const { ruleset, keys, contexts } = workload(of);
const provider = await rows[row]?.provide(ruleset);
if (provider === undefined) throw new Error(`There is no row ${row}`);
await OpenFeature.setProviderAndWait(provider);
const client = OpenFeature.getClient();
const asked = contexts.map(({ user_id: targetingKey, ...attributes }) => ({ targetingKey, ...attributes }));
let chosen: readonly number[] = [];
let count = 0;

const call = (index: number): Promise<boolean> =>
  client.getBooleanValue(keys[index % keys.length] ?? "", false, asked[index]);

async function answers(): Promise<boolean[]> {
  const all: boolean[] = [];
  for (const index of asked.keys()) all.push(await call(index));
  return all;
}

/** Nanoseconds of processor time that calls took. */
async function time(calls: number): Promise<number> {
  const begun = process.cpuUsage();
  for (let at = 0; at < calls; at += 1) await call(chosen[at % chosen.length] ?? 0);
  const { user, system } = process.cpuUsage(begun);
  return (user + system) * 1_000;
}

async function warmUp(): Promise<void> {
  for (let spent = 0; spent < WARM_UP; ) spent += await time(chosen.length);
  count = Math.ceil((chosen.length * ROUND) / (await time(chosen.length)));
}

async function answer(ask: Ask): Promise<unknown> {
  if (ask.what === "answers") return answers();
  if (ask.what === "round") return (await time(count)) / count;
  chosen = ask.chosen;
  await warmUp();
  return null;
}

process.on("message", async (ask: Ask) => {
  process.send?.(await answer(ask));
});
process.once("disconnect", () => process.exit());
process.send?.("ready");
