import fs from "node:fs/promises";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { fuzz } from "../fuzz/fuzz";
import { attackedServer } from "../fuzz/world";
import { createTestDatabase, type TestDatabase } from "../support/database";
import { exchange, openRaw } from "../support/raw-connection";
import { runScript, until } from "../support/server-process";

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

let database: TestDatabase;
let run: ReturnType<typeof runScript>;
let url: string;

beforeAll(async () => {
  database = await createTestDatabase();
  const settings = { PORT: "0", LOG_LEVEL: "debug", SHUTDOWN_DELAY_MS: "0", DATABASE_URL: database.url };
  run = runScript("start.mjs", [], { ...settings, AUTH_SECRET: "x".repeat(32) });
  url = await until(async () => {
    if (run.child.exitCode !== null) throw new Error(`The server did not start: ${run.stderr}`);
    return /ready at (http:\S+)/.exec(run.stdout)?.[1];
  });
});
afterAll(async () => {
  run.child.kill("SIGTERM");
  await run.exit;
  await database.drop();
});

const get = (target: string, more = "") => `GET ${target} HTTP/1.1\r\nhost: guidon\r\nconnection: close\r\n${more}\r\n`;

test.each(["POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "PROPFIND"])(
  "a page and its files are not there for %s",
  async (method) => {
    for (const path of ["/sign-in", "/", "/nowhere", "/_next/static/x.js", "/_next/image", "/docs"]) {
      const answer = await exchange(url, `${method} ${path} HTTP/1.1\r\nhost: guidon\r\ncontent-length: 3\r\n\r\nabc`);
      expect([path, answer]).toEqual([path, expect.stringMatching(/^HTTP\/1\.1 405 [\s\S]*allow: GET, HEAD\r\n/)]);
    }
  },
);

test("a page that is asked for with a body is refused", async () => {
  for (const body of ["content-length: 3\r\n", "transfer-encoding: chunked\r\n"]) {
    expect(await exchange(url, get("/sign-in", body))).toMatch(/^HTTP\/1\.1 400 /);
  }
  expect(await exchange(url, get("/sign-in", "content-length: 0\r\n"))).toMatch(/^HTTP\/1\.1 200 /);
});

test.each([
  "/x/../api/v1/me",
  "/x/%2e%2e/api/v1/me",
  "//api/v1/me",
  "/%61pi/v1/%6De",
  "/./api/v1/./me",
  "/sign-in/../api/v1/me",
  "http://guidon/api/v1/me",
  "http://elsewhere.example/x/../api/v1/me",
])("%s is the API's, which serves it itself", async (target) => {
  const answer = await exchange(url, get(target));
  expect(answer).toMatch(/^HTTP\/1\.1 401 /);
  expect(answer).toContain('{"error":"Invalid or missing API key"}');
});

test.each(["/api/../sign-in", "/api/v1/%2e%2e/%2e%2e/sign-in", "//sign-in", "http://guidon/sign-in"])(
  "%s is a page",
  async (target) => {
    expect(await exchange(url, get(target))).toMatch(/^HTTP\/1\.1 200 [\s\S]*content-type: text\/html/i);
  },
);

test.each(["/%E0%A4%A", "/projects/shop/segments/new%E0%A4%A", "/_next/static/%FF"])(
  "%s is no path of a page",
  async (target) => {
    expect(await exchange(url, get(target, "cookie: guidon.session_token=x\r\n"))).toMatch(/^HTTP\/1\.1 400 /);
  },
);

test.each(["x", "%5B%22%22%2C%7B%7D%2Cnull%2Cnull%2Ctrue%5D", "%E0%A4%A"])(
  "%s is no state of the pages' router",
  async (state) => {
    const headers = `rsc: 1\r\nnext-router-state-tree: ${state}\r\n`;
    expect(await exchange(url, get("/nowhere", headers))).toMatch(/^HTTP\/1\.1 400 /);
  },
);

test.each([
  "/_next/image?url=%2Ficon.png&w=64&q=75",
  "/_next/static/../../package.json",
  "/_next/static/%2e%2e/%2e%2e/package.json",
  "/_next/static/..%2f..%2fpackage.json",
])("%s leads to no file", async (target) => {
  expect(await exchange(url, get(target))).toMatch(/^HTTP\/1\.1 (400|404) /);
});

test.each([
  ["/sign-in", "purpose: prefetch"],
  ["/sign-in", "sec-purpose: prefetch"],
  ["/sign-in", "next-router-prefetch: 1"],
  ["/sign-in", "rsc: 0\r\nnext-router-prefetch: 1"],
  ...["/favicon.ico", "/_next/nowhere", "/icon-nowhere", "/_global-error"].map((path) => [path, "accept: */*"]),
])("the document at %s has a policy of its own, also with %s", async (path, header) => {
  const answer = await exchange(url, get(path, `${header}\r\n`));
  expect(answer).toMatch(/^HTTP\/1\.1 (200|404) [\s\S]*content-type: text\/html/i);
  expect(answer).toMatch(/^content-security-policy: default-src 'self'; script-src 'self' 'nonce-/im);
});

const residentMiB = async () =>
  Number(/^VmRSS:\s+(\d+)/m.exec(await fs.readFile(`/proc/${run.child.pid}/status`, "utf8"))?.[1]) / 1024;

test.skipIf(process.platform !== "linux")(
  "sixty bodies of which 11 MB come hold no memory, and nobody up",
  async () => {
    await fetch(`${url}/sign-in`);
    const before = await residentMiB();
    const head = "POST /sign-in HTTP/1.1\r\nhost: guidon\r\ncontent-length: 100000000\r\n\r\n";
    const part = "x".repeat(1_000_000);
    const connections = await Promise.all(Array.from({ length: 60 }, () => openRaw(url)));
    for (const connection of connections) {
      connection.send(head);
      for (let count = 0; count < 11; count += 1) connection.send(part);
    }
    expect((await fetch(`${url}/sign-in`)).status).toBe(200);
    for (const connection of connections) await connection.end;
    for (const { received } of connections) expect(received).toMatch(/^(HTTP\/1\.1 405 |$)/);
    expect((await residentMiB()) - before).toBeLessThan(150);
  },
);

test("a client that goes away is a line of JSON at most, at debug", async () => {
  const from = run.stdout.length;
  const texts = [
    get("/projects", "cookie: guidon.session_token=none\r\n"),
    get("/docs"),
    "POST /api/auth/sign-in HTTP/1.1\r\nhost: guidon\r\norigin: http://guidon\r\n" +
      "content-type: application/json\r\ncontent-length: 100\r\n\r\n{",
  ];
  for (const text of texts) {
    const connection = await openRaw(url);
    connection.send(text);
    connection.socket.destroySoon();
    await connection.end;
  }
  await until(async () => run.stdout.slice(from).includes("the client went away"));
  // A request that comes later has been logged later.
  await exchange(url, get("/healthz"));
  const lines = run.stdout.slice(from).split("\n").filter(Boolean);
  // What the start still has to say is information, and about no request.
  expect(lines.filter((line) => JSON.parse(line).level > 30)).toEqual([]);
  const ofRequests = lines.filter((line) => /projects|docs|sign-in|client/.test(line));
  expect(ofRequests.filter((line) => JSON.parse(line).level > 20)).toEqual([]);
  expect(ofRequests.length).toBeLessThanOrEqual(texts.length * 2);
  expect(run.stderr).toBe("");
});

// `npm run fuzz` sends as many as one likes.
test("two hundred odd requests to all that is served get answers, and nothing worth a warning in the log", async () => {
  const from = run.stdout.length;
  const attacked = await attackedServer(url, /#token=(\S+)/.exec(run.stdout)?.[1] ?? "");
  const { faults, requests } = await fuzz(attacked, 20261127, 0, 200);
  expect(faults).toEqual([]);
  expect(requests).toBe(200);
  const lines = run.stdout
    .slice(from)
    .split("\n")
    .filter((line) => line.startsWith("{"));
  expect(lines.filter((line) => JSON.parse(line).level > 30)).toEqual([]);
  expect(run.stderr).toBe("");
});
