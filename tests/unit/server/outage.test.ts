import { describe, expect, test } from "vitest";
import { DatabaseDownError, isServerGone, outageCause } from "@/lib/server/db/outage";

const coded = (code: string) => Object.assign(new Error("it failed"), { code });
/** As Prisma passes it on. */
const byPrisma = (code: string) =>
  Object.assign(new Error("Raw query failed"), {
    code: "P2010",
    meta: { driverAdapterError: { cause: { originalCode: code } } },
  });

describe("causes of an outage", () => {
  test.each([
    [coded("53100"), "the disk of the database is full (53100)"],
    [byPrisma("53100"), "the disk of the database is full (53100)"],
    [coded("25P03"), "a transaction was left waiting for too long, and the database ended it (25P03)"],
    [coded("25006"), "the database is read-only: a standby, or told to be (25006)"],
    [coded("57014"), "a statement took too long, and the database ended it (57014)"],
    [coded("53300"), "the database takes no more connections (53300)"],
    [coded("55000"), "the database is told to take no connections (55000)"],
    [coded("58P01"), "the database cannot read or write its files (58P01)"],
    [coded("XX001"), "the data of the database is damaged (XX001)"],
    [coded("42501"), "the database refuses our user what it needs (42501)"],
    [byPrisma("40P01"), "transactions were in each other's way, also when they were tried again (40P01)"],
    [byPrisma("0A000"), "a table was changed, by a newer version for one, under a statement (0A000)"],
    [coded("53400"), "the database is out of a resource (53400)"],
    [coded("ECONNREFUSED"), "the database cannot be reached (ECONNREFUSED)"],
    [Object.assign(coded("ENOENT"), { syscall: "connect" }), "the database cannot be reached (ENOENT)"],
    [new AggregateError([coded("EHOSTUNREACH")]), "the database cannot be reached (EHOSTUNREACH)"],
    [new Error("Query read timeout"), "the database did not answer in time"],
    [
      new Error("Transaction already closed: … The timeout for this transaction was 20000 ms, however 20010 ms passed"),
      "a transaction took too long, and was rolled back",
    ],
    [new DatabaseDownError(), "the database does not answer"],
    [new Error("outer", { cause: coded("08006") }), "the connection to the database broke (08006)"],
  ])("the log names the cause: %s", (error, cause) => {
    expect(outageCause(error)).toBe(cause);
  });
});

test("an answer to a mistake is no outage", () => {
  for (const code of ["22012", "23505", "42601", "P2002"]) expect(outageCause(coded(code)), code).toBe(undefined);
  expect(outageCause(Object.assign(coded("ENOENT"), { syscall: "open" })), "a file that is missing").toBe(undefined);
  expect(outageCause(new TypeError("x is not a function"))).toBe(undefined);
  expect(outageCause("thrown")).toBe(undefined);
});

test("a server that refuses for a reason of its own is there", () => {
  for (const code of ["28P01", "53300", "3D000"]) expect(isServerGone(coded(code)), code).toBe(false);
  for (const code of ["57P03", "08P01", "ECONNREFUSED"]) expect(isServerGone(coded(code)), code).toBe(true);
});
