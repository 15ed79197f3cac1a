import { expect, test } from "vitest";
import { Pace } from "@/packages/sdk/src/web/pace";

test("what begins while nobody looks is over at once, and goes on when somebody does", async () => {
  const pace = new Pace();
  const open = pace.begin();
  pace.rest();
  expect(open.aborted).toBe(true);
  expect(pace.begin().aborted).toBe(true);
  let hasGoneOn = false;
  const rested = pace.rested.then(() => {
    hasGoneOn = true;
  });
  // Nor does a wait hold up what is to rest.
  await pace.wait(3_600_000);
  expect(hasGoneOn).toBe(false);
  pace.wake();
  await rested;
  expect(pace.begin().aborted).toBe(false);
});
