import { expect, type Page } from "@playwright/test";

/**
 * From now on documents come without their data, as when the server could not have it in time: the page asks for it
 * itself, and a test can choose what it is answered.
 */
export async function withoutPrefetchedData(page: Page): Promise<void> {
  await page.route(
    () => true,
    async (route) => {
      const request = route.request();
      if (request.resourceType() !== "document") return route.fallback();
      await route.continue({ headers: { ...(await request.allHeaders()), accept: "*/*" } });
    },
  );
}

/**
 * From now on a page that was opened or loaded again is used once it is hydrated, as people do: keys that are pressed
 * before go nowhere. Not when a test says itself what it waits for.
 */
export function waitForHydration(page: Page): void {
  const { goto, reload } = page;
  const isHydrated = () => expect(page.locator("[inert]")).toHaveCount(0);
  page.goto = async (url, options) => {
    const response = await goto.call(page, url, options);
    if (options?.waitUntil === undefined) await isHydrated();
    return response;
  };
  page.reload = async (options) => {
    const response = await reload.call(page, options);
    if (options?.waitUntil === undefined) await isHydrated();
    return response;
  };
}

/** Waits for the code that shows messages: it comes with the first sign of somebody, and not without a network. */
export async function bringToaster(page: Page): Promise<void> {
  await page.mouse.move(1, 1);
  await expect(page.getByRole("region", { name: /^Notifications/ })).toBeAttached();
}
