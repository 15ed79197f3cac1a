import http from "node:http";
import { expect, test, vi } from "vitest";
import { createTestDatabase } from "../support/database";
import { openRaw } from "../support/raw-connection";
import { startReadyProxy } from "../support/ready-proxy";
import { startServer, until } from "../support/server-process";

vi.setConfig({ testTimeout: 300_000 });

test("three restarts behind a proxy that heeds /readyz fail no request of sixteen keep-alive clients", async ({
  onTestFinished,
}) => {
  const database = await createTestDatabase();
  onTestFinished(() => database.drop());
  const settings = { DATABASE_URL: database.url, SHUTDOWN_DELAY_MS: "1000", AUTH_SECRET: "x".repeat(32) };
  const proxy = await startReadyProxy();
  const join = async () => {
    const server = await startServer(settings);
    proxy.add(server.url);
    await until(async () => proxy.ready().includes(server.url));
    return server;
  };
  let server = await join();

  const agent = new http.Agent({ keepAlive: true, maxSockets: 16 });
  onTestFinished(() => agent.destroy());
  const outcomes = new Map<string, number>();
  let isOver = false;
  const client = async () => {
    while (!isOver) {
      const outcome = await new Promise<string>((resolve) => {
        http
          .get(`${proxy.url}/api/v1/openapi.json`, { agent }, (answer) => {
            answer.resume().once("end", () => resolve(String(answer.statusCode)));
          })
          .on("error", (error) => resolve(error.message));
      });
      outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
    }
  };
  const clients = Array.from({ length: 16 }, client);
  for (let restart = 0; restart < 3; restart += 1) {
    const before = server;
    server = await join();
    expect(await before.stop()).toBe(0);
    proxy.remove(before.url);
  }
  isOver = true;
  await Promise.all(clients);
  expect([...outcomes.keys()]).toEqual(["200"]);
  expect(outcomes.get("200")).toBeGreaterThan(100);
});

test("a server that was told to stop serves on, says so to probes, then ends within a second, warm-up and all", async ({
  onTestFinished,
}) => {
  const database = await createTestDatabase();
  onTestFinished(() => database.drop());
  const server = await startServer({ DATABASE_URL: database.url, SHUTDOWN_DELAY_MS: "1500" });
  const idle = await openRaw(server.url);
  // It asks for a page of its own a second after its start: the stop falls into that.
  const stopped = server.stop();
  await until(async () => (await fetch(`${server.url}/readyz`)).status === 503);
  const answer = await fetch(`${server.url}/api/v1/openapi.json`);
  expect([answer.status, answer.headers.get("connection")]).toEqual([200, "close"]);
  expect((await fetch(`${server.url}/sign-in`)).headers.get("connection")).toBe("close");
  const closed = idle.end.then(() => performance.now());
  expect(await stopped).toBe(0);
  // Idle connections are closed when the delay is over.
  expect(performance.now() - (await closed)).toBeLessThan(2_000);
});
