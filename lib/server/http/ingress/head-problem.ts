import type { IncomingMessage } from "node:http";
import type { Refusal } from "./refusal";

/** The characters of a Host header (RFC 3986, 3.2.2): a name or an address, and a port. */
const HOST = /^[\w.~%!$&'()*+,;=:[\]-]*$/;

const bad = (error: string): Refusal => ({ status: 400, error, headers: { connection: "close" } });

/** What makes a request's head invalid beyond what Node's parser refuses. */
export function headProblem({ headers, rawHeaders, httpVersion }: IncomingMessage): Refusal | undefined {
  // Node keeps the first of several values, and another server on the way may have used the last.
  if (countOf("host", rawHeaders) > 1) return bad("A request has one Host header");
  if (headers.host !== undefined && !HOST.test(headers.host)) return bad("The Host header names no host");
  const { expect } = headers;
  if (expect !== undefined && expect.toLowerCase() !== "100-continue")
    return { ...bad("Of expectations only 100-continue is supported"), status: 417 };
  const coding = headers["transfer-encoding"];
  if (coding === undefined) return undefined;
  if (httpVersion === "1.0") return bad("HTTP/1.0 has no Transfer-Encoding");
  if (coding.toLowerCase() === "chunked") return undefined;
  return { ...bad("Of transfer codings only chunked is supported"), status: 501 };
}

function countOf(name: string, rawHeaders: readonly string[]): number {
  let count = 0;
  for (let index = 0; index < rawHeaders.length; index += 2) {
    const header = rawHeaders[index];
    if (header?.length === name.length && header.toLowerCase() === name) count += 1;
  }
  return count;
}
