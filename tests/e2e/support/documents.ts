import { expect, type Page } from "@playwright/test";

/**
 * From now on documents come without their data, as when the server could not have it in time: the page asks for it
 * itself, and a test can choose what it is answered.
 */
export async function withoutFirstAnswers(page: Page): Promise<void> {
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
 * From now on a page that was opened or loaded again is used when it has come alive, as people do: keys that are pressed
 * before go nowhere. Not when a test says itself what it waits for.
 */
export function waitForLife(page: Page): void {
  const { goto, reload } = page;
  const isAlive = () => expect(page.locator("[inert]")).toHaveCount(0);
  page.goto = async (url, options) => {
    const response = await goto.call(page, url, options);
    if (options?.waitUntil === undefined) await isAlive();
    return response;
  };
  page.reload = async (options) => {
    const response = await reload.call(page, options);
    if (options?.waitUntil === undefined) await isAlive();
    return response;
  };
}
