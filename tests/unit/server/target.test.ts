import fc from "fast-check";
import { expect, test } from "vitest";
import { resolveTarget } from "@/lib/server/http/ingress/target";

const url = (target: string) => resolveTarget(target)?.url;

test.each([
  ["/", "/"],
  ["/api/v1/flags?a=/../b", "/api/v1/flags?a=/../b"],
  ["/x/../api/v1/flags?a=1", "/api/v1/flags?a=1"],
  ["/x/%2e%2E/api/v1/flags", "/api/v1/flags"],
  ["/x/.%2e/./api/", "/api/"],
  ["/../../api", "/api"],
  ["/%61pi/v1/%66lags", "/api/v1/flags"],
  ["//api//v1/flags", "/api/v1/flags"],
  ["//elsewhere.example/x", "/elsewhere.example/x"],
  ["/a/..", "/"],
  ["/a/b/..", "/a/"],
  ["/a%2Fb", "/a%2Fb"],
  ["/a%252e%252e/b", "/a%252e%252e/b"],
  ["/%", "/%"],
  ["/caf%C3%A9", "/caf%C3%A9"],
  ["/a?b#c", "/a?b#c"],
])("the target %s is %s", (target, resolved) => {
  expect(resolveTarget(target)).toEqual({ url: resolved });
});

test.each([
  ["http://guidon.example/api/v1/me?x=1", "/api/v1/me?x=1", "guidon.example"],
  ["HTTP://guidon.example:3000", "/", "guidon.example:3000"],
  ["https://[::1]:3000?x", "/?x", "[::1]:3000"],
  ["http://guidon.example/x/../readyz", "/readyz", "guidon.example"],
])("of the whole address %s the path counts, and its host", (target, resolved, authority) => {
  expect(resolveTarget(target)).toEqual({ url: resolved, authority });
});

test.each([
  "",
  "*",
  "api",
  "http://",
  "http:///x",
  "http://me:secret@host/",
  "ftp://host/",
  "/\\api",
  "/x\\..\\api",
  "host:80",
])("%j is no target", (target) => {
  expect(resolveTarget(target)).toBeUndefined();
});

test("what is resolved is not resolved to anything else, and has no dot segment, however it is made up", () => {
  const piece = fc.constantFrom("/", ".", "..", "%2e", "%2E", "%2f", "%25", "%61", "api", "%", "?", "#", "é");
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
      const once = url(`/${pieces.join("")}`) ?? "";
      expect(url(once)).toBe(once);
      const path = once.replace(/[?#].*$/s, "");
      expect(path).toMatch(/^\//);
      expect(path).not.toMatch(/\/\/|\/(\.|%2e){1,2}(\/|$)/i);
      // As a browser reads it: an address of ours.
      expect(new URL(once, "http://ours.example").host).toBe("ours.example");
    }),
    { numRuns: 2_000 },
  );
});
