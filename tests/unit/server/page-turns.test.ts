import { once } from "node:events";
import http, { type RequestListener, type ServerResponse } from "node:http";
import { expect, onTestFinished, test } from "vitest";
import { type HttpLimits, httpLimits } from "@/lib/server/http/ingress/limits";
import { inPageTurns } from "@/lib/server/http/ingress/page-turns";
import { openRaw } from "../../support/raw-connection";

/** Pages that are drawn when the test says so, behind one proxy that names who asks. */
async function serve(limits: Partial<HttpLimits> = {}) {
  const drawing: { path: string; outgoing: ServerResponse }[] = [];
  const pages: RequestListener = (incoming, outgoing) => void drawing.push({ path: incoming.url ?? "", outgoing });
  const server = http.createServer(inPageTurns(pages, 1, { ...httpLimits, ...limits }));
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  const url = `http://127.0.0.1:${typeof address === "object" ? address?.port : undefined}`;
  const ask = async (from: string, path: string) => {
    const answer = await fetch(url + path, { headers: { "x-forwarded-for": from } });
    return { status: answer.status, text: await answer.text() };
  };
  const drawn = () => drawing.map(({ path }) => path);
  const draw = async (path: string) => {
    await expect.poll(drawn).toContain(path);
    const [page] = drawing.splice(drawn().indexOf(path), 1);
    page?.outgoing.end(path);
  };
  return { url, ask, drawn, draw };
}

test("few pages of one network are rendered at once, and another network is served in between", async () => {
  const { ask, drawn, draw } = await serve();
  const asked = ["/a", "/b", "/c", "/d"].map((path) => ask("192.0.2.1", path));
  await expect.poll(drawn).toEqual(["/a", "/b"]);
  const other = ask("192.0.2.2", "/other");
  await expect.poll(drawn).toEqual(["/a", "/b", "/other"]);
  await draw("/other");
  expect(await other).toEqual({ status: 200, text: "/other" });
  for (const path of ["/a", "/b", "/c", "/d"]) await draw(path);
  expect((await Promise.all(asked)).map(({ text }) => text)).toEqual(["/a", "/b", "/c", "/d"]);
});

test("a network that asks for too many is told so, and whoever comes when all places are taken, too", async () => {
  const { ask, drawn } = await serve({ pagesAtOnce: 1, pagesWaitingOfOne: 1, pagesWaiting: 2 });
  // Those that are answered are the ones that were refused: nothing is drawn to its end.
  const refused = (...asked: [from: string, path: string][]) =>
    Promise.race(asked.map(([from, path]) => ask(from, path).then(({ status }) => status)));
  ask("192.0.2.1", "/a").catch(() => {});
  await expect.poll(drawn).toEqual(["/a"]);
  expect(await refused(["192.0.2.1", "/b"], ["192.0.2.1", "/c"])).toBe(429);
  expect(await refused(["192.0.2.2", "/d"], ["192.0.2.3", "/e"])).toBe(503);
});

test("a client that goes away, or does not read its page, gives its place up", async () => {
  const { url, ask, drawn, draw } = await serve({ pagesAtOnce: 1, pagePlaceMs: 50 });
  const get = (path: string) => `GET ${path} HTTP/1.1\r\nhost: a\r\nx-forwarded-for: 192.0.2.1\r\n\r\n`;
  const gone = await openRaw(url);
  gone.send(get("/gone"));
  await expect.poll(drawn).toEqual(["/gone"]);
  gone.socket.destroy();
  const silent = await openRaw(url);
  silent.send(get("/silent"));
  await expect.poll(drawn).toContain("/silent");
  const next = ask("192.0.2.1", "/next");
  await draw("/next");
  expect((await next).status).toBe(200);
});
