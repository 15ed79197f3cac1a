import { type NextRequest, NextResponse } from "next/server";
import { isSessionCookie } from "@/lib/contract/session-cookie";
import { contentSecurityPolicy } from "@/lib/server/http/content-security-policy";

/** Pages for signed-in people. */
const FOR_MEMBERS = /^\/(projects|settings)(\/|$)/;

/**
 * Redirects strangers to the sign-in page, which leads back to the requested page. Gives every page a policy of its
 * own: only scripts with this answer's nonce run; Next reads the nonce from the request and adds it to the scripts that
 * it writes. A header contains the path, because Next does not tell layouts which page they surround.
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
