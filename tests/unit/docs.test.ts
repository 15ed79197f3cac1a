import { expect, test } from "vitest";
import { deadLinks, longLines, markdownFiles, missingPaths, readFile, writtenFiles } from "../support/markdown";

const files = markdownFiles();
const decisions = files.filter((file) => file.startsWith("docs/decisions/"));

/** What a check finds in each of these files; files in which it finds nothing are left out. */
const findings = <T>(among: readonly string[], check: (file: string, text: string) => T[]): Record<string, T[]> =>
  Object.fromEntries(
    among.map((file) => [file, check(file, readFile(file))] as const).filter(([, found]) => found.length > 0),
  );

test("every relative link and anchor in a document leads to a file and its heading", () => {
  expect(files).toEqual(expect.arrayContaining(["README.md", "docs/sdk.md", "tests/vectors/README.md"]));
  expect(findings(files, deadLinks)).toEqual({});
});

test("a link to a missing file or heading is found, but not one within code or to elsewhere", () => {
  const text =
    "[a](none.md) [b](README.md#start) [c](#no) [d](<app/(none)/a.ts>) [e](https://e.org)\n```\n[f](f.md)\n```";
  expect(deadLinks("README.md", text)).toEqual(["none.md", "#no", "app/(none)/a.ts"]);
});

test("every path of the repository that a document names exists", () => {
  expect(findings(files, (_, text) => missingPaths(text))).toEqual({});
  expect(missingPaths("`lib/none.ts` `lib/env.ts` `lib/*.ts`")).toEqual(["lib/none.ts"]);
});

/** Written by a program, kept as they were applied, or cases of which each is a line. */
const ANY_LENGTH = [
  /package-lock\.json$|\.svg$|^docs\/rules\.md$|^lib\/contract\/openapi\.json$/,
  /^prisma\/migrations\/|^tests\/vectors\/.*json$/,
];

test("every file has at most 120 characters a line", () => {
  const texts = writtenFiles().filter((file) => !ANY_LENGTH.some((kind) => kind.test(file)));
  expect(texts).toEqual(expect.arrayContaining(["Dockerfile", ".env.example", ".ci/run", "server.ts", "README.md"]));
  expect(findings(texts, (_, text) => longLines(text))).toEqual({});
  expect(longLines(`a\n${"b".repeat(121)}\n| ${"c".repeat(121)} |`)).toEqual([2]);
});

test("the README has at most 150 lines", () => {
  expect(readFile("README.md").trimEnd().split("\n").length).toBeLessThanOrEqual(150);
});

test("every decision has its number, date, status, context, alternatives and consequences", () => {
  const parts = [
    /^- Date: \d{4}-\d\d-\d\d/m,
    /^- Status: \w/m,
    ...SECTIONS.map((name) => new RegExp(`^## ${name}$`, "m")),
  ];
  const incomplete = findings(decisions, (file, text) => {
    const [number = ""] = /\d{4}/.exec(file) ?? [];
    return [new RegExp(`^# ${number} `), ...parts].filter((part) => !part.test(text)).map(String);
  });
  expect(incomplete).toEqual({});
});

const SECTIONS = ["Context", "Decision", "Alternatives", "Consequences"];

test("decisions are numbered from 1 without a gap", () => {
  const numbers = decisions.map((file) => Number(/\d{4}/.exec(file)?.[0])).sort((a, b) => a - b);
  expect(numbers).toEqual(decisions.map((_, index) => index + 1));
});

test(".env.example has every setting, and the README or docs/operations.md explains each", () => {
  const settings = namesIn("lib/env.ts", /^ {2}([A-Z_]+):/gm);
  expect(settings).toContain("DATABASE_URL");
  expect(namesIn(".env.example", /^([A-Z_]+)=/gm)).toEqual(settings);
  const explained = readFile("README.md") + readFile("docs/operations.md");
  expect(settings.filter((name) => !explained.includes(`\`${name}\``))).toEqual([]);
});

/** The names that a pattern captures in a file, sorted. */
const namesIn = (file: string, pattern: RegExp): string[] =>
  [...new Set([...readFile(file).matchAll(pattern)].map(([, name = ""]) => name))].sort();
