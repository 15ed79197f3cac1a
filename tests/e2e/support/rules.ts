import { expect, type Locator, type Page } from "@playwright/test";
import type { Flag } from "@/lib/contract/flag";
import type { Project } from "@/lib/contract/project";
import type { Rule } from "@/lib/contract/rule";
import type { Api } from "./api";

interface RuleListUnderTest {
  flag: Flag;
  url: string;
  rules: Rule[];
}

/**
 * A flag with rules called as given, in production, in that order, each for everyone.
 * @param isDisjoint each for people of its own instead: then there is nothing to find about the list
 */
export async function makeRuleList(
  api: Api,
  project: Project,
  names: readonly string[],
  { isDisjoint = false }: { isDisjoint?: boolean } = {},
): Promise<RuleListUnderTest> {
  const flag = await api.makeFlag(project, "checkout", { name: "Checkout", enabled: true });
  const rules: Rule[] = [];
  for (const name of names) {
    const conditions = isDisjoint ? [{ attribute: "team", operator: "equals", value: name }] : [];
    rules.push(await api.makeRule(flag, { name, conditions }));
  }
  return { flag, rules, url: `/projects/${project.slug}/flags/${flag.key}` };
}

/** The names on the cards, top to bottom. */
export const shownNames = (page: Page): Locator => page.locator("[data-rule] h3");

/** The names of the stored rules in their order, as the API gives them. */
export async function storedNames(api: Api, flag: Flag): Promise<(string | null)[]> {
  const rules: Rule[] = await api.call("GET", `/flags/${flag.id}/rules?environment=production`);
  return rules.map(({ name }) => name);
}

/** The order is on the screen, in the API, and on the screen again after a reload. */
export async function expectOrder(page: Page, api: Api, flag: Flag, names: string[]): Promise<void> {
  await expect(shownNames(page)).toHaveText(names);
  await expect.poll(() => storedNames(api, flag)).toEqual(names);
  await page.reload();
  await expect(shownNames(page)).toHaveText(names);
}

/** The card of the rule of this name; other cards may speak of it. */
export const card = (page: Page, name: string): Locator =>
  page.locator("[data-rule]").filter({ has: page.getByRole("heading", { name, exact: true }) });

export const handle = (page: Page, name: string): Locator =>
  card(page, name).getByRole("button", { name: /^Move rule/ });

/** What moves cards takes hold of them with a press; from then on a handle says whether its card is lifted. */
export async function expectMovable(page: Page, name: string): Promise<void> {
  await expect(handle(page, name)).toHaveAttribute("aria-pressed", "false");
}

/** Chooses an action of a card's menu. */
export async function chooseAction(page: Page, name: string, action: string): Promise<void> {
  await card(page, name)
    .getByRole("button", { name: /^Actions for/ })
    .click();
  await page.getByRole("menuitem", { name: action, exact: true }).click();
}

/** The middle of an element, in the window. */
export async function middleOf(target: Locator): Promise<{ x: number; y: number }> {
  const box = await target.boundingBox();
  if (box === null) throw new Error("It is not on the screen");
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

/** Drags a card by its handle onto the place of another, in steps as a hand does. */
export async function dragWithMouse(page: Page, name: string, onto: string): Promise<void> {
  const from = await middleOf(handle(page, name));
  const to = await middleOf(handle(page, onto));
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await expectMovable(page, name);
  await page.mouse.move(from.x, from.y + Math.sign(to.y - from.y) * 8, { steps: 4 });
  await page.mouse.move(to.x, to.y, { steps: 12 });
  await page.mouse.up();
}
