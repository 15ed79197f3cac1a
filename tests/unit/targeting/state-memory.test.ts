import { RE2JS } from "re2js";
import { expect, test } from "vitest";
import { Automaton } from "@/lib/targeting/pattern/automaton";
import { parsePattern } from "@/lib/targeting/pattern/parse";
import { buildProgram } from "@/lib/targeting/pattern/program";
import { StateMemory } from "@/lib/targeting/pattern/state-memory";

/** Each has a state for every way in which its last twelve characters may have begun: as many as it may. */
const greedy = Array.from({ length: 20 }, (_, index) => `${String.fromCharCode(97 + index)}.{12}z`);

function automatonOf(pattern: string, memory: StateMemory): Automaton {
  const program = buildProgram(parsePattern(pattern));
  if (program === null) throw new Error(`${pattern} has no program`);
  return new Automaton(program, memory);
}

/** Texts of letters, the same each time. */
function* texts(count: number, length: number): Generator<string> {
  let random = 1;
  for (let made = 0; made < count; made += 1) {
    let text = "";
    while (text.length < length) {
      random = (random * 1_103_515_245 + 12_345) % 2 ** 31;
      text += String.fromCharCode(97 + ((random >> 16) % 26));
    }
    yield text;
  }
}

test("automata together take what they may and one more at most, and answer the same after they forgot", () => {
  const most = 500_000;
  const memory = new StateMemory(most);
  const automata = greedy.map((pattern) => ({
    pattern: RE2JS.compile(pattern),
    automaton: automatonOf(pattern, memory),
  }));
  let largest = 0;
  let forgotten = 0;
  for (const text of texts(300, 60)) {
    for (const { pattern, automaton } of automata) {
      const before = automata.map((each) => each.automaton.bytes);
      const found = automaton.isFoundIn(text);
      if (found !== undefined) expect(found).toBe(pattern.test(text));
      const sizes = automata.map((each) => each.automaton.bytes);
      largest = Math.max(largest, ...sizes);
      forgotten += sizes.filter((size, index) => size < (before[index] ?? 0)).length;
      expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThanOrEqual(most + largest);
    }
  }
  expect(forgotten).toBeGreaterThan(greedy.length);
});

test("an automaton that is alone keeps its states, however little all may take", () => {
  const [pattern = ""] = greedy;
  const automaton = automatonOf(pattern, new StateMemory(1));
  const sizes = [...texts(50, 60)].map((text) => {
    automaton.isFoundIn(text);
    return automaton.bytes;
  });
  expect(sizes).toEqual(sizes.toSorted((a, b) => a - b));
});
