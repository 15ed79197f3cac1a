import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { contractService } from "../support/contract-service";

const service = contractService();

const modules = async () => ({
  ...(await import("@/lib/server/db/sql")),
  ...(await import("@/lib/server/db/transaction")),
});

test("a last statement that fails commits nothing, and its connection goes on", async () => {
  const { id } = await service.project({ name: "Before" });
  const { inSqlTransaction, readRows, sql } = await modules();
  const failing = inSqlTransaction(async (tx) => {
    await tx.rows(sql`UPDATE projects SET name = 'After' WHERE id = ${id}`);
    await tx.last(sql`SELECT 1 / 0 AS answer`);
  });
  await expect(failing).rejects.toMatchObject({ code: "22012" });
  expect(await readRows(sql`SELECT name FROM projects WHERE id = ${id}`)).toEqual([{ name: "Before" }]);
});

test("of statements that are sent together, the first that fails is told, and none is kept", async () => {
  const { id } = await service.project({ name: "Before" });
  const { inSqlTransaction, readRows, sql } = await modules();
  const failing = inSqlTransaction((tx) =>
    Promise.all([
      tx.rows(sql`UPDATE projects SET name = 'After' WHERE id = ${id}`),
      tx.rows(sql`SELECT 1 / 0 AS answer`),
      tx.rows(sql`UPDATE projects SET name = 'Later' WHERE id = ${id}`),
    ]),
  );
  await expect(failing).rejects.toMatchObject({ code: "22012" });
  expect(await readRows(sql`SELECT name FROM projects WHERE id = ${id}`)).toEqual([{ name: "Before" }]);
});

test("what is read behind a lock on the wire is as it was when the lock was had", async () => {
  const { id } = await service.project({ name: "Before" });
  const { inSqlTransaction, readRows, sql } = await modules();
  const lock = sql`SELECT 1 FROM projects WHERE id = ${id} FOR UPDATE`;
  let reading: Promise<object[]> | undefined;
  await inSqlTransaction(async (tx) => {
    await tx.rows(lock);
    reading = inSqlTransaction(async (other) => {
      const [, rows] = await Promise.all([
        other.rows(lock),
        other.rows(sql`SELECT name FROM projects WHERE id = ${id}`),
      ]);
      return rows;
    });
    await expect
      .poll(() => readRows(sql`SELECT 1 FROM pg_locks WHERE NOT granted AND locktype = 'transactionid'`))
      .not.toEqual([]);
    await tx.last(sql`UPDATE projects SET name = ${`After ${randomUUID()}`} WHERE id = ${id} RETURNING name`);
  });
  expect(await reading).toEqual([{ name: expect.stringMatching(/^After/) }]);
});

test("of what is sent without waiting, the first that fails is told, whatever comes after it, and none is kept", async () => {
  const { id } = await service.project({ name: "Before" });
  const { inSqlTransaction, readRows, sql } = await modules();
  const change = sql`UPDATE projects SET name = 'After' WHERE id = ${id}`;
  const ends: Record<string, Parameters<typeof inSqlTransaction>[0]> = {
    "by what is waited for": (tx) => tx.rows(sql`SELECT 1`),
    "by a last statement": (tx) => tx.last(sql`SELECT 1 AS answer`),
    "by its commit": async () => {},
    "by an error of its own": async (tx) => {
      await tx.rows(sql`SELECT 1`).catch(() => {});
      throw new Error("its own");
    },
  };
  for (const [end, finish] of Object.entries(ends)) {
    const failing = inSqlTransaction(async (tx) => {
      tx.send(change);
      tx.send(sql`SELECT 1 / 0`);
      tx.send(change);
      await finish(tx);
    });
    await expect(failing, end).rejects.toMatchObject({ code: "22012" });
    expect(await readRows(sql`SELECT name FROM projects WHERE id = ${id}`), end).toEqual([{ name: "Before" }]);
  }
});

test("what is sent without waiting is seen by what comes after it, and kept", async () => {
  const { id } = await service.project({ name: "Before" });
  const { inSqlTransaction, readRows, sql } = await modules();
  const read = sql`SELECT name FROM projects WHERE id = ${id}`;
  const seen = await inSqlTransaction(async (tx) => {
    tx.send(sql`UPDATE projects SET name = 'Between' WHERE id = ${id}`);
    const rows = await tx.rows(read);
    tx.send(sql`UPDATE projects SET name = 'After' WHERE id = ${id}`);
    return rows;
  });
  expect([seen, await readRows(read)]).toEqual([[{ name: "Between" }], [{ name: "After" }]]);
});
