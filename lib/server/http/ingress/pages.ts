import type { RequestListener } from "node:http";
import { refuse } from "./refusal";

/** Serves content that is only read: pages and their files support no other method, and no body. */
export function readOnly(pages: RequestListener): RequestListener {
  return (incoming, outgoing) => {
    if (incoming.method !== "GET" && incoming.method !== "HEAD") {
      const headers = { allow: "GET, HEAD", connection: "close" };
      return refuse(incoming, outgoing, { status: 405, error: "Method not allowed", headers });
    }
    const { "content-length": length = "0", "transfer-encoding": coding } = incoming.headers;
    if (Number(length) > 0 || coding !== undefined) {
      const headers = { connection: "close" };
      return refuse(incoming, outgoing, { status: 400, error: "A page is asked for without a body", headers });
    }
    pages(incoming, outgoing);
  };
}
