import { expect, test } from "vitest";
import { emptyTally, Journey } from "../../journeys/journey";
import { sharedService } from "../../support/api-service";

const service = sharedService();

/** `npm run journeys` goes on for longer. */
test("whatever is done to a project, all that is claimed of it is so", async () => {
  const tally = emptyTally();
  const journey = await Journey.begin(service, 20_261_127, tally);
  await journey.go(6);
  expect(tally.claims).toBeGreaterThan(0);
});
