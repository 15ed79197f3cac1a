import { type NextRequest, NextResponse } from "next/server";
import { isSessionCookie } from "@/lib/contract/session-cookie";
import { contentSecurityPolicy } from "@/lib/server/http/content-security-policy";

/** Pages for people who have signed in. */
const FOR_MEMBERS = /^\/(projects|settings)(\/|$)/;

/**
 * Leads strangers to the sign-in page, which comes back to where they were going. Gives every page a policy of its own:
 * scripts run only with this answer's nonce, which Next reads from the request and puts on the scripts that it writes.
 * Next does not tell layouts which page they stand around, so a header does.
 */
export function proxy(request: NextRequest): NextResponse {
  const { pathname, search } = request.nextUrl;
  if (FOR_MEMBERS.test(pathname) && !request.cookies.getAll().some(({ name }) => isSessionCookie(name))) {
    return NextResponse.redirect(new URL(`/sign-in?next=${encodeURIComponent(pathname + search)}`, request.url));
  }
  const nonce = Buffer.from(crypto.randomUUID()).toString("base64");
  const policy = contentSecurityPolicy(nonce, { isDevelopment: process.env.NODE_ENV === "development" });
  const headers = new Headers(request.headers);
  headers.set("x-nonce", nonce);
  headers.set("content-security-policy", policy);
  headers.set("x-pathname", pathname);
  const response = NextResponse.next({ request: { headers } });
  response.headers.set("content-security-policy", policy);
  return response;
}

// The API and files are not documents, nor is what the router prefetches: but only with both of its headers. A browser
// marks documents that it fetches ahead, and shows them.
export const config = {
  matcher: [
    {
      source: "/((?!api/|flagd/|ofrep/|_next/static/).*)",
      missing: [{ type: "header", key: "next-router-prefetch" }],
    },
    {
      source: "/((?!api/|flagd/|ofrep/|_next/static/).*)",
      missing: [{ type: "header", key: "rsc", value: "1" }],
    },
  ],
};
