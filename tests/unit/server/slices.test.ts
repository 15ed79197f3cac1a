import { expect, test } from "vitest";
import { Slices } from "@/lib/server/slices";

/** Time that passes only when a step says so, and turns that come when they are asked for. */
function clockwork() {
  const turns: (() => void)[] = [];
  const clock = {
    milliseconds: 0,
    now: () => clock.milliseconds,
    nextTurn: (run: () => void) => void turns.push(run),
  };
  const pass = () => {
    clock.milliseconds += 1;
  };
  /** @returns whether there was a turn to take */
  const turn = (): boolean => {
    const run = turns.shift();
    run?.();
    return run !== undefined;
  };
  return { clock, pass, turn };
}

test("work never holds the loop for longer than a slice and a step, and begins in a turn of its own", () => {
  const { clock, pass, turn } = clockwork();
  let done = 0;
  function* work() {
    for (; done < 100; done += 1) yield pass();
  }
  void new Slices(clock).run(work());
  expect(done).toBe(0);
  const held: number[] = [];
  for (let before = 0; turn(); before = clock.milliseconds) held.push(clock.milliseconds - before);
  expect(done).toBe(100);
  expect(Math.max(...held)).toBeLessThanOrEqual(6);
});

test("a short piece is not held up by a long one that came before it", async () => {
  const { clock, pass, turn } = clockwork();
  const slices = new Slices(clock);
  let isLongDone = false;
  function* work(steps: number) {
    for (let step = 0; step < steps; step += 1) yield pass();
  }
  void slices.run(work(1_000)).then(() => {
    isLongDone = true;
  });
  const short = slices.run(work(1));
  turn();
  turn();
  await short;
  expect(isLongDone).toBe(false);
});

test("work that fails ends, and what comes after it goes on", async () => {
  const { clock, turn } = clockwork();
  const slices = new Slices(clock);
  // biome-ignore lint/correctness/useYield: a step that fails is what this is about
  function* failing(): Generator<void> {
    throw new Error("failed");
  }
  const both = [slices.run(failing()), slices.run([1].values())];
  while (turn());
  await Promise.all(both);
});
