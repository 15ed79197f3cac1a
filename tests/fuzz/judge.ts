import { type Answer, answersIn } from "./answers";
import type { FuzzRequest } from "./requests";
import type { Received } from "./send";

/** What only those who are let in may read: names of what the requests are about. */
export const SECRET = "hushed-9f41c7";

/** Another coding than chunked, another version of HTTP: what is said of these is no fault of the service. */
const EXPECTED = [501, 505];

/** An answer that goes on is not waited for. */
const EVENTS = /^content-type: text\/event-stream/im;

/** What is wrong with what came back, whatever was asked; undefined when nothing is. */
export function faultOf(request: FuzzRequest, { text, isEnded }: Received): string | undefined {
  if (!isEnded) return text === "" ? "no answer" : "an answer that does not end";
  if (text === "") return request.isWhole ? "closed without an answer" : undefined;
  if (request.isAnonymous && text.includes(SECRET)) return "tells strangers what is kept from them";
  // Half a request is left after a while, perhaps in the middle of the answer.
  const { methods, isWhole } = request;
  const answers = isWhole && !EVENTS.test(text) ? answersIn(text, methods) : firstAnswerIn(text);
  if (answers === undefined || answers.length === 0) return "no HTTP";
  if (isWhole && answers.length > methods.length) return "more answers than requests";
  if (isWhole && answers.length < methods.length && !EVENTS.test(text) && !isLast(answers.at(-1)))
    return "fewer answers than requests";
  return answers.map(faultOfAnswer).find((fault) => fault !== undefined);
}

/** What came is read as one answer: its end is not known. */
function firstAnswerIn(text: string): Answer[] | undefined {
  const [head = "", ...body] = text.replace(/^(HTTP\/1\.1 100 [\s\S]*?\r\n\r\n)+/, "").split("\r\n\r\n");
  const status = Number(/^HTTP\/1\.1 (\d{3}) /.exec(head)?.[1]);
  return Number.isNaN(status) ? undefined : [{ status, head, body: body.join("\r\n\r\n") }];
}

/** Whether an answer says that none comes after it. */
const isLast = (answer: Answer | undefined): boolean => /^connection: close/im.test(answer?.head ?? "");

function faultOfAnswer({ status, head }: Answer): string | undefined {
  if (status >= 500 && !EXPECTED.includes(status)) return `status ${status}`;
  if (/^x: y/im.test(head)) return "a header that was sent in the path or after a body";
  const hasContent = (status >= 200 && status < 300 && status !== 204) || status >= 400;
  if (hasContent && !/^x-content-type-options: nosniff/im.test(head)) return `no nosniff (${status})`;
  if (/^content-type: text\/html/im.test(head) && !/^content-security-policy:/im.test(head)) return "no policy";
  return undefined;
}
