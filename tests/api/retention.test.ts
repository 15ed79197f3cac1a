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

test("old audit entries of many megabytes are deleted, a few at a time", async () => {
  const { forgetOldAudit } = await import("@/lib/server/services/retention");
  for (const name of ["Large", "Larger", "Largest"]) {
    await service.call("POST", "/api/v1/flags/projects", { body: { name } });
  }
  const large = "resource_type = 'project' AND after->>'name' LIKE 'Large%'";
  // A slow database would miss its deadline with three of them.
  await service.stored.query(
    `CREATE FUNCTION refuse_long() RETURNS trigger LANGUAGE plpgsql AS $$
     BEGIN IF (SELECT sum(size) FROM gone) > 130e6 THEN RAISE EXCEPTION 'too long'; END IF; RETURN NULL; END $$;
     CREATE TRIGGER long_delete AFTER DELETE ON audit_entries REFERENCING OLD TABLE AS gone
       FOR EACH STATEMENT EXECUTE FUNCTION refuse_long();
     UPDATE audit_entries SET created_at = now() - interval '31 days', size = 60e6 WHERE ${large}`,
  );
  await forgetOldAudit(30);
  expect(await service.stored.query(`SELECT 1 FROM audit_entries WHERE ${large}`)).toEqual([]);
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
