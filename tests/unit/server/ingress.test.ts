import { once } from "node:events";
import type { RequestListener } from "node:http";
import { expect, onTestFinished, test } from "vitest";
import { createIngress, type Ingress } from "@/lib/server/http/ingress/ingress";
import { type HttpLimits, httpLimits } from "@/lib/server/http/ingress/limits";
import type { FinishedRequest } from "@/lib/server/http/ingress/observe";
import { exchange, openRaw } from "../../support/raw-connection";

const echo: RequestListener = (incoming, outgoing) => {
  outgoing.end(`${incoming.method} ${incoming.url} at ${incoming.headers.host}`);
};

interface Served extends Ingress {
  url: string;
  finished: FinishedRequest[];
}

/** An ingress on a port of its own. Limits are small where a test waits for them. */
async function serve(handler: RequestListener, limits: Partial<HttpLimits> = {}) {
  const finished: FinishedRequest[] = [];
  const ingress = createIngress((request) => finished.push(request), { ...httpLimits, checkMs: 20, ...limits });
  ingress.handleWith(handler);
  ingress.server.listen(0, "127.0.0.1");
  await once(ingress.server, "listening");
  onTestFinished(() => ingress.drain(0));
  const address = ingress.server.address();
  const port = typeof address === "object" ? address?.port : undefined;
  return { ...ingress, url: `http://127.0.0.1:${port}`, finished } satisfies Served;
}

const status = (answer: string): string => answer.slice(0, 12);

test.each([
  ["GET /x/../api HTTP/1.1\r\nhost: a", "GET /api at a"],
  ["GET http://other.example/api HTTP/1.1\r\nhost: a", "GET /api at other.example"],
  ["GET /%2e%2e//api?x=/../y HTTP/1.1\r\nhost: a:80", "GET /api?x=/../y at a:80"],
  ["GET / HTTP/1.1\r\nhost: [::1]:3000", "GET / at [::1]:3000"],
])("%j is one address", async (head, expected) => {
  const { url } = await serve(echo);
  expect(await exchange(url, `${head}\r\nconnection: close\r\n\r\n`)).toContain(expected);
});

const POST = "POST / HTTP/1.1\r\nhost: a\r\n";

test.each([
  ["two hosts", "GET / HTTP/1.1\r\nhost: a\r\nHOST: b\r\n\r\n", "400"],
  ["the same host twice", "GET / HTTP/1.1\r\nhost: a\r\nhost: a\r\n\r\n", "400"],
  ["no host", "GET / HTTP/1.1\r\n\r\n", "400"],
  ["a host that is none", "GET / HTTP/1.1\r\nhost: a/b\r\n\r\n", "400"],
  ["a path that is none", "GET x HTTP/1.1\r\nhost: a\r\n\r\n", "400"],
  ["backslashes", "GET /x\\..\\api HTTP/1.1\r\nhost: a\r\n\r\n", "400"],
  ["an asterisk for GET", "GET * HTTP/1.1\r\nhost: a\r\n\r\n", "400"],
  ["a length and chunks", `${POST}content-length: 3\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n`, "400"],
  ["two lengths", `${POST}content-length: 3\r\ncontent-length: 4\r\n\r\nabcd`, "400"],
  ["a negative length", `${POST}content-length: -1\r\n\r\n`, "400"],
  ["another coding", `${POST}transfer-encoding: xchunked\r\n\r\n0\r\n\r\n`, "400"],
  ["a coding before chunks", `${POST}transfer-encoding: gzip, chunked\r\n\r\n0\r\n\r\n`, "501"],
  ["an expectation that nobody knows", "GET / HTTP/1.1\r\nhost: a\r\nexpect: x\r\n\r\n", "417"],
  ["chunks in HTTP/1.0", "POST / HTTP/1.0\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n", "400"],
  ["a chunk of no length", `${POST}transfer-encoding: chunked\r\n\r\nzz\r\n`, "400"],
  ["a space before the colon", "GET / HTTP/1.1\r\nhost : a\r\n\r\n", "400"],
  ["a folded header", "GET / HTTP/1.1\r\nhost: a\r\nx: 1\r\n 2\r\n\r\n", "400"],
  ["a line feed alone", "GET / HTTP/1.1\nhost: a\n\n", "400"],
  ["a tunnel", "CONNECT a:443 HTTP/1.1\r\nhost: a\r\n\r\n", "405"],
  ["what is not HTTP", "\u0016\u0003\u0001\u0002\u0000", "400"],
  ["long headers", `GET / HTTP/1.1\r\nhost: a\r\nx: ${"x".repeat(17_000)}\r\n\r\n`, "431"],
  ["a long address", `GET /${"x".repeat(17_000)} HTTP/1.1\r\nhost: a\r\n\r\n`, "431"],
  ["another expectation", "GET / HTTP/1.1\r\nhost: a\r\nexpect: tea\r\nconnection: close\r\n\r\n", "417"],
])("%s gets its status, and the connection is closed", async (_what, text, expected) => {
  let served = 0;
  const { url } = await serve((incoming, outgoing) => {
    incoming.on("error", () => {}).resume();
    incoming.once("end", () => {
      served += 1;
      outgoing.end();
    });
  });
  expect(status(await exchange(url, text))).toBe(`HTTP/1.1 ${expected}`);
  expect(served).toBe(0);
});

test("OPTIONS * says what the server can", async () => {
  const { url } = await serve(echo);
  const answer = await exchange(url, "OPTIONS * HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n");
  expect(answer).toMatch(/^HTTP\/1\.1 204 [\s\S]*allow: GET, HEAD, /);
});

test("whoever sends nothing, half a head or half a body is told that it took too long", async () => {
  const limits = { headersMs: 100, requestMs: 150 };
  const { url } = await serve((incoming, outgoing) => {
    incoming.on("error", () => {}).resume();
    incoming.once("end", () => outgoing.end());
  }, limits);
  const texts = ["", "GET / HT", "GET / HTTP/1.1\r\nhost: a\r\nx: ", `${POST}content-length: 10\r\n\r\nhalf`];
  const answers = await Promise.all(texts.map((text) => exchange(url, text)));
  expect(answers.map(status)).toEqual(texts.map(() => "HTTP/1.1 408"));
});

test("requests that are sent without waiting are served one after another, and others between them", async () => {
  const waiting: { path: string | undefined; end: () => void }[] = [];
  const { url } = await serve((incoming, outgoing) => {
    waiting.push({ path: incoming.url, end: () => void outgoing.end(incoming.url) });
  });
  const eager = await openRaw(url);
  eager.send(["/1", "/2", "/3"].map((path) => `GET ${path} HTTP/1.1\r\nhost: a\r\n\r\n`).join(""));
  const other = fetch(`${url}/other`);
  const paths = () => waiting.map(({ path }) => path);
  await expect.poll(paths).toEqual(["/1", "/other"]);
  waiting[1]?.end();
  expect(await (await other).text()).toBe("/other");
  waiting[0]?.end();
  await expect.poll(paths).toEqual(["/1", "/other", "/2"]);
  waiting[2]?.end();
  await expect.poll(paths).toEqual(["/1", "/other", "/2", "/3"]);
  waiting[3]?.end();
  await eager.until(/\/1[\s\S]*\/2[\s\S]*\/3/);
});

test("what is no request closes its connection after the answers before it, and is no answer to them", async () => {
  const answering: (() => void)[] = [];
  const { url } = await serve((incoming, outgoing) => {
    answering.push(() => outgoing.end(`answer to ${incoming.url}`));
  });
  for (const requests of [["/one"], ["/one", "/two"]]) {
    const connection = await openRaw(url);
    const sent = requests.map((path) => `GET ${path} HTTP/1.1\r\nhost: a\r\n\r\n`).join("");
    connection.send(`${sent}what is no request\r\n\r\n`);
    for (const path of requests) {
      await expect.poll(() => answering.length).toBe(1);
      answering.shift()?.();
      await connection.until(new RegExp(`answer to ${path}`));
    }
    const received = await connection.end;
    expect(received.match(/HTTP\/1.1 \d+/g)).toEqual(requests.map(() => "HTTP/1.1 200"));
    expect(received.match(/connection: close/gi)).toHaveLength(1);
  }
});

test("for one connection more than there may be, the one that was idle for longest makes room", async () => {
  const { url } = await serve(echo, { connections: 3 });
  const connections = [await openRaw(url), await openRaw(url), await openRaw(url)];
  const [first, second] = connections;
  first?.send("GET /first HTTP/1.1\r\nhost: a\r\n\r\n");
  await first?.until(/GET \/first/);
  const fourth = await openRaw(url);
  await second?.end;
  fourth.send("GET /fourth HTTP/1.1\r\nhost: a\r\n\r\n");
  await fourth.until(/GET \/fourth/);
  first?.send("GET /again HTTP/1.1\r\nhost: a\r\n\r\n");
  await first?.until(/GET \/again/);
});

test("when all connections are busy, one more is told so", async () => {
  let served = 0;
  const count = () => {
    served += 1;
  };
  const { url } = await serve(count, { connections: 2 });
  for (const connection of [await openRaw(url), await openRaw(url)]) {
    connection.send("GET / HTTP/1.1\r\nhost: a\r\n\r\n");
  }
  await expect.poll(() => served).toBe(2);
  expect(status(await exchange(url, ""))).toBe("HTTP/1.1 503");
});

test("whoever sends more without waiting than may be is cut, and others are not", async () => {
  let served = 0;
  const { url } = await serve((incoming, outgoing) => {
    served += 1;
    if (incoming.url === "/ask") outgoing.end("answered");
  });
  expect(await exchange(url, "GET / HTTP/1.1\r\nhost: a\r\n\r\n".repeat(1_000))).toBe("");
  expect(served).toBeLessThanOrEqual(httpLimits.pipelined);
  expect(await exchange(url, "GET /ask HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n")).toContain("answered");
});

test("answers that are left unread cost the connections that hold most", async () => {
  const { url, finished } = await serve(
    (incoming, outgoing) => outgoing.end(Buffer.alloc(incoming.url === "/big" ? 32 * 2 ** 20 : 10)),
    { answerBytes: 2 ** 20 },
  );
  const reader = await openRaw(url);
  reader.socket.pause();
  reader.send("GET /big HTTP/1.1\r\nhost: a\r\n\r\n");
  await expect.poll(() => finished.map(({ isAborted }) => isAborted)).toEqual([true]);
  expect(await exchange(url, "GET / HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n")).toContain("200 OK");
});

test("every request is told once when it is over, and whether its client waited for the answer", async () => {
  const { url, finished } = await serve((incoming, outgoing) => {
    if (incoming.url !== "/never") outgoing.end();
  });
  await exchange(url, "GET /answered HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n");
  const connection = await openRaw(url);
  connection.send("GET /never HTTP/1.1\r\nhost: a\r\n\r\n");
  connection.socket.destroySoon();
  await expect
    .poll(() => finished.map(({ incoming, isAborted }) => [incoming.url, isAborted]))
    .toEqual([
      ["/answered", false],
      ["/never", true],
    ]);
});

test("a server that leaves serves on, says so to its probe, and closes each connection with its answer", async () => {
  const { url, leave } = await serve(echo);
  const connection = await openRaw(url);
  leave();
  connection.send("GET /open HTTP/1.1\r\nhost: a\r\n\r\n");
  expect(await connection.end).toMatch(/connection: close[\s\S]*GET \/open/i);
  expect(await exchange(url, "GET /new HTTP/1.1\r\nhost: a\r\n\r\n")).toMatch(/connection: close[\s\S]*GET \/new/i);
  expect(status(await exchange(url, "GET /readyz?for=writes HTTP/1.1\r\nhost: a\r\n\r\n"))).toBe("HTTP/1.1 503");
});

test("a drain closes idle connections at once, and lets a slow reader finish", async () => {
  const bytes = 16 * 2 ** 20;
  const { url, drain } = await serve((_incoming, outgoing) => outgoing.end(Buffer.alloc(bytes, "x")));
  const idle = await openRaw(url);
  const slow = await openRaw(url);
  slow.socket.pause();
  slow.send("GET / HTTP/1.1\r\nhost: a\r\n\r\n");
  await once(slow.socket, "readable");
  let isDrained = false;
  const drained = drain(30_000).then(() => {
    isDrained = true;
  });
  expect(await idle.end).toBe("");
  expect(isDrained).toBe(false);
  slow.socket.resume();
  const answer = await slow.end;
  expect(answer.length - answer.indexOf("\r\n\r\n") - 4).toBe(bytes);
  await drained;
});

test("what is refused before it is served is refused in the words of its protocol", async () => {
  const ingress = createIngress(() => {});
  ingress.server.listen(0, "127.0.0.1");
  await once(ingress.server, "listening");
  onTestFinished(() => ingress.drain(0));
  const address = ingress.server.address();
  const url = `http://127.0.0.1:${typeof address === "object" ? address?.port : ""}`;
  const refusals = { "/api/v1/me": { error: "Starting" }, "/ofrep/v1/evaluate/flags": { errorDetails: "Starting" } };
  for (const [path, body] of Object.entries(refusals)) {
    const answer = await fetch(url + path, { method: "POST" });
    expect([path, answer.status, await answer.json()]).toEqual([path, 503, body]);
  }
});
