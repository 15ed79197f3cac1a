import type { Page } from "@playwright/test";

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
