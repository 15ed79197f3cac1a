import { once } from "node:events";
import fs from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { parseArgs } from "node:util";
import { Guidon } from "guidon-sdk";
import { compare } from "./compare";
import { startRelay } from "./relay";
import { ENVIRONMENT, startUpstream } from "./upstream";
import { CONTEXTS, type World, worldsOf } from "./worlds";

const PAIRS_BETWEEN_REPORTS = 10_000;
/** Every so many worlds a client starts anew, and is told the whole; the other follows by what has changed. */
const ANEW_EVERY = 20;

/**
 * `npm run test:over-http -- --pairs 100000 --seed N`: random rulesets and contexts, over HTTP. A server is given one
 * ruleset after the other; an SDK follows it by its stream, and has to give and explain what the server answers.
 * @returns whether they are equal
 */
export async function run(args: readonly string[]): Promise<boolean> {
  const { values } = parseArgs({ args: [...args], options: { pairs: { type: "string" }, seed: { type: "string" } } });
  const seed = Number(values.seed ?? Date.now() % 1_000_000);
  const worlds = Math.ceil(Number(values.pairs ?? 10_000) / CONTEXTS);
  const dataDir = await fs.mkdtemp(path.join(os.tmpdir(), "guidon-over-http-"));
  const upstream = await startUpstream();
  upstream.put({ flags: [], rules: [], segments: [] }, 1);
  const relay = await startRelay(upstream.url, dataDir);
  const options = { url: relay.url, key: relay.key, environment: ENVIRONMENT };
  const follower = new Guidon(options);
  const compareAnew = async (world: World, turn: number): Promise<void> => {
    const anew = new Guidon({ ...options, updates: "manual" });
    await anew.ready();
    await compare(world, anew, relay, turn);
    await anew.close();
  };
  let done = 0;
  try {
    await follower.ready();
    for (const world of worldsOf(seed, worlds)) {
      const revision = done + 2;
      const isThere = reached(follower, revision);
      upstream.put(world.ruleset, revision);
      await isThere;
      await compare(world, follower, relay, done);
      if (done % ANEW_EVERY === 0) await compareAnew(world, done);
      done += 1;
      if ((done * CONTEXTS) % PAIRS_BETWEEN_REPORTS === 0)
        console.log(`${(done * CONTEXTS).toLocaleString("en")} pairs`);
    }
    console.log(`${(done * CONTEXTS).toLocaleString("en")} pairs of a ruleset and a context are equal (seed ${seed})`);
    return true;
  } catch (error) {
    console.error(`World ${done} of seed ${seed}:`, error);
    return false;
  } finally {
    await follower.close();
    await relay.stop();
    upstream.close();
    await fs.rm(dataDir, { recursive: true, force: true });
  }
}

/** Resolves once a client evaluates by this revision. @throws when that takes too long */
async function reached(guidon: Guidon, revision: number): Promise<void> {
  const late = AbortSignal.timeout(PATIENCE_MS);
  const isThere = new EventTarget();
  const forget = guidon.on("change", (change) => {
    if (change.revision === revision) isThere.dispatchEvent(new Event("there"));
  });
  await once(isThere, "there", { signal: late }).finally(forget);
}

const PATIENCE_MS = 60_000;
