import { test } from "vitest";
import { ownService } from "../support/api-service";
import { emptyTally, Journey } from "./journey";

const service = ownService();
const { JOURNEYS = "20", STEPS = "30", SEED = "20261127" } = process.env;

test("whatever is done to a project, all that is claimed of it is so", async () => {
  const tally = emptyTally();
  for (let number = 0; number < Number(JOURNEYS); number += 1) {
    const seed = Number(SEED) + number;
    const journey = await Journey.begin(service, seed, tally);
    await journey.go(Number(STEPS)).catch((error) => {
      error.message = `SEED=${seed}: ${error.message}`;
      throw error;
    });
  }
  console.log(JSON.stringify(tally));
}, 100_000_000);
