import { expect, test } from "vitest";
import { type WaitingFlag, waitsByFlag, waitsFor } from "@/components/flags/requirements/waiting";

const flag = (key: string, fields: Partial<WaitingFlag> = {}) => ({
  ...{ id: key, key, flag_type: "boolean" as const, enabled: true, status: "active" as const },
  ...{ default_value: { value: false }, environments: {} },
  ...fields,
});
const needs = (key: string, variant = "on") => ({ requires: [{ flag: key, variant }] });
const off = { environments: { production: { enabled: false } } };
const waits = (fields: Partial<WaitingFlag>, ...others: WaitingFlag[]) =>
  waitsFor(flag("wallet", fields), new Map(others.map((each) => [each.key, each])), "production");

test("a flag waits for one that is off there and does not give what is needed then", () => {
  expect(waits(needs("checkout"), flag("checkout", off))).toEqual(["checkout"]);
  expect(waits(needs("checkout"), flag("checkout", { status: "archived" }))).toEqual(["checkout"]);
  expect(waits(needs("checkout"), flag("checkout", { enabled: false }))).toEqual(["checkout"]);
  expect(waits(needs("checkout"), flag("checkout"))).toEqual([]);
});

test("one that gives what is needed while it is off is not waited for, unless it leaves that to the code", () => {
  expect(waits(needs("checkout", "off"), flag("checkout", off))).toEqual([]);
  expect(waits({ requires: [{ flag: "checkout", value: false }] }, flag("checkout", off))).toEqual([]);
  expect(waits(needs("checkout", "off"), flag("checkout", { ...off, when_disabled: "code_default" }))).toEqual([
    "checkout",
  ]);
});

test("one that waits itself is waited for, and a flag that is off waits for nothing", () => {
  const [checkout, cart] = [flag("checkout", needs("cart")), flag("cart", off)];
  expect(waits(needs("checkout"), checkout, cart)).toEqual(["checkout"]);
  expect(waits({ ...needs("cart"), ...off }, cart)).toEqual([]);
  const known = waitsByFlag([flag("wallet", needs("checkout")), checkout, cart], ["production", "staging"]);
  expect([...known].map(([id, each]) => [id, ...each])).toEqual([
    ["wallet", ["production", ["checkout"]]],
    ["checkout", ["production", ["cart"]]],
  ]);
});
