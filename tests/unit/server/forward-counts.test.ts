import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, onTestFinished, test } from "vitest";
import { forwardCounts } from "@/lib/server/relay/forward-counts";

/** An upstream that refuses every batch with this status. @returns its address */
async function refusing(status: number): Promise<string> {
  const server = createServer((request, response) => {
    request.resume().on("end", () => response.writeHead(status).end("{}"));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void server.close());
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const batch = {
  id: "b",
  counts: [
    {
      ...{ projectId: "one", environment: "production", flagKey: "lamp", ruleId: "" },
      ...{ value: "true", reason: "STATIC" as const, count: 1 },
    },
  ],
};

test.each([
  ["403, of a project that is served no more", 403, "two", "dropped"],
  ["404, of a project that is served no more", 404, "two", "dropped"],
  ["503, of a project that is served no more", 503, "two", "sent again"],
  ["403, of the project that is served", 403, "one", "sent again"],
  ["422, of the project that is served", 422, "one", "dropped"],
])("a batch that the upstream answers with %s is %s", async (_what, status, served, outcome) => {
  const settings = {
    ...{ UPSTREAM_URL: await refusing(status), UPSTREAM_KEY: "k", UPSTREAM_ENVIRONMENT: "production", RELAY_KEYS: [] },
  };
  const sent = await forwardCounts(settings, batch, served).then(
    () => "dropped",
    () => "sent again",
  );
  expect(sent).toBe(outcome);
});
