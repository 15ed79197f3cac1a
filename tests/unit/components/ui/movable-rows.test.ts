import type { KeyboardEvent } from "react";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { MovableRows, type Press } from "@/components/ui/sortable/sortable";

const key = (code: string, currentTarget: object = new EventTarget()) =>
  ({ type: "keydown", code, currentTarget }) as KeyboardEvent<HTMLElement>;

const row = (id: string) => ({ id, card: { current: null }, handle: { current: null } });

function rowsWith(...ids: string[]): MovableRows {
  const rows = new MovableRows();
  for (const id of ids) rows.add(row(id));
  return rows;
}

/** What answers the presses of a row, and those that it answered. */
function answering(): { heard: string[]; answer: (press: Press) => void } {
  const heard: string[] = [];
  return { heard, answer: (press) => void heard.push("code" in press ? press.code : press.type) };
}

describe("movable rows", () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  test("movable rows are not held until one is pressed, and then that one alone", () => {
    const rows = rowsWith("a", "b");
    expect(rows.held()).toBeNull();
    rows.press("b", key("Space"));
    expect(rows.held()?.id).toBe("b");
  });

  test("movable rows are not called for by a key that lifts nothing", () => {
    const rows = rowsWith("a");
    rows.press("a", key("Tab"));
    expect(rows.held()).toBeNull();
  });

  test("movable rows get the press that called for them, once", async () => {
    const rows = rowsWith("a", "b");
    const { heard, answer } = answering();
    rows.press("a", key("Space"));
    rows.connect("b", () => expect.unreachable("the press was not on this row"));
    rows.connect("a", answer);
    rows.connect("a", answer);
    await Promise.resolve();
    expect(heard).toEqual(["Space"]);
  });

  test("movable rows tell of those that come and go while one is held, and not while none is", () => {
    const rows = rowsWith("a");
    const told = vi.fn();
    rows.subscribe(told);
    rows.add(row("b"));
    expect(told).not.toHaveBeenCalled();
    rows.press("a", key("Enter"));
    told.mockClear();
    const leave = rows.add(row("c"));
    leave();
    expect(told).toHaveBeenCalledTimes(2);
    expect(["a", "b", "c"].map((id) => rows.get(id)?.id)).toEqual(["a", "b", undefined]);
  });

  test("movable rows are moved one at a time", () => {
    const rows = rowsWith("a", "b");
    rows.press("a", key("Space"));
    rows.begin();
    rows.press("b", key("Space"));
    expect(rows.held()?.id).toBe("a");
    rows.release();
    rows.press("b", key("Space"));
    expect(rows.held()?.id).toBe("b");
  });

  test("movable rows are let go when the move is over and has settled, and not when another has begun", () => {
    const rows = rowsWith("a");
    rows.press("a", key("Space"));
    rows.release();
    expect(rows.held()?.id).toBe("a");
    rows.press("a", key("Space"));
    vi.runAllTimers();
    expect(rows.held()?.id).toBe("a");
    rows.release();
    vi.runAllTimers();
    expect(rows.held()).toBeNull();
  });
});
