import fs from "node:fs";
import { parseArgs } from "node:util";
import { compareRandomly } from "./random-rulesets";
import { runVectors, type VectorTexts } from "./vectors";

// A program of its own, so that Node finds the built package by its name, as an application does.
const { values } = parseArgs({
  options: { vectors: { type: "string" }, worlds: { type: "string" }, seed: { type: "string" } },
});
const read = (name: keyof VectorTexts) => fs.readFileSync(`${values.vectors}/${name}.json`, "utf8");
const outcome = await runVectors({
  conditions: read("conditions"),
  groups: read("groups"),
  rulesets: read("rulesets"),
  hashes: read("hashes"),
  patterns: read("patterns"),
});
await compareRandomly(Number(values.worlds), Number(values.seed));
console.log(JSON.stringify(outcome));
