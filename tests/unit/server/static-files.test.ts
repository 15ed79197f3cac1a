import fs from "node:fs/promises";
import http from "node:http";
import os from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { serveStaticFiles } from "@/lib/server/process/static-files";

describe("what the pages load", () => {
  const script = "export const answer = 42;\n".repeat(100);
  let folder: string;
  let server: http.Server;
  let url: string;

  beforeAll(async () => {
    folder = await fs.mkdtemp(path.join(os.tmpdir(), "static-"));
    for (const name of ["a.js", "gone.js"]) await fs.writeFile(path.join(folder, name), script);
    const pages: http.RequestListener = (_request, response) => void response.writeHead(404).end();
    server = http.createServer(serveStaticFiles(pages, folder)).listen(0, "127.0.0.1");
    await new Promise((resolve) => server.once("listening", resolve));
    const address = server.address();
    url = `http://127.0.0.1:${typeof address === "object" ? address?.port : ""}/_next/static`;
  });
  afterAll(async () => {
    server.closeAllConnections();
    server.close();
    await fs.rm(folder, { recursive: true });
  });

  // The library threw for one of them, which ended the process.
  test.each(["bytes=5-2", "bytes=0-9", "bytes=-5", "bytes=99999-", "bytes=a-b", "lines=1-2", "bytes=0-1,4-5"])(
    "is sent whole, whatever range is asked for: %s",
    async (range) => {
      const response = await fetch(`${url}/a.js`, { headers: { range } });
      expect(response.status).toBe(200);
      expect(await response.text()).toBe(script);
    },
  );

  test("ends one request, and nothing else, when its file cannot be read any more", async () => {
    await fs.rm(path.join(folder, "gone.js"));
    await expect(fetch(`${url}/gone.js`).then((response) => response.text())).rejects.toThrow();
    expect((await fetch(`${url}/a.js`)).status).toBe(200);
    expect((await fetch(`${url}/never.js`)).status).toBe(404);
  });
});
