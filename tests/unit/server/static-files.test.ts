import fs from "node:fs/promises";
import http from "node:http";
import os from "node:os";
import path from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { serveStaticFiles } from "@/lib/server/process/static-files";

describe("what the pages load", () => {
  const script = "export const answer = 42;\n".repeat(100);
  // More than a connection takes that nobody reads.
  const long = "0123456789abcdef".repeat(2 ** 20);
  let folder: string;
  let server: http.Server;
  let origin: string;
  let url: string;

  beforeAll(async () => {
    folder = await fs.mkdtemp(path.join(os.tmpdir(), "static-"));
    for (const name of ["a.js", "gone.js", "icon.svg"]) await fs.writeFile(path.join(folder, name), script);
    await fs.writeFile(path.join(folder, "long.js"), long);
    const pages: http.RequestListener = (_request, response) => void response.writeHead(404).end();
    server = http.createServer(serveStaticFiles(pages, { built: folder, named: folder })).listen(0, "127.0.0.1");
    await new Promise((resolve) => server.once("listening", resolve));
    const address = server.address();
    origin = `http://127.0.0.1:${typeof address === "object" ? address?.port : ""}`;
    url = `${origin}/_next/static`;
  });
  afterAll(async () => {
    server.closeAllConnections();
    server.close();
    await fs.rm(folder, { recursive: true });
  });

  // The library threw for one of them, which ended the process.
  test.each(["bytes=5-2", "bytes=0-9", "bytes=-5", "bytes=99999-", "bytes=a-b", "lines=1-2", "bytes=0-1,4-5"])(
    "what the pages load is sent whole, whatever range is asked for: %s",
    async (range) => {
      const response = await fetch(`${url}/a.js`, { headers: { range } });
      expect(response.status).toBe(200);
      expect(await response.text()).toBe(script);
    },
  );

  test("what the pages load ends one request, and nothing else, when its file cannot be read any more", async () => {
    await fs.rm(path.join(folder, "gone.js"));
    await expect(fetch(`${url}/gone.js`).then((response) => response.text())).rejects.toThrow();
    expect((await fetch(`${url}/a.js`)).status).toBe(200);
    expect((await fetch(`${url}/never.js`)).status).toBe(404);
  });

  // Each stayed open for ever, until the process had no descriptor left for a connection.
  test.skipIf(process.platform !== "linux")("is closed when whoever asked for it has gone", async () => {
    const leaving = Array.from({ length: 20 }, async () => {
      const asked = http.get(`${url}/long.js`);
      await new Promise((resolve) => asked.once("response", resolve));
      asked.destroy();
    });
    await Promise.all(leaving);
    while ((await openFilesIn(folder)).length > 0) await delay(20);
  });

  test("what the pages load with a name that stays is sent with a tag, and not again to whoever has it", async () => {
    const response = await fetch(`${origin}/icon.svg`);
    expect(await response.text()).toBe(script);
    expect(Object.fromEntries(response.headers)).toMatchObject({
      ...{ "content-type": "image/svg+xml", "x-content-type-options": "nosniff" },
      "cache-control": "public,max-age=0,must-revalidate",
    });
    const tag = response.headers.get("etag") ?? "";
    expect((await fetch(`${origin}/icon.svg`, { headers: { "if-none-match": tag } })).status).toBe(304);
  });

  test.each(["if-unmodified-since", "if-modified-since"])(
    "what the pages load is sent whatever %s says",
    async (name) => {
      const headers = { [name]: "Thu, 01 Jan 1970 00:00:00 GMT" };
      for (const address of [`${origin}/icon.svg`, `${url}/a.js`])
        expect((await fetch(address, { headers })).status).toBe(200);
    },
  );
});

/** The files below a folder that this process has open. */
async function openFilesIn(folder: string): Promise<string[]> {
  const descriptors = await fs.readdir("/proc/self/fd");
  const files = await Promise.all(descriptors.map((name) => fs.readlink(`/proc/self/fd/${name}`).catch(() => "")));
  return files.filter((file) => file.startsWith(folder));
}
