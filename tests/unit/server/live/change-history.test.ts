import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { WrittenChange } from "@/lib/server/live/change-feed";
import { ChangeHistory } from "@/lib/server/live/changes/change-history";

beforeEach(() => void vi.useFakeTimers({ now: 1_000_000 }));
afterEach(() => void vi.useRealTimers());

const write = (project: string | null, action: string): WrittenChange => ({
  type: "change",
  project,
  request_id: "r",
  actor: { type: "user", id: "u", name: "Ada" },
  changes: [{ resource_type: "flag", resource_id: "f", flag_id: "f", action }],
});

/** A history that hears of writes a second after the other. */
function historyOf(...writes: WrittenChange[]): ChangeHistory {
  const history = new ChangeHistory();
  for (const each of writes) {
    vi.advanceTimersByTime(1_000);
    history.add(each);
  }
  return history;
}

const actions = ({ changes }: { changes: { action: string }[] }) => changes.map(({ action }) => action);

describe("history of changes", () => {
  test("a history of changes tells a project's writes after one and up to another, and the installation's", () => {
    const history = historyOf(write("p", "a"), write("q", "b"), write(null, "c"), write("p", "d"), write("p", "e"));
    const { id } = history;
    expect(actions(history.between("p", { id, number: 1 }, 4))).toEqual(["c", "d"]);
    expect(history.between("p", { id, number: 5 }, 5)).toEqual({ is_complete: true, changes: [] });
  });

  test("a history of changes tells a project's writes since an instant", () => {
    const history = historyOf(write("p", "a"), write("p", "b"), write("p", "c"));
    expect(actions(history.since("p", Date.now() - 1_000, history.last))).toEqual(["b", "c"]);
  });

  test("a history of changes does not know what was before it began, or while it heard nothing", () => {
    const history = historyOf(write("p", "a"));
    const { id, last } = history;
    expect(history.since("p", 1_000_000 - 1, last).is_complete).toBe(false);
    expect(history.between("p", { id: "another", number: 0 }, last).is_complete).toBe(false);
    history.forget();
    expect(history.between("p", { id, number: last }, history.last).is_complete).toBe(false);
    expect(history.between("p", { id, number: history.last }, history.last).is_complete).toBe(true);
  });

  test("a history of changes does not know what it dropped, nor a write too large for its notice", () => {
    const history = historyOf(...Array.from({ length: 1_001 }, (_, index) => write("p", `${index}`)));
    const { id } = history;
    expect(history.between("p", { id, number: 0 }, history.last).is_complete).toBe(false);
    expect(actions(history.between("p", { id, number: 1_000 }, history.last))).toEqual(["1000"]);
    history.add({ ...write("p", "large"), changes: null });
    expect(history.between("p", { id, number: 1_001 }, history.last).is_complete).toBe(false);
    expect(history.between("q", { id, number: 1_001 }, history.last).is_complete).toBe(true);
  });
});
