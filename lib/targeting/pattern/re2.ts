import { type Re2, re2Library } from "./re2-library";

/** RE2. It is there from the start; what a page loads has `re2.browser.ts` in place of this file. */
export const re2 = (): Re2 => re2Library;

/** Resolves when `re2` can be called. */
export const loadRe2 = async (): Promise<void> => {};
