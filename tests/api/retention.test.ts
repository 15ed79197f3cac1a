import { expect, test } from "vitest";
import { ownService } from "../support/api-service";
import { setUpAdmin, signIn } from "../support/people";

const service = ownService();

test("audit entries past their days are deleted and younger ones kept; without days all are kept", async () => {
  const { forgetOldAudit } = await import("@/lib/server/services/retention");
  for (const name of ["Old", "Young"]) await service.call("POST", "/api/v1/flags/projects", { body: { name } });
  const entries = () =>
    service.stored.query("SELECT after->>'name' AS name FROM audit_entries WHERE resource_type = 'project' ORDER BY 1");
  await service.stored.query(
    "UPDATE audit_entries SET created_at = now() - interval '31 days' WHERE after->>'name' = 'Old'",
  );
  await forgetOldAudit(undefined);
  await forgetOldAudit(32);
  expect(await entries()).toEqual([{ name: "Old" }, { name: "Young" }]);
  await forgetOldAudit(30);
  expect(await entries()).toEqual([{ name: "Young" }]);
});

test("sessions that have expired are deleted, and the others go on", async () => {
  const { forgetExpired } = await import("@/lib/server/services/retention");
  const admin = await setUpAdmin(service);
  await signIn(service, admin.email);
  await service.stored.query(
    `UPDATE sessions SET expires_at = now() - interval '1 minute'
     WHERE id = (SELECT id FROM sessions ORDER BY created_at DESC LIMIT 1)`,
  );
  await forgetExpired();
  expect(await service.stored.query("SELECT id FROM sessions")).toHaveLength(1);
  expect((await admin.call("GET", "/api/v1/me")).status).toBe(200);
});
