import { expect, test } from "vitest";
import { sharedService } from "../../support/api-service";

const service = sharedService();

/** Spoils stored rows as no request could: with the checks of the tables in force. */
const spoil = (statement: string, id: string) => service.stored.query(statement, [id]);

test("a stored row that nobody can read is a fault of ours: 500 in fixed words, and the rest goes on", async () => {
  const { id } = await service.project();
  const [flag, other] = [await service.flag(id), await service.flag(id)];
  const [segment, rule] = [await service.segment(id), await service.rule(flag.id)];
  await spoil(`UPDATE segments SET rules = '[{"key": "secret-in-the-row"}]' WHERE id = $1`, segment.id);
  await spoil(`UPDATE rules SET conditions = '["secret-in-the-row"]' WHERE id = $1`, rule.id);
  const reads = [
    `/api/v1/flags/segments/${segment.id}`,
    `/api/v1/flags/segments?project_id=${id}`,
    `/api/v1/flags/${flag.id}/rules/${rule.id}`,
    `/api/v1/flags/${flag.id}/rules`,
  ];
  for (const path of reads) {
    const { status, body } = await service.call("GET", path);
    expect({ path, status, body }).toEqual({ path, status: 500, body: { error: "Internal server error" } });
  }
  expect((await service.call("PATCH", reads[0] ?? "", { body: { name: "N" } })).status).toBe(500);
  expect(await service.data("GET", `/api/v1/flags/${other.id}/rules`)).toEqual([]);
  expect(await service.data("GET", `/api/v1/flags/${flag.id}`)).toEqual(flag);
});
