import type { KeyboardEvent } from "react";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { MovableRows, type PressListeners } from "@/components/sortable/movable-rows";

const key = (code: string) => ({ type: "keydown", code }) as KeyboardEvent<HTMLElement>;

function rowsWith(...ids: string[]): MovableRows {
  const rows = new MovableRows();
  for (const id of ids) rows.add({ id, card: { current: null }, handle: { current: null } });
  return rows;
}

const idsOf = (rows: MovableRows) => rows.current().map(({ id }) => id);

/** What answers the presses of a row, and those that it answered. */
function answering(): { heard: string[]; listeners: PressListeners } {
  const heard: string[] = [];
  return { heard, listeners: { onKeyDown: (press) => heard.push("code" in press ? press.code : press.type) } };
}

describe("rows that can be moved", () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  test("are none until one is pressed, so that scrolling costs nothing for what moves them", () => {
    const rows = rowsWith("a", "b");
    expect(idsOf(rows)).toEqual([]);
    rows.press("a", key("Space"));
    expect(idsOf(rows)).toEqual(["a", "b"]);
  });

  test("are not called for by a key that lifts nothing", () => {
    const rows = rowsWith("a");
    rows.press("a", key("Tab"));
    expect(idsOf(rows)).toEqual([]);
  });

  test("get the press that called for them, once", async () => {
    const rows = rowsWith("a", "b");
    const { heard, listeners } = answering();
    rows.press("a", key("Space"));
    rows.connect("b", { onKeyDown: () => expect.unreachable("the press was not on this row") });
    rows.connect("a", listeners);
    rows.connect("a", listeners);
    await Promise.resolve();
    expect(heard).toEqual(["Space"]);
  });

  test("include those that come while one is moved, and not those that have left", () => {
    const rows = rowsWith("a");
    rows.press("a", key("Enter"));
    const leave = rows.add({ id: "b", card: { current: null }, handle: { current: null } });
    expect(idsOf(rows)).toEqual(["a", "b"]);
    leave();
    expect(idsOf(rows)).toEqual(["a"]);
  });

  test("are let go when the move is over and has settled, and not when another has begun", () => {
    const rows = rowsWith("a");
    rows.press("a", key("Space"));
    rows.release();
    expect(idsOf(rows)).toEqual(["a"]);
    rows.press("a", key("Space"));
    vi.runAllTimers();
    expect(idsOf(rows)).toEqual(["a"]);
    rows.release();
    vi.runAllTimers();
    expect(idsOf(rows)).toEqual([]);
  });
});
