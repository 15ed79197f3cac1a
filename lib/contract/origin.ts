import { z } from "zod";
import { limits } from "./limits";

/** Schemes whose origins the URL standard leaves opaque, as of an app's own web view: `capacitor://localhost`. */
const APP_ORIGIN = /^[a-z][a-z0-9+.-]*:\/\/[a-z0-9.-]+(?::\d{1,5})?$/;

/** Whether it is an origin as browsers send it in the `Origin` header: lower case, no path, no default port. */
function isOrigin(text: string): boolean {
  // A host may hold an asterisk; it would stand for itself.
  if (text.includes("*") || !URL.canParse(text)) return false;
  const { origin, protocol } = new URL(text);
  return /^(?:https?|ftp|wss?|file):$/.test(protocol) ? origin === text : APP_ORIGIN.test(text);
}

/** Where a page is from: `https://shop.example.com`. */
export const originSchema = z
  .string()
  .max(limits.originLength)
  .refine(isOrigin, "Must be an origin as browsers write it, such as https://shop.example.com: no path, no wildcard");
