import http from "node:http";
import type { AddressInfo } from "node:net";
import { onTestFinished } from "vitest";

export interface ReadyProxy {
  url: string;
  add(instance: string): void;
  remove(instance: string): void;
  /** Those that say that they are ready. */
  ready(): readonly string[];
  /** Passes the next request for this path on, and breaks its connection in place of the answer. Resolves then. */
  loseAnswer(path: string): Promise<void>;
}

const PROBE_EVERY_MS = 50;

/** A load balancer: sends requests on, over connections that it keeps, to instances whose `/readyz` said 200 last. */
export async function startReadyProxy(): Promise<ReadyProxy> {
  const agent = new http.Agent({ keepAlive: true });
  const isReady = new Map<string, boolean>();
  const ready = () => [...isReady].flatMap(([instance, is]) => (is ? [instance] : []));
  const probe = async () => {
    for (const instance of isReady.keys()) {
      const is = await fetch(`${instance}/readyz`, { headers: { connection: "close" } }).then(
        ({ status }) => status === 200,
        () => false,
      );
      if (isReady.has(instance)) isReady.set(instance, is);
    }
  };
  const probing = setInterval(() => void probe(), PROBE_EVERY_MS);
  const losing = new Map<string, () => void>();
  let turn = 0;
  const server = http.createServer((incoming, outgoing) => {
    const instances = ready();
    turn += 1;
    const instance = instances[turn % instances.length];
    if (instance === undefined) return void outgoing.writeHead(502).end();
    const { method, url, headers } = incoming;
    const passed = http.request(`${instance}${url}`, { method, headers, agent }, (answer) => {
      const lose = losing.get(url ?? "");
      if (lose !== undefined) {
        losing.delete(url ?? "");
        answer.resume();
        outgoing.destroy();
        return lose();
      }
      // Whose connection ends is no business of the client's.
      const { connection: _, "keep-alive": __, ...rest } = answer.headers;
      outgoing.writeHead(answer.statusCode ?? 502, rest);
      answer.pipe(outgoing);
    });
    passed.on("error", () => outgoing.writeHead(502).end());
    incoming.pipe(passed);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    clearInterval(probing);
    agent.destroy();
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    add: (instance) => void isReady.set(instance, false),
    remove: (instance) => void isReady.delete(instance),
    ready,
    loseAnswer: (path) => new Promise((lost) => losing.set(path, lost)),
  };
}
