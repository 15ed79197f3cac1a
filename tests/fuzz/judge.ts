import type { FuzzRequest } from "./requests";
import type { Received } from "./send";

/** What only those who are let in may read: names of what the requests are about. */
export const SECRET = "hushed-9f41c7";

/** Another coding than chunked, another version of HTTP: what is said of these is no fault of the service. */
const EXPECTED = [501, 505];

/** What is wrong with an answer, whatever was asked; undefined when nothing is. */
export function faultOf(request: FuzzRequest, { text, isEnded }: Received): string | undefined {
  if (!isEnded) return text === "" ? "no answer" : "an answer that does not end";
  if (text === "") return request.isWhole ? "closed without an answer" : undefined;
  const status = Number(/^HTTP\/1\.1 (\d{3}) /.exec(text.replace(/^HTTP\/1\.1 100 [\s\S]*?\r\n\r\n/, ""))?.[1]);
  if (Number.isNaN(status)) return "no HTTP";
  if (status >= 500 && !EXPECTED.includes(status)) return `status ${status}`;
  if (request.isAnonymous && text.includes(SECRET)) return "tells strangers what is kept from them";
  const head = text.slice(0, text.indexOf("\r\n\r\n"));
  if (/^x: y/im.test(head)) return "a header that was sent in the path";
  const hasContent = (status >= 200 && status < 300 && status !== 204) || status >= 400;
  if (hasContent && !/^x-content-type-options: nosniff/im.test(head)) return `no nosniff (${status})`;
  if (/^content-type: text\/html/im.test(head) && !/^content-security-policy:/im.test(head)) return "no policy";
  return undefined;
}
