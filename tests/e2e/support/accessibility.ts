import { AxeBuilder } from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";

const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
/** What depends on the theme; all else that axe looks for is the same in both. */
const COLOUR_RULES = ["color-contrast", "link-in-text-block"];

/** axe finds nothing on the page as it is now, in the light theme and in the dark one. */
export async function expectAccessible(page: Page): Promise<void> {
  // axe passes over what is inert until it is hydrated.
  await expect(page.locator("[inert]")).toHaveCount(0);
  // No page holds a frame: what collects the results of frames, a page of its own, is not needed.
  const axe = () => new AxeBuilder({ page }).setLegacyMode();
  await expectNothing("light", axe().withTags(TAGS));
  await page.emulateMedia({ colorScheme: "dark" });
  await expectNothing("dark", axe().withRules(COLOUR_RULES));
  await page.emulateMedia({ colorScheme: "light" });
}

async function expectNothing(theme: string, builder: AxeBuilder): Promise<void> {
  const { violations } = await builder.analyze();
  const found = violations.map(({ id, help, nodes }) => ({
    rule: `${id}: ${help}`,
    where: nodes.slice(0, 5).map(({ target, failureSummary }) => `${target.join(" ")} ${failureSummary ?? ""}`),
  }));
  expect(found, `axe, ${theme}`).toEqual([]);
}

/** Nothing is wider than the window: a phone scrolls in one direction. */
export async function expectNoSidewaysScroll(page: Page): Promise<void> {
  const excess = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  expect(excess, "pixels wider than the window").toBeLessThanOrEqual(0);
}
