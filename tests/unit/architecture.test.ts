import fs from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { violations } from "../support/architecture";
import { hooksOnServer, reachedFrom, unusedExports } from "../support/imports";

const root = fileURLToPath(new URL("../..", import.meta.url));

/** The code in these folders, by name with `/` between folders. Prisma's client is generated, and nobody's to mend. */
function codeIn(folders: readonly string[]): Map<string, string> {
  const names = folders.flatMap((folder) =>
    fs
      .readdirSync(path.join(root, folder), { recursive: true, encoding: "utf8" })
      .map((file) => path.posix.join(folder, file.split(path.sep).join("/")))
      .filter((file) => /\.[cm]?[jt]sx?$/.test(file) && !/(^|\/)(node_modules|generated|output|dist)\//.test(file)),
  );
  const own = [
    "server.ts",
    "proxy.ts",
    "next.config.mjs",
    "prisma.config.ts",
    "playwright.config.ts",
    "vitest.config.ts",
  ];
  return new Map([...names, ...own].map((name) => [name, fs.readFileSync(path.join(root, name), "utf8")]));
}

const isOfTheHouse = (file: string) => /^(app|components|lib|packages\/\w+\/src)\//.test(file);

/** The sources of what the packages export, which others import from outside. */
function entriesOfPackages(): string[] {
  return ["packages/engine", "packages/sdk"].flatMap((folder) => {
    const { exports } = JSON.parse(fs.readFileSync(path.join(root, folder, "package.json"), "utf8"));
    const built = Object.values<{ default?: string }>(exports).map((entry) => entry.default);
    return built
      .filter((file) => file !== undefined)
      .flatMap((file) => ["ts", "tsx"].map((type) => `${folder}/src/${path.basename(file, ".js")}.${type}`));
  });
}

test("every file keeps to the architecture", () => {
  const files = [...codeIn(["app", "components", "lib", "packages"])].filter(([file]) => isOfTheHouse(file));
  expect(files.length).toBeGreaterThan(100);
  expect(files.flatMap(([file, text]) => violations(file, text))).toEqual([]);
}, 60_000);

test("nothing is exported that no other file imports", () => {
  const files = codeIn(["app", "components", "lib", "packages", "scripts", "tests"]);
  const entries = new Set(entriesOfPackages());
  const isChecked = (file: string) => (isOfTheHouse(file) && !entries.has(file)) || file.startsWith("tests/");
  // What scripts, vitest, Playwright and bundles begin with, by the names that they look for.
  const isEntry = (name: string) => /^tests\/.+: (run|default)$/.test(name);
  expect(unusedExports(files, isChecked).filter((name) => !isEntry(name))).toEqual([]);
}, 60_000);

test("drafts and words, and all that they import, are free of React", () => {
  const files = codeIn(["components", "lib"]);
  const pure = [...files.keys()].filter((file) => /^components\/.+\/(draft|words)\.ts$/.test(file));
  expect(pure.length).toBeGreaterThan(5);
  const isReact = (name: string) => /\.tsx$|^(react|next|@tanstack|sonner)\b/.test(name);
  expect(
    pure.flatMap((file) => [...reachedFrom(files, file)].filter(isReact).map((name) => `${file}: ${name}`)),
  ).toEqual([]);
}, 60_000);

test("what pages import on the server uses no hook of the browser's", () => {
  const files = codeIn(["app", "components", "lib"]);
  const entries = [...files.keys()].filter((file) => /^app\/(?!api|flagd|ofrep).*\.tsx?$/.test(file));
  expect(entries.length).toBeGreaterThan(10);
  expect([...new Set(entries.flatMap((file) => hooksOnServer(files, file)))]).toEqual([]);
}, 60_000);

test("a hook counts on the server only where no file on the way to it is the browser's", () => {
  const files = new Map([
    ["app/page.tsx", 'import { a } from "@/components/a/api";\nimport { B } from "@/components/a/b";'],
    ["components/a/api.ts", 'import { toast } from "./toast";\nimport { useQuery } from "@tanstack/react-query";'],
    ["components/a/toast.ts", 'import { useSyncExternalStore, use } from "react";'],
    ["components/a/b.tsx", '"use client";\n\nimport { useState } from "react";'],
  ]);
  expect(hooksOnServer(files, "app/page.tsx")).toEqual(["components/a/toast.ts: useSyncExternalStore"]);
  expect(hooksOnServer(files, "components/a/b.tsx")).toEqual([]);
});

test("what a file imports is followed from file to file, types aside", () => {
  const files = new Map([
    ["components/a/draft.ts", 'import { b } from "./b";\nimport type { C } from "./c";'],
    ["components/a/b.ts", 'import { useState } from "react";'],
    ["components/a/c.ts", 'import next from "next";'],
  ]);
  expect([...reachedFrom(files, "components/a/draft.ts")]).toEqual(["components/a/b.ts", "react"]);
});

describe("unused exports", () => {
  const unused = (...others: string[]) =>
    unusedExports(
      new Map([
        ["lib/a.ts", "export const one = 1;\nexport type Two = 2;\nexport default one;"],
        ...others.map((text, index): [string, string] => [`lib/other-${index}.ts`, text]),
      ]),
      (file) => file === "lib/a.ts",
    );

  test("an export counts as unused unless another file imports it by name, as default, or with all", () => {
    expect(unused()).toEqual(["lib/a.ts: one", "lib/a.ts: Two", "lib/a.ts: default"]);
    expect(unused('import { one as uno } from "./a";')).toEqual(["lib/a.ts: Two", "lib/a.ts: default"]);
    expect(unused('import one, { type Two } from "@/lib/a";')).toEqual(["lib/a.ts: one"]);
    expect(unused('export * from "./a";')).toEqual([]);
  });

  test("what a declaration takes out of a value counts by its own names", () => {
    const files = new Map([["lib/a.ts", "export const { one, two: [three] } = made();\nexport namespace Four {}"]]);
    expect(unusedExports(files, () => true)).toEqual(["lib/a.ts: one", "lib/a.ts: three", "lib/a.ts: Four"]);
  });

  test("an export counts as unused unless its name is written where the whole module is loaded", () => {
    expect(unused('const { one } = await import("./a");')).toEqual(["lib/a.ts: Two"]);
    expect(unused('let two: import("./a").Two;')).toEqual(["lib/a.ts: one", "lib/a.ts: default"]);
    expect(unused('import * as a from "./a";\na.one;')).toEqual(["lib/a.ts: Two", "lib/a.ts: default"]);
  });
});

describe("violations of the architecture", () => {
  test.each([
    ["lib/targeting/a.ts", 'import { z } from "zod";', "zod"],
    ["lib/targeting/a.ts", 'import fs from "node:fs";', "node:fs"],
    ["lib/targeting/a.ts", 'import type { Rule } from "../contract/rule";', "contract"],
    ["lib/targeting/a.ts", 'import { b } from "@/lib/targeting/b";', "relatively"],
    ["lib/targeting/operators/a.ts", 'import { log } from "../../server/log";', "server/log"],
    ["lib/targeting/a.ts", 'import { flagdFlag } from "../flagd/flag";', "flagd/flag"],
    ["lib/contract/a.ts", 'import { b } from "@/lib/targeting/bucket";', "targeting/bucket"],
    ["lib/contract/a.ts", 'import { b } from "../targeting/bucket";', "targeting/bucket"],
    ["lib/contract/a.ts", 'import { getDb } from "@/lib/server/db/client";', "server/db"],
    ["lib/contract/a.ts", 'import { useState } from "react";', "react"],
    ["lib/contract/a.ts", 'export * from "node:crypto";\nexport const a = 1;', "node:crypto"],
    ["lib/client/a.ts", 'import { b } from "@/lib/server/services/flags";', "services"],
    ["lib/client/a.ts", 'const b = await import("@/lib/server/log");', "server/log"],
    ["lib/client/a.ts", 'import type { B } from "@/lib/server/service-error";', "service-error"],
    ["lib/client/a.ts", 'let b: import("@/lib/server/log").B;', "server/log"],
    ["lib/client/a.ts", 'import { b } from "@/components/flags/b";', "components"],
    ["components/flags/draft.ts", 'import { useState } from "react";', "package react"],
    ["components/flags/list/words.ts", 'import { useQuery } from "@tanstack/react-query";', "@tanstack"],
    ["components/flags/words.ts", 'import { apiData } from "@/lib/client/api-client";', "lib/client"],
    ["components/a.tsx", 'import { b } from "../lib/server/http/respond";', "respond"],
    ["components/a.tsx", 'import { Client } from "pg";', "pg"],
    ["components/a.tsx", 'import { getEnv } from "@/lib/env";', "lib/env"],
    ["components/a.tsx", 'import B from "@/app/page";', "app/page"],
    ["app/page.tsx", 'import { listFlags } from "@/lib/server/services/flags";', "services"],
    ["app/(dashboard)/page.tsx", 'import { PrismaClient } from "@prisma/client";', "@prisma/client"],
    ["app/api/v1/a/route.ts", 'import { getDb } from "@/lib/server/db/client";', "server/db"],
    ["app/api/v1/a/route.ts", 'import { PrismaClient } from "@prisma/client";', "@prisma/client"],
    ["app/api/v1/a/route.ts", 'import { NextResponse } from "next/server";', "next/server"],
    ["app/api/v1/a/route.ts", 'import { findSession } from "@/lib/server/auth/sessions";', "auth"],
    ["app/ofrep/v1/a/route.ts", 'import { z } from "zod";', "zod"],
    ["lib/server/services/a.ts", 'import { respond } from "../http/respond";', "http/respond"],
    ["lib/server/services/a.ts", 'import { cookies } from "next/headers";', "next/headers"],
    ["lib/server/services/a.ts", 'import { createServer } from "node:http";', "node:http"],
    ["lib/server/auth/a.ts", 'import { listFlags } from "../services/flags";', "services/flags"],
    ["lib/server/live/a.ts", 'import { listFlags } from "../services/flags";', "services/flags"],
    ["lib/server/db/a.ts", 'import { authenticate } from "../auth/authenticate";', "auth"],
    ["lib/server/services/a.ts", 'import { getDb } from "../db/client";', "db/client"],
    ["lib/server/services/a.ts", 'import type { Flag } from "../db/generated/client";', "db/generated"],
    ["lib/server/services/a.ts", 'import pg from "pg";', "pg"],
    ["lib/server/services/a.ts", "await tx.$executeRaw`DELETE FROM flags`;", "$executeRaw"],
    ["lib/server/services/a.ts", "await write.tx.flag;", "write.tx.flag"],
    ["lib/server/services/a.ts", "const find = db().flag;", "db().flag"],
    ["lib/server/auth/a.ts", 'import { getDb } from "../db/client";', "db/client"],
    ["lib/server/live/a.ts", 'import { Client } from "pg";', "pg"],
    ["lib/server/live/a.ts", 'await getDb().pool.query("SELECT 1");', "pool.query"],
    ["lib/server/http/a.ts", "await prisma.$transaction(work);", "$transaction"],
    ["lib/server/services/a.ts", "await inTransaction((run) => save(run));", "something else than tx"],
    ["lib/server/services/a.ts", "const save = (run: Tx) => insertFlag(run);", "something else than tx"],
    ["lib/server/services/a.ts", "const run = write.tx;", "something else than tx"],
    ["lib/server/services/a.ts", "const { flag } = db();", "something else than tx"],
    ["lib/server/services/a.ts", 'save(tx["flag"]);', 'tx["flag"]'],
    ["lib/server/services/a.ts", "each(({ $queryRaw: read }) => read);", "$queryRaw"],
    ["lib/server/services/a.ts", "await work((run) => run.auditEntry.findMany());", "auditEntry.findMany"],
    ["lib/server/store/a.ts", 'import { listFlags } from "../services/flags";', "services/flags"],
    ["lib/server/store/a.ts", 'import { log } from "../live/log";', "live/log"],
    ["lib/server/http/a.ts", 'import { headers } from "next/headers";', "next/headers"],
    ["lib/server/http/a.ts", 'import { Client } from "pg";', "pg"],
    ["lib/server/http/a.ts", "const b = await import(name);", "made: import(name)"],
    ["lib/server/services/a.ts", 'import b = require("pg");', "pg"],
    ["lib/server/log.ts", 'import next from "next";', "next"],
    ["lib/server/a/b.ts", 'const b = require("react");', "react"],
    ["lib/new-place/a.ts", 'import { getDb } from "@/lib/server/db/client";', "server/db"],
    ["elsewhere/a.ts", "", "no layer"],
    ["lib/contract/index.ts", "export const a = 1;", "index file"],
    ["components/ui/index.tsx", "export const a = 1;", "index file"],
    ["lib/client/all.ts", 'export * from "./a";\nexport { b } from "./b";', "passes on"],
    ["app/api/v1/a/route.ts", "const limit = 5;", "more than declarations"],
    ["app/api/v1/a/route.ts", "export async function GET() { return new Response(); }", "more than declarations"],
    ["app/api/v1/a/route.ts", "export const GET = async () => new Response();", "more than declarations"],
    ["app/api/v1/a/route.ts", "export const helper = defineRoute({});", "more than declarations"],
    ["app/api/v1/a/route.ts", "export const GET = defineRoute({}), help = async () => 1;", "more than declarations"],
    ["app/api/v1/a/route.ts", "export const GET = defineRoute({ run: () => (a.b ??= c()) });", "decides something"],
    ["app/api/v1/a/route.ts", "export const GET = defineRoute({ run: () => (a ? b() : c()) });", "decides something"],
    ["app/api/v1/a/route.ts", "export const GET = defineRoute({ run: () => { if (a) b(); } });", "decides something"],
    [
      "app/api/v1/a/route.ts",
      "export const GET = defineRoute({ run: ({ body }) => b(body.a ?? 1) });",
      "decides something",
    ],
    [
      "app/api/v1/a/route.ts",
      "export const GET = defineRoute({ run: () => { try { b(); } catch {} } });",
      "decides something",
    ],
  ])("the check of the architecture finds a violation in %s: %s", (file, text, named) => {
    const found = violations(file, text);
    expect(found).toHaveLength(1);
    expect(found[0]).toContain(file);
    expect(found[0]).toContain(named);
  });
});

describe("what the architecture allows", () => {
  test.each([
    ["lib/targeting/a.ts", 'import { RE2JS } from "re2js";\nimport { b } from "./operators/b";'],
    ["lib/targeting/index.ts", 'export { a } from "./a";'],
    [
      "lib/contract/a.ts",
      'import { z } from "zod";\nimport { checkPattern } from "@/lib/targeting";\nimport { b } from "./b";',
    ],
    [
      "lib/client/a.ts",
      'import { useQuery } from "@tanstack/react-query";\nimport type { Flag } from "@/lib/contract/flag";',
    ],
    ["components/a.tsx", 'import Link from "next/link";\nimport { useFlags } from "@/components/flags/api";'],
    ["app/page.tsx", 'import { Page } from "@/components/page";\nimport "./globals.css";'],
    [
      "app/api/v1/a/route.ts",
      'import document from "@/lib/contract/openapi.json";\nexport const GET = defineRoute({ run: () => b() });',
    ],
    ["app/api/auth/a/route.ts", 'import { startSession } from "@/lib/server/auth/sessions";'],
    [
      "lib/server/http/a.ts",
      'import { createServer } from "node:http";\nimport { getDb } from "../db/client";\nimport { log } from "../log";',
    ],
    [
      "lib/server/store/a.ts",
      'import { Prisma } from "../db/generated/client";\nawait tx.flag.delete({});\nawait tx.$queryRaw`SELECT 1`;',
    ],
    ["lib/server/db/a.ts", 'import pg from "pg";\nimport { getEnv } from "@/lib/env";'],
    ["lib/server/services/a.ts", "await insertFlag(tx, input);\nawait lockFlag(write.tx, id);\nfindFlag(db(), id);"],
    ["lib/client/a.ts", 'export { b } from "./b";\nexport const c = 1;'],
  ])("the check of the architecture lets pass %s: %s", (file, text) => {
    expect(violations(file, text)).toEqual([]);
  });
});
