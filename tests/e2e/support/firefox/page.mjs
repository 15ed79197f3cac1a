import { setTimeout as sleep } from "node:timers/promises";

/** @typedef {import("./bidi.mjs").Bidi} Bidi */

/** How long something may take to appear, in milliseconds. */
const PATIENCE_MS = 30_000;
const LOOK_EVERY_MS = 100;

/** Keys as WebDriver names them. */
export const keys = { enter: "\uE007", tab: "\uE004", space: " " };

/** One page of Firefox, used by mouse and keyboard as a person does. */
export class FirefoxPage {
  /** @param {Bidi} bidi @param {string} context */
  constructor(bidi, context) {
    this.bidi = bidi;
    this.context = context;
  }

  /** @param {string} url */
  open(url) {
    return this.bidi.send("browsingContext.navigate", { context: this.context, url, wait: "complete" });
  }

  /** @param {string} expression @returns {Promise<unknown>} its value, when that is a text, a number or a truth */
  async value(expression) {
    const target = { context: this.context };
    const { result } = await this.bidi.send("script.evaluate", { expression, target, awaitPromise: true });
    return result?.value;
  }

  /** Waits until the expression is true. @param {string} expression */
  async until(expression) {
    const end = Date.now() + PATIENCE_MS;
    while ((await this.value(expression)) !== true) {
      if (Date.now() > end) throw new Error(`Waited in vain for ${expression} at ${await this.#whatIsShown()}`);
      await sleep(LOOK_EVERY_MS);
    }
  }

  /** Waits for the one that assistive technology would find. @param {string} role @param {string} name */
  async find(role, name) {
    const end = Date.now() + PATIENCE_MS;
    for (;;) {
      const locator = { type: "accessibility", value: { role, name } };
      const { nodes } = await this.bidi.send("browsingContext.locateNodes", { context: this.context, locator });
      if (nodes.length > 0) return nodes[0];
      if (Date.now() > end) throw new Error(`No ${role} “${name}” at ${await this.#whatIsShown()}`);
      await sleep(LOOK_EVERY_MS);
    }
  }

  /** Clicks once the element stands still and nothing lies over it. @param {string} role @param {string} name */
  async click(role, name) {
    const end = Date.now() + PATIENCE_MS;
    let sharedId;
    do {
      ({ sharedId } = await this.find(role, name));
      if (Date.now() > end) throw new Error(`${role} “${name}” never could be clicked: ${await this.#whatIsShown()}`);
    } while (!(await this.#canBeClicked(sharedId)));
    const origin = { type: "element", element: { sharedId } };
    const actions = [
      { type: "pointerMove", x: 0, y: 0, origin },
      { type: "pointerDown", button: 0 },
      { type: "pointerUp", button: 0 },
    ];
    await this.#act({ type: "pointer", id: "mouse", parameters: { pointerType: "mouse" }, actions });
  }

  /** @param {string} sharedId */
  async #canBeClicked(sharedId) {
    const { result } = await this.bidi.send("script.callFunction", {
      functionDeclaration: String(standsStillAndFree),
      arguments: [{ sharedId }],
      target: { context: this.context },
      awaitPromise: true,
    });
    return result?.value === true;
  }

  async #whatIsShown() {
    return await this.value("location.href + '\\n' + document.body.innerText.slice(0, 4000)");
  }

  /** Types into what has the focus. @param {string} text */
  async type(text) {
    const actions = Array.from(text).flatMap((value) => [
      { type: "keyDown", value },
      { type: "keyUp", value },
    ]);
    await this.#act({ type: "key", id: "keyboard", actions });
  }

  /** @param {object} source */
  async #act(source) {
    await this.bidi.send("input.performActions", { context: this.context, actions: [source] });
    await this.bidi.send("input.releaseActions", { context: this.context });
  }
}

/**
 * Runs in the page: true when the element keeps its place for three frames and takes clicks at its centre.
 *
 * @param {Element} element
 */
async function standsStillAndFree(element) {
  element.scrollIntoView({ block: "center" });
  const first = element.getBoundingClientRect();
  for (let frame = 0; frame < 3; frame++) await new Promise((drawn) => requestAnimationFrame(drawn));
  const { left, top, width, height } = element.getBoundingClientRect();
  if (!element.isConnected || left !== first.left || top !== first.top) return false;
  const hit = document.elementFromPoint(left + width / 2, top + height / 2);
  // What lies around it takes the click when it is inert.
  return element.contains(hit);
}
