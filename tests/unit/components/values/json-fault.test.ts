import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { locateJsonFault } from "@/components/values/json-fault";

describe("locateJsonFault", () => {
  it.each([
    ['{\n  "a": 1,\n}', 3, /property name|value/],
    ['{\n  "a" 1\n}', 2, /colon/],
    ["[1\n2]", 2, /comma/],
    ["{'a': 1}", 1, /double quotes/],
    ['["a', 1, /closing quote/],
    ["1 2", 1, /nothing may follow/],
    ["// a\n1", 1, /comments/],
    ["", 1, /value/],
  ])("locateJsonFault finds the line of %j", (text, line, message) => {
    expect(locateJsonFault(text)).toEqual({
      line,
      column: expect.any(Number),
      message: expect.stringMatching(message),
    });
  });

  it("locateJsonFault finds a fault exactly where the browser refuses", () => {
    const almost = fc
      .tuple(fc.json(), fc.nat(), fc.constantFrom("", ",", "}", '"', "x", " "))
      .map(([json, at, put]) => json.slice(0, at % (json.length + 1)) + put + json.slice((at % (json.length + 1)) + 1));
    fc.assert(
      fc.property(almost, (text) => {
        let isJson = true;
        try {
          JSON.parse(text);
        } catch {
          isJson = false;
        }
        expect(locateJsonFault(text) === null).toBe(isJson);
      }),
    );
  });
});
