import { describe, expect, test } from "vitest";
import { createKeySchema } from "@/lib/contract/key";

const problemsOf = (body: object): string[] =>
  createKeySchema
    .safeParse({ name: "K", scopes: ["flags:evaluate"], ...body })
    .error?.issues.map(({ path }) => path.join(".")) ?? [];

describe("client key", () => {
  test("a client key evaluates and does nothing else, and alone names origins", () => {
    const origins = ["https://shop.example.com"];
    expect(problemsOf({ kind: "client", allowed_origins: origins })).toEqual([]);
    expect(problemsOf({ kind: "client", scopes: ["flags:evaluate", "flags:read"] })).toEqual(["scopes"]);
    expect(problemsOf({ kind: "server", allowed_origins: origins })).toEqual(["allowed_origins"]);
    expect(problemsOf({ allowed_origins: origins })).toEqual(["allowed_origins"]);
  });

  test.each(["https://shop.example.com", "http://localhost:5173", "https://[::1]:8443", "capacitor://localhost"])(
    "a client key takes %s, as browsers write it",
    (origin) => expect(problemsOf({ kind: "client", allowed_origins: [origin] })).toEqual([]),
  );

  test.each([
    ...["https://shop.example.com/", "https://shop.example.com/cart", "https://Shop.example.com", "shop.example.com"],
    ...["https://shop.example.com:443", "https://*.example.com", "https://a@b.example", "null", "*", "", "file:///x"],
  ])("a client key does not take %j, which no browser would send for a page", (origin) =>
    expect(problemsOf({ kind: "client", allowed_origins: [origin] })).toEqual(["allowed_origins.0"]),
  );
});
