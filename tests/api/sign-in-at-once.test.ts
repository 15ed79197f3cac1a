import { expect, test } from "vitest";
import { ownService } from "../support/api-service";
import { signInFrom } from "../support/people";

const service = ownService();

test("sixty people who sign in at once keep nobody else waiting for the database", async () => {
  let signedIn = 0;
  const attempts = Array.from({ length: 60 }, async (_, index) => {
    const body = { email: `somebody-${index}@example.com`, password: "wrong password" };
    const { status } = await signInFrom(service, `127.0.8.${index + 1}`, body);
    signedIn += 1;
    return status;
  });
  // Each needs a connection of its own, which the driver has not opened yet.
  const others = await Promise.all(Array.from({ length: 20 }, () => service.call("GET", "/api/v1/flags/projects")));
  expect(others.map(({ status }) => status)).toEqual(Array(20).fill(200));
  expect(signedIn).toBeLessThan(60);
  expect(await Promise.all(attempts)).toEqual(Array(60).fill(401));
});
