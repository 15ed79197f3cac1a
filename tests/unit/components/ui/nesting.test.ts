import { beforeAll, describe, expect, test, vi } from "vitest";
import { type DropLine, Nesting } from "@/components/ui/sortable/motions";
import { MovableRows } from "@/components/ui/sortable/movable-rows";
import type { Course } from "@/components/ui/sortable/sortable";

/** What `Nesting` uses of a card: where it is, and its marks. */
class Card {
  readonly style = { transform: "" };
  readonly marks = new Set<string>();
  constructor(
    readonly top: number,
    readonly bottom: number,
  ) {}
  getBoundingClientRect = () => ({ top: this.top, bottom: this.bottom, left: 10, width: 300 });
  setAttribute = (name: string) => this.marks.add(name);
  removeAttribute = (name: string) => this.marks.delete(name);
}

const place = (groupId: string | null, after: string | null, before: string | null, isOwn = false) => ({
  ...{ groupId, after, before, isOwn, index: 0 },
  words: `${groupId}: ${after} | ${before}`,
});

/** A row `a`, a group `g` with a row `b`, and a row `c`, which is lifted: its handle is at the given height. */
function lifted() {
  const cards = { a: new Card(0, 36), g: new Card(44, 164), b: new Card(84, 120), c: new Card(172, 208) };
  const handle = new Card(180, 200);
  const rows = new MovableRows();
  for (const [id, card] of Object.entries(cards)) {
    // It needs no more of an element than what these have.
    const element = (of: Card) => ({ current: of as unknown as HTMLElement });
    rows.add({ id, card: element(card), handle: element(id === "c" ? handle : card) });
  }
  const line = { show: vi.fn<DropLine["show"]>(), hide: vi.fn() };
  const places: Course["places"] = [
    place(null, null, "a"),
    place(null, "a", "g"),
    place("g", null, "b"),
    place("g", "b", null),
    place(null, "g", null, true),
  ];
  const nesting = new Nesting(rows, line, () => ({ name: "condition 3", places }));
  nesting.lift("c", { isStepped: false });
  const at = (height: number) => {
    Object.assign(handle, { top: height - 10, bottom: height + 10 });
    nesting.follow();
    return nesting.over?.words;
  };
  return { nesting, line, cards, at };
}

describe("card that is dragged among groups", () => {
  beforeAll(() => {
    vi.stubGlobal(
      "DOMMatrixReadOnly",
      class {
        m42 = 0;
      },
    );
  });

  test("a card dragged among groups takes the place nearest to its handle, shown by a line and a mark", () => {
    const { nesting, line, cards, at } = lifted();
    expect(nesting.isMoved).toBe(false);
    expect(at(118)).toBe("g: b | null");
    expect(line.show).toHaveBeenLastCalledWith({ top: 124, left: 10, width: 300 });
    expect(cards.g.marks).toContain("data-entered");
    expect(nesting.isMoved).toBe(true);
    expect(at(78)).toBe("g: null | b");
    expect(at(38)).toBe("null: a | g");
    expect(cards.g.marks).not.toContain("data-entered");
    expect(at(-500)).toBe("null: null | a");
    expect(line.show).toHaveBeenLastCalledWith({ top: -4, left: 10, width: 300 });
    line.hide.mockClear();
    expect(at(175)).toBe("null: g | null");
    expect(line.hide).toHaveBeenCalled();
    expect(nesting.isMoved).toBe(false);
  });

  test("a card dragged among groups shows no place after its move, even when the last step comes late", () => {
    const { nesting, line, cards, at } = lifted();
    at(118);
    nesting.end({ isDropped: false });
    line.show.mockClear();
    nesting.follow();
    expect(line.show).not.toHaveBeenCalled();
    expect(cards.g.marks.size).toBe(0);
    // What was found is still known, for what is said of it.
    expect(nesting.over?.words).toBe("g: b | null");
  });
});
