import { execFileSync } from "node:child_process";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { curlCommand } from "@/components/forms/copy-as-curl";

/** The words that a shell makes of a command, with `curl` a function that prints them. */
const shellWords = (command: string): string[] =>
  execFileSync("sh", ["-c", `curl() { for word in "$@"; do printf '%s\\0' "$word"; done; }\n${command}`], {
    env: { ...process.env, KEY: "kr_live_test" },
    encoding: "utf8",
  })
    .split("\0")
    .slice(0, -1);

describe("curlCommand", () => {
  it("the curl command leaves the key to the shell and sends the body as JSON", () => {
    const command = curlCommand(
      { method: "PATCH", path: "/api/v1/flags/segments/s1", body: { name: "Pro" }, headers: { "If-Match": '"e1"' } },
      "http://127.0.0.1:3000",
    );
    expect(command).toContain("Bearer $KEY");
    expect(shellWords(command)).toEqual([
      "-X",
      "PATCH",
      "http://127.0.0.1:3000/api/v1/flags/segments/s1",
      "-H",
      "Authorization: Bearer kr_live_test",
      "-H",
      'If-Match: "e1"',
      "-H",
      "Content-Type: application/json",
      "-d",
      '{\n  "name": "Pro"\n}',
    ]);
  });

  it("the curl command survives every character that a name can hold", () => {
    const name = fc.string({ unit: fc.constantFrom(..."'\"`$\\!\n;&|<>(){}*? #é") });
    fc.assert(
      fc.property(name, (text) => {
        const words = shellWords(curlCommand({ method: "POST", path: "/x", body: { text } }, "http://h"));
        expect(JSON.parse(words.at(-1) ?? "")).toEqual({ text });
      }),
      { numRuns: 40 },
    );
  });
});
