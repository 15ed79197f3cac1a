import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { focusSoon } from "@/components/ui/focus";

const FRAME_MS = 16;

/** As much of a page as the focus needs: what has it, what is pressed, and frames that are drawn one at a time. */
class Page extends EventTarget {
  readonly body = this.make();
  activeElement = this.body;
  now = 0;
  #frames: (() => void)[] = [];

  make(): HTMLElement {
    const element = { focus: () => this.focus(made) };
    // Nothing else of an element is used.
    const made = element as HTMLElement;
    return made;
  }
  focus(element: HTMLElement): void {
    this.activeElement = element;
  }
  press(key: string): void {
    this.dispatchEvent(Object.assign(new Event("keydown"), { key }));
  }
  point(): void {
    this.dispatchEvent(new Event("pointerdown"));
  }
  readonly request = (frame: () => void) => this.#frames.push(frame);
  /** @returns whether another one is waited for */
  draw(): boolean {
    this.now += FRAME_MS;
    for (const frame of this.#frames.splice(0)) frame();
    return this.#frames.length > 0;
  }
}

let page: Page;
let pressed: HTMLElement;
let wanted: HTMLElement;
beforeEach(() => {
  page = new Page();
  pressed = page.make();
  wanted = page.make();
  page.focus(pressed);
  vi.stubGlobal("document", page);
  vi.stubGlobal("addEventListener", page.addEventListener.bind(page));
  vi.stubGlobal("requestAnimationFrame", page.request);
  vi.spyOn(performance, "now").mockImplementation(() => page.now);
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

test("the focus moves to what is there once the page is rendered, or soon after", () => {
  let found: HTMLElement | null = null;
  focusSoon(() => found);
  expect(page.draw()).toBe(true);
  expect(page.activeElement).toBe(pressed);
  found = wanted;
  expect(page.draw()).toBe(false);
  expect(page.activeElement).toBe(wanted);
});

test("a menu that gives the focus back to its button is not somebody who goes on", () => {
  focusSoon(() => wanted);
  page.focus(page.make());
  page.draw();
  expect(page.activeElement).toBe(wanted);
});

test("typing on does not keep the focus where it was", () => {
  focusSoon(() => wanted);
  page.press("a");
  page.draw();
  expect(page.activeElement).toBe(wanted);
});

test("who goes on with Tab or by pressing something is left alone, at once and later", () => {
  for (const goOn of [() => page.press("Tab"), () => page.point()]) {
    for (const waits of [false, true]) {
      let found: HTMLElement | null = waits ? null : wanted;
      page.focus(pressed);
      focusSoon(() => found);
      if (waits) page.draw();
      goOn();
      found = wanted;
      expect(page.draw()).toBe(false);
      expect(page.activeElement).toBe(pressed);
    }
  }
});

test("a focus that has moved elsewhere stays there", () => {
  let found: HTMLElement | null = null;
  focusSoon(() => found);
  page.draw();
  const elsewhere = page.make();
  page.focus(elsewhere);
  found = wanted;
  page.draw();
  expect(page.activeElement).toBe(elsewhere);
});

test("what does not appear is waited for a second", () => {
  let found: HTMLElement | null = null;
  focusSoon(() => found);
  while (page.draw());
  expect(page.now).toBeGreaterThanOrEqual(1_000);
  expect(page.now).toBeLessThan(1_100);
  found = wanted;
  page.draw();
  expect(page.activeElement).toBe(pressed);
});
