import { beforeAll, describe, expect, test, vi } from "vitest";
import { announcementsOf } from "@/components/ui/sortable/drag";
import { Nesting, type ShowLine, Sorting, type TreeCourse } from "@/components/ui/sortable/motions";
import { MovableRows } from "@/components/ui/sortable/sortable";

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
  const line = vi.fn<ShowLine>();
  const places: TreeCourse["places"] = [
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
    expect(line).toHaveBeenLastCalledWith({ top: 124, left: 10, width: 300 });
    expect(cards.g.marks).toContain("data-entered");
    expect(nesting.isMoved).toBe(true);
    expect(at(78)).toBe("g: null | b");
    expect(at(38)).toBe("null: a | g");
    expect(cards.g.marks).not.toContain("data-entered");
    expect(at(-500)).toBe("null: null | a");
    expect(line).toHaveBeenLastCalledWith({ top: -4, left: 10, width: 300 });
    expect(at(175)).toBe("null: g | null");
    expect(line).toHaveBeenLastCalledWith(null);
    expect(nesting.isMoved).toBe(false);
  });

  test("a card dragged among groups shows no place after its move, even when the last step comes late", () => {
    const { nesting, line, cards, at } = lifted();
    at(118);
    nesting.end({ isDropped: false });
    expect(line).toHaveBeenLastCalledWith(null);
    line.mockClear();
    nesting.follow();
    expect(line).not.toHaveBeenCalled();
    expect(cards.g.marks.size).toBe(0);
    // What was found is still known, for what is said of it.
    expect(nesting.over?.words).toBe("g: b | null");
  });
});

describe("what is said of a move", () => {
  /** A list of three rows of 50 pixels, of which the first is lifted by a key. */
  function liftedFirst() {
    const rows = new MovableRows();
    for (const [index, id] of ["a", "b", "c"].entries()) {
      const slot = { getBoundingClientRect: () => ({ top: index * 50, bottom: index * 50 + 50 }) };
      // It needs no more of an element than what this has.
      const card = { style: {}, offsetHeight: 42, parentElement: slot, removeAttribute: () => {} };
      rows.add({ id, card: { current: card as unknown as HTMLElement }, handle: { current: null } });
    }
    const places = ["a", "b", "c"].map((id, index) => ({
      id,
      isOwn: id === "a",
      words: `at position ${index + 1} of 3`,
    }));
    const motion = new Sorting(rows, () => ({ name: "rule 1", places }));
    motion.lift("a", { isStepped: true });
    const press = (code: string) => {
      const event = { code, preventDefault: () => {} } as KeyboardEvent;
      return motion.step(event, { active: "a", currentCoordinates: { x: 8, y: 0 }, context: {} as never });
    };
    const said = announcementsOf(motion);
    const event = {} as never;
    return { motion, press, said, event };
  }

  test("of a card that is moved by keys each new place is said once, and where it was dropped", () => {
    const { motion, press, said, event } = liftedFirst();
    expect(said.onDragStart(event)).toBe("Lifted rule 1. It is at position 1 of 3.");
    expect(press("ArrowUp")).toBeUndefined();
    expect(press("ArrowDown")).toEqual({ x: 8, y: 58 });
    expect(said.onDragMove?.(event)).toBe("rule 1 is now at position 2 of 3.");
    expect(said.onDragMove?.(event)).toBeUndefined();
    motion.end({ isDropped: true });
    expect(said.onDragEnd(event)).toBe("Dropped rule 1 at position 2 of 3.");
  });

  test("nothing is said of a step after the drop or the cancelling that followed it at once", () => {
    const dropped = liftedFirst();
    dropped.press("ArrowDown");
    dropped.motion.end({ isDropped: true });
    expect(dropped.said.onDragEnd(dropped.event)).toBe("Dropped rule 1 at position 2 of 3.");
    expect(dropped.said.onDragMove?.(dropped.event)).toBeUndefined();

    const cancelled = liftedFirst();
    cancelled.press("ArrowDown");
    cancelled.motion.end({ isDropped: false });
    expect(cancelled.said.onDragCancel(cancelled.event)).toBe("Cancelled. rule 1 is back at position 1 of 3.");
    expect(cancelled.said.onDragMove?.(cancelled.event)).toBeUndefined();
  });

  test("a card that is dropped where it was is said to be there", () => {
    const { motion, said, event } = liftedFirst();
    motion.end({ isDropped: false });
    expect(said.onDragEnd(event)).toBe("Dropped rule 1 where it was, at position 1 of 3.");
  });
});
