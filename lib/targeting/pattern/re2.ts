import { type Re2, re2Library } from "./re2-library";

/** RE2, which is always loaded here. In pages `re2.browser.ts` replaces this file. */
export const re2 = (): Re2 => re2Library;

/** Resolves when `re2` can be called. */
export const loadRe2 = async (): Promise<void> => {};
