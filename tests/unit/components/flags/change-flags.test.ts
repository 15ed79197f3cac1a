import { describe, expect, it } from "vitest";
import { bulkActions, changeFlags, type FlagChange, wayBack } from "@/components/flags/list/bulk-change";
import { ApiError } from "@/lib/client/api-error";
import type { ListedFlag } from "@/lib/contract/flag-list";

const flag = (id: string, fields: Partial<ListedFlag> = {}): ListedFlag => ({
  ...{ id, project_id: "p", key: id, name: id, description: null, flag_type: "boolean", enabled: true },
  ...{ default_value: { value: false }, status: "active", tags: [], scheduled_at: null },
  ...{ environments: {}, created_at: "2026-01-01T00:00:00Z", updated_at: "2026-01-01T00:00:00Z" },
  ...fields,
});
const off = (id: string): FlagChange => ({ flag: flag(id), opened: { enabled: true }, change: { enabled: false } });
const options = { what: "turn off", onProgress: () => {}, signal: new AbortController().signal, wait: async () => {} };
const names = (changes: readonly FlagChange[]) => changes.map(({ flag }) => flag.name).sort();

describe("changes of several flags", () => {
  it("several flags are changed each by itself: one that fails is named with its reason", async () => {
    const done: number[] = [];
    const result = await changeFlags(["a", "b", "c", "d", "e", "f"].map(off), {
      ...options,
      save: async ({ flag }) => {
        if (flag.name === "b") throw new ApiError("Not found", { status: 404 });
        if (flag.name === "e") throw new ApiError("Insufficient scope", { status: 403 });
      },
      onProgress: (count) => done.push(count),
    });
    expect(names(result.changed)).toEqual(["a", "c", "d", "f"]);
    expect(result.failed.map(({ flag, reason }) => [flag.name, reason]).sort()).toEqual([
      ["b", "Could not turn off: it is no longer there."],
      ["e", "Could not turn off: your role does not allow it."],
    ]);
    expect(done).toEqual([1, 2, 3, 4, 5, 6]);
  });

  it("several flags are changed as slowly as the server asks for, and not for ever", async () => {
    let refusals = 0;
    const waited: number[] = [];
    const wait = async (seconds: number) => void waited.push(seconds);
    const tooMany = () => new ApiError("Rate limit exceeded", { status: 429, retryAfterSeconds: 7 });
    const patient = await changeFlags([off("a")], {
      ...options,
      wait,
      save: async () => {
        refusals += 1;
        if (refusals < 3) throw tooMany();
      },
    });
    expect(names(patient.changed)).toEqual(["a"]);
    expect(waited).toEqual([7, 7]);
    const given = await changeFlags([off("a")], { ...options, wait, save: () => Promise.reject(tooMany()) });
    expect(names(given.failed)).toEqual(["a"]);
  });

  it("several flags are changed until it is stopped: what has not begun is left as it is", async () => {
    const stop = new AbortController();
    const result = await changeFlags(
      Array.from({ length: 20 }, (_, index) => off(`flag ${index}`)),
      {
        ...options,
        signal: stop.signal,
        save: async () => stop.abort(),
      },
    );
    expect(result.changed.length).toBeLessThanOrEqual(4);
    expect(result.failed).toEqual([]);
  });

  it("several flags are changed and back: what was changed takes the place of what was", () => {
    expect(wayBack([off("a")])).toEqual([{ flag: flag("a"), opened: { enabled: false }, change: { enabled: true } }]);
  });
});

describe("flags that are so already", () => {
  it.each<[keyof typeof bulkActions, ListedFlag, object | null]>([
    ["addTag", flag("a", { tags: ["x"] }), { tags: ["x", "new"] }],
    ["addTag", flag("a", { tags: ["new"] }), null],
    ["removeTag", flag("a", { tags: ["x", "new"] }), { tags: ["x"] }],
    ["removeTag", flag("a"), null],
    ["turnOff", flag("a"), { enabled: false }],
    ["turnOff", flag("a", { enabled: false }), null],
    ["archive", flag("a"), { status: "archived" }],
    ["archive", flag("a", { status: "archived" }), null],
  ])("a change of several flags leaves those alone that are so already: %s", (action, before, change) =>
    expect(bulkActions[action].change(before, "new")).toEqual(change),
  );
});
