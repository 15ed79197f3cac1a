import { type NextRequest, NextResponse } from "next/server";
import { firstRequests } from "@/lib/client/first-requests";
import { contentSecurityPolicy } from "@/lib/server/http/content-security-policy";

/** How the name of a session's cookie ends, however it begins. */
const SESSION = "guidon.session_token";

/**
 * Gives every page a policy of its own: scripts run only with this answer's nonce, which Next reads from the request
 * and puts on the scripts that it writes. And tells the browser what the page is about to ask for.
 */
export function proxy(request: NextRequest): NextResponse {
  const nonce = Buffer.from(crypto.randomUUID()).toString("base64");
  const policy = contentSecurityPolicy(nonce, { isDevelopment: process.env.NODE_ENV === "development" });
  const headers = new Headers(request.headers);
  headers.set("x-nonce", nonce);
  headers.set("content-security-policy", policy);
  const response = NextResponse.next({ request: { headers } });
  response.headers.set("content-security-policy", policy);
  if (isVisit(request)) {
    for (const url of firstRequests(request.nextUrl.pathname)) {
      response.headers.append("link", `<${url}>; rel=preload; as=fetch; crossorigin`);
    }
  }
  return response;
}

/** Whether a signed-in person loads a document. What is loaded ahead and not used would be complained about. */
function isVisit({ headers, cookies }: NextRequest): boolean {
  return headers.get("sec-fetch-dest") === "document" && cookies.getAll().some(({ name }) => name.endsWith(SESSION));
}

// Files and the API are not documents; prefetches carry no scripts of their own.
export const config = {
  matcher: [
    {
      source: "/((?!api/|ofrep/|_next/|icon|favicon).*)",
      missing: [
        { type: "header", key: "next-router-prefetch" },
        { type: "header", key: "purpose", value: "prefetch" },
      ],
    },
  ],
};
