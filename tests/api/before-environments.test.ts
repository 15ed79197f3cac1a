import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";
import { restoreBackup } from "@/lib/server/db/backup/restore-backup";
import { ownService } from "../support/api-service";
import { createTestDatabase, type TestDatabase } from "../support/database";

/** What evaluations answered when the backup was made, before flags were anything in an environment. */
interface Known {
  project_id: string;
  answers: { environment: string; context: object; flags: object }[];
}

const before = (name: string) => fileURLToPath(new URL(`../support/before-environments/${name}`, import.meta.url));
const { project_id, answers }: Known = JSON.parse(readFileSync(before("answers.json"), "utf8"));

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase({ empty: true });
  await restoreBackup(database.url, before("backup.gz"));
});
afterAll(() => database.drop());

const service = ownService({}, async () => database.url);

test("every evaluation is as it was", async () => {
  const now = [];
  for (const { environment, context } of answers) {
    const answer = await service.call("POST", "/api/v1/flags/bootstrap", {
      body: { project_id, environment, context },
    });
    now.push({ environment, context, flags: answer.body.data.flags });
  }
  expect(now).toEqual(answers);
});

test("every flag is on in each environment where it was on", async () => {
  const { body } = await service.call("GET", `/api/v1/flags?project_id=${project_id}`);
  const everywhere = { production: { enabled: true }, staging: { enabled: true }, development: { enabled: true } };
  expect(body.data.length).toBeGreaterThan(10);
  for (const flag of body.data) expect(flag.environments).toEqual(everywhere);
});
