import { agreedContexts, measure } from "../engine/measure";
import { configcat } from "../engine/peers/configcat";
import { flagd } from "../engine/peers/flagd";
import { growthbook } from "../engine/peers/growthbook";
import { launchdarkly } from "../engine/peers/launchdarkly";
import { unleash } from "../engine/peers/unleash";
import { duration, table } from "../engine/report";
import type { Scenario } from "../engine/scenario";
import { scenarios, wholeScenario } from "../engine/scenarios";
import { machine } from "../lib/machine";
import { coldStarts } from "./cold-start";
import { constant, guidon, peerRow, subjectOf } from "./providers";

const rows = [constant, guidon, ...[growthbook, unleash, flagd, configcat, launchdarkly].map(peerRow)];
const MOST_CONTEXTS = 200;

/**
 * Measures the SDK as applications use it: through OpenFeature's server client beside peers with the same flags, whose
 * answers are compared, and from a bootstrap to the first answer.
 */
export async function run(): Promise<void> {
  console.log(machine());
  const whole = wholeScenario();
  const chosen = [
    ...scenarios.slice(0, 2).map((make) => make()),
    { ...whole, name: "one of 500 flags × 10 rules", keys: whole.keys.slice(250, 251), isWhole: false },
  ];
  const lines = [];
  for (const scenario of chosen) lines.push(await compare(scenario));
  const header = [
    "one call of getBooleanValue",
    ...rows.map(({ name }) => name),
    "Guidon's share of the client's cost",
  ];
  console.log(table(header, lines));
  console.log(await coldStarts(whole.ruleset));
}

async function compare(scenario: Scenario): Promise<string[]> {
  const provided = await Promise.all(rows.map((row) => row.provide(scenario)));
  const subjects = [];
  for (const each of provided) {
    if (each !== undefined) subjects.push(await subjectOf(each.provider, scenario));
  }
  // The constant answers nothing.
  const contexts = await agreedContexts(subjects.slice(1), scenario.contexts.length, MOST_CONTEXTS);
  if (contexts.length < Math.min(MOST_CONTEXTS, scenario.contexts.length)) {
    throw new Error(`${scenario.name}: the providers agree on ${contexts.length} contexts only`);
  }
  const measured = await measure(subjects, contexts);
  for (const each of provided) await each?.close();
  let next = 0;
  const times = provided.map((each) => (each === undefined ? "cannot" : duration(measured[next++] ?? Number.NaN)));
  const [base = Number.NaN, ours = Number.NaN] = measured;
  return [scenario.name, ...times, `${(((ours - base) / base) * 100).toFixed(0)} %`];
}
