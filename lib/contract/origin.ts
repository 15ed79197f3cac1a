import { z } from "zod";
import { limits } from "./limits";

/** Schemes whose origins are opaque in the URL standard, such as that of an app's web view: `capacitor://localhost`. */
const APP_ORIGIN = /^[a-z][a-z0-9+.-]*:\/\/[a-z0-9.-]+(?::\d{1,5})?$/;

/** Whether it is an origin as browsers send it in the `Origin` header: lower case, no path, no default port. */
function isOrigin(text: string): boolean {
  // An asterisk is allowed in a host, where it would mean itself.
  if (text.includes("*") || !URL.canParse(text)) return false;
  const { origin, protocol } = new URL(text);
  return /^(?:https?|ftp|wss?|file):$/.test(protocol) ? origin === text : APP_ORIGIN.test(text);
}

/** The origin of a page: `https://shop.example.com`. */
export const originSchema = z
  .string()
  .max(limits.originLength)
  .refine(isOrigin, "Must be an origin as browsers write it, such as https://shop.example.com: no path, no wildcard");
