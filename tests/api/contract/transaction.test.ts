import { expect, test } from "vitest";
import { sharedService } from "../../support/api-service";

const service = sharedService();

const transactions = () => import("@/lib/server/store/transaction");
const nameOf = async (id: string): Promise<string | undefined> => {
  const [row] = await service.stored.query<{ name: string }>("SELECT name FROM projects WHERE id = $1", [id]);
  return row?.name;
};

test("a transaction whose statement fails changes nothing, and connections go on", async () => {
  const { id } = await service.project({ name: "Before" });
  const { inTransaction } = await transactions();
  // More often than there are connections: one that stayed in a failed transaction would fail the next.
  for (let count = 0; count < 20; count += 1) {
    const failing = inTransaction(async (tx) => {
      await tx.project.update({ where: { id }, data: { name: "After" } });
      await tx.$queryRaw`SELECT 1 / 0 AS answer`;
    });
    await expect(failing).rejects.toThrow("division by zero");
  }
  expect(await nameOf(id)).toBe("Before");
});

test("a transaction whose work fails changes nothing, and fails for that reason", async () => {
  const { id } = await service.project({ name: "Before" });
  const { inTransaction } = await transactions();
  const failing = inTransaction(async (tx) => {
    await tx.project.update({ where: { id }, data: { name: "After" } });
    throw new Error("its own");
  });
  await expect(failing).rejects.toThrow("its own");
  expect(await nameOf(id)).toBe("Before");
});

test("of two transactions that wait for each other, both are done in the end", async () => {
  const ids = [(await service.project()).id, (await service.project()).id];
  const { inTransaction } = await transactions();
  let bothHoldOne: () => void = () => {};
  const meeting = new Promise<void>((resolve) => {
    bothHoldOne = resolve;
  });
  let holding = 0;
  let attempts = 0;
  const renameBoth = (name: string, order: readonly string[]) =>
    inTransaction(async (tx) => {
      attempts += 1;
      for (const id of order) {
        await tx.project.update({ where: { id }, data: { name } });
        holding += 1;
        if (holding === 2) bothHoldOne();
        await meeting;
      }
    });
  await Promise.all([renameBoth("One", ids), renameBoth("Other", ids.toReversed())]);
  // The one that the database ends tries again, and once more when it meets the other again.
  expect(attempts).toBeGreaterThanOrEqual(3);
  const names = await Promise.all(ids.map(nameOf));
  expect(new Set(names).size).toBe(1);
});

test("a snapshot sees one state, whatever is committed meanwhile", async () => {
  const { id } = await service.project({ name: "Before" });
  const { inSnapshot } = await transactions();
  const names = await inSnapshot(async (tx) => {
    const read = async () => (await tx.project.findUniqueOrThrow({ where: { id } })).name;
    const first = await read();
    await service.call("PATCH", `/api/v1/flags/projects/${id}`, { body: { name: "After" } });
    return [first, await read()];
  });
  expect(names).toEqual(["Before", "Before"]);
  expect(await nameOf(id)).toBe("After");
});
