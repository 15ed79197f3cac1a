import { beforeAll, beforeEach, expect, test } from "vitest";
import type { Db } from "@/lib/server/db/client";
import { ownService } from "../support/api-service";
import { cookieOf, fromPage, setUpBody } from "../support/people";

let prisma: Db["prisma"];
const service = ownService();

beforeAll(async () => {
  // Imported now, because its modules read the settings when they are loaded.
  prisma = (await import("@/lib/server/db/client")).getDb().prisma;
});
beforeEach(async () => {
  await prisma.$transaction([
    prisma.user.deleteMany(),
    prisma.verification.deleteMany(),
    prisma.project.deleteMany(),
    prisma.auditEntry.deleteMany(),
  ]);
});

test("of many who set up at once, one becomes the admin", async () => {
  expect((await fromPage(service, "/api/auth/setup")).body).toEqual({ data: { is_needed: true } });
  const bodies = await Promise.all(
    Array.from({ length: 6 }, (_, index) => setUpBody({ email: `admin-${index}@example.com` })),
  );
  const answers = await Promise.all(bodies.map((body) => fromPage(service, "/api/auth/setup", body)));
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409, 409, 409, 409]);
  expect(await prisma.user.count()).toBe(1);
  // The links that were not used are worth nothing, and nothing of them is kept.
  expect(await prisma.verification.count()).toBe(0);
});

test("without the link that was printed nobody is made", async () => {
  for (const token of ["", "guess", "A".repeat(43)]) {
    const answer = await fromPage(service, "/api/auth/setup", await setUpBody({ token }));
    expect(answer.status).toBe(403);
    expect(answer.headers.getSetCookie()).toEqual([]);
  }
  const used = await setUpBody();
  await prisma.verification.updateMany({ data: { expiresAt: new Date(Date.now() - 1) } });
  expect((await fromPage(service, "/api/auth/setup", used)).status).toBe(403);
  expect(await prisma.user.count()).toBe(0);
});

test("a link's token is not stored", async () => {
  const { token } = await setUpBody();
  const stored = JSON.stringify(await prisma.verification.findMany());
  expect(stored).not.toContain(token);
});

test("the demo project is ready when it was asked for", async () => {
  const answer = await fromPage(service, "/api/auth/setup", await setUpBody({ start_with: { kind: "demo" } }));
  expect(answer.body).toEqual({ data: { project_slug: "ledgerline" } });
  const flags = await service.call("GET", "/api/v1/flags/projects", {
    key: null,
    headers: { cookie: cookieOf(answer) },
  });
  expect(flags.body.data.map(({ slug }: { slug: string }) => slug)).toEqual(["ledgerline"]);
});

test("the password is stored as a hash only, and is in no history", async () => {
  await fromPage(service, "/api/auth/setup", await setUpBody({ password: "kept nowhere at all" }));
  const everything = JSON.stringify([
    await prisma.account.findMany(),
    await prisma.user.findMany(),
    (await prisma.auditEntry.findMany()).map(({ before, after }) => [before, after]),
  ]);
  expect(everything).not.toContain("kept nowhere at all");
});
