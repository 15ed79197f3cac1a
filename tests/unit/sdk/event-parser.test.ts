import { expect, test } from "vitest";
import { eventParser, type StreamEvent } from "@/packages/sdk/src/event-parser";

const TEXT = [
  ": a comment",
  "id: 7-a",
  "event: put",
  "data: {",
  "data:  }",
  "",
  "data",
  "",
  "event: nothing",
  "",
  "retry: 5",
  "id: bad\0id",
  "data:b:c",
  "",
  "",
].join("\n");

const EVENTS: StreamEvent[] = [
  { type: "put", data: "{\n }", id: "7-a" },
  { type: "message", data: "", id: "7-a" },
  { type: "message", data: "b:c", id: "7-a" },
];

test.each([["\n"], ["\r\n"], ["\r"]])("events are read in pieces of any size, with lines that end by %j", (end) => {
  const text = TEXT.replaceAll("\n", end);
  for (const size of [1, 2, 3, 7, text.length]) {
    const parse = eventParser(1_000);
    const events: StreamEvent[] = [];
    for (let at = 0; at < text.length; at += size) events.push(...parse(text.slice(at, at + size)));
    // The end of a line that ends by "\r" is known with what follows.
    events.push(...parse("\n"));
    expect(events).toEqual(EVENTS);
  }
});

test("an event that does not end is an error before it fills the memory", () => {
  const parse = eventParser(100);
  for (let piece = 0; piece < 5; piece += 1) parse("data: 7890\n");
  expect(() => parse(`data: ${"x".repeat(100)}`)).toThrow("longer than 100 characters");
});

test("many events in one piece are no long one, and comments count for none", () => {
  const parse = eventParser(100);
  expect(parse("data: x\n\n".repeat(1_000))).toHaveLength(1_000);
  for (let beat = 0; beat < 100; beat += 1) expect(parse(": still here\n\n")).toEqual([]);
});
