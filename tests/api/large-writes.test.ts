import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { ownService } from "../support/api-service";

const service = ownService();

// A statement has at most 32,767 parameters, and an audit entry 17: what is written of more entries than that is
// several.
test("deleting a segment that 2,500 rules link to clears every one of them, with an entry for each", async () => {
  const project = await service.project();
  const segment = await service.segment(project.id);
  for (let count = 0; count < 5; count += 1) {
    const flag = await service.flag(project.id);
    await service.stored.query(
      `INSERT INTO rules (id, flag_id, environment, position, conditions, value, segment_id, salt)
       SELECT gen_random_uuid(), $1, 'production', position, '[]', 'true', $2, $3
        FROM generate_series(1, 500) AS position`,
      [flag.id, segment.id, randomUUID()],
    );
  }
  const before = await service.stored.revision(project.id);
  expect((await service.call("DELETE", `/api/v1/flags/segments/${segment.id}`)).status).toBe(204);
  expect(await service.stored.revision(project.id)).toBe(before + 1);
  const rules = await service.stored.query("SELECT segment_id, enabled, count(*)::int FROM rules GROUP BY 1, 2");
  expect(rules).toEqual([{ segment_id: null, enabled: false, count: 2_500 }]);
  const entries = await service.stored.query(
    `SELECT action, count(*)::int FROM audit_entries
     WHERE project_id = $1 AND action LIKE '%segment%' GROUP BY 1 ORDER BY 1`,
    [project.id],
  );
  expect(entries).toEqual([
    { action: "rule.segment_cleared_and_disabled", count: 2_500 },
    { action: "segment.created", count: 1 },
    { action: "segment.deleted", count: 1 },
  ]);
});
