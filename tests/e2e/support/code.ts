import type { Page } from "@playwright/test";

const CHUNKS = "**/_next/static/chunks/*.js";

/**
 * Lets no code load that has this text, whatever the build calls its file.
 * @returns lets it load from now on
 */
export async function withholdCode(page: Page, text: string): Promise<() => void> {
  let isWithheld = true;
  await page.route(CHUNKS, async (route) => {
    const response = await route.fetch();
    const isMeant = isWithheld && (await response.text()).includes(text);
    await (isMeant ? route.abort() : route.fulfill({ response }));
  });
  return () => {
    isWithheld = false;
  };
}

/**
 * Lets all code wait that is requested from now on, as on a slow line.
 * @returns lets it come
 */
export async function holdCode(page: Page): Promise<() => void> {
  let release = () => {};
  const isReleased = new Promise<void>((resolve) => {
    release = resolve;
  });
  await page.route(CHUNKS, async (route) => {
    await isReleased;
    await route.fallback();
  });
  return release;
}
