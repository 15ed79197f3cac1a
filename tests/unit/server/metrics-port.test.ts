import { once } from "node:events";
import { expect, onTestFinished, test } from "vitest";
import { MOST_METRICS_CONNECTIONS, metricsServer } from "@/lib/server/process/metrics-port";
import { exchange, openRaw } from "../../support/raw-connection";

test("the port of the metrics has few connections, and those are answered", async () => {
  const server = metricsServer((_request, response) => void response.end("up 1")).listen(0, "127.0.0.1");
  onTestFinished(() => void server.close().closeAllConnections());
  await once(server, "listening");
  const address = server.address();
  const url = `http://127.0.0.1:${typeof address === "object" ? address?.port : ""}`;
  const opened = await Promise.all(Array.from({ length: MOST_METRICS_CONNECTIONS }, () => openRaw(url)));
  const request = "GET /metrics HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n";
  expect(await exchange(url, request)).toBe("");
  opened[0]?.send(request);
  expect(await opened[0]?.end).toContain("up 1");
  for (const { socket } of opened) socket.destroy();
});
