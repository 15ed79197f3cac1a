import net from "node:net";

export interface Call {
  method: string;
  path: string;
  body?: string;
}

export interface Load {
  url: string;
  headers: Record<string, string>;
  connections: number;
  seconds: number;
  /** The next request; called once for each, so that no two need be the same. */
  next: () => Call;
}

/** Latencies in milliseconds. */
export interface Measured {
  perSecond: number;
  p50: number;
  p99: number;
}

/**
 * Keeps `connections` kept-alive connections busy, one request at a time on each, and measures from the first byte sent
 * to the last received. It speaks HTTP over plain sockets, because an HTTP client takes more of the processor than the
 * server under test, and would be what is measured.
 * @throws when an answer is not 2xx.
 */
export async function measure(load: Load): Promise<Measured> {
  const { hostname, port } = new URL(load.url);
  const latencies: number[] = [];
  const begun = performance.now();
  const end = begun + load.seconds * 1000;
  const headers = Object.entries({ host: `${hostname}:${port}`, ...load.headers })
    .map(([name, value]) => `${name}: ${value}\r\n`)
    .join("");
  await Promise.all(
    Array.from({ length: load.connections }, async () => {
      const connection = await connect(hostname, Number(port));
      while (performance.now() < end) {
        const request = format(load.next(), headers);
        const sent = performance.now();
        await connection.roundTrip(request);
        latencies.push(performance.now() - sent);
      }
      connection.close();
    }),
  );
  const elapsed = performance.now() - begun;
  latencies.sort((a, b) => a - b);
  const at = (share: number) => latencies[Math.floor(latencies.length * share)] ?? Number.NaN;
  return { perSecond: (latencies.length / elapsed) * 1000, p50: at(0.5), p99: at(0.99) };
}

function format({ method, path, body }: Call, headers: string): string {
  if (body === undefined) return `${method} ${path} HTTP/1.1\r\n${headers}\r\n`;
  return `${method} ${path} HTTP/1.1\r\n${headers}content-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;
}

interface Connection {
  roundTrip(request: string): Promise<void>;
  close(): void;
}

async function connect(host: string, port: number): Promise<Connection> {
  const socket = net.connect({ host, port, noDelay: true });
  await new Promise<void>((resolve, reject) => socket.once("connect", resolve).once("error", reject));
  let pending: { request: string; resolve: () => void; reject: (error: Error) => void } | undefined;
  let chunks: Buffer[] = [];
  let received = 0;
  let expected: number | undefined;

  const settle = (error?: Error) => {
    const settled = pending;
    pending = undefined;
    chunks = [];
    received = 0;
    expected = undefined;
    if (error === undefined) settled?.resolve();
    else settled?.reject(error);
  };
  socket.on("data", (chunk) => {
    chunks.push(chunk);
    received += chunk.length;
    if (expected === undefined) {
      const head = readHead(Buffer.concat(chunks));
      if (head === undefined) return;
      if (head.status < 200 || head.status > 299) {
        return settle(new Error(`${pending?.request.split("\r\n")[0]} was answered with ${head.status}`));
      }
      expected = head.length;
    }
    if (received >= expected) settle();
  });
  socket.on("error", settle).on("close", () => settle(new Error("The server closed the connection")));
  return {
    roundTrip: (request) =>
      new Promise((resolve, reject) => {
        pending = { request, resolve, reject };
        socket.write(request);
      }),
    close: () => socket.destroy(),
  };
}

/** The status, and how long the whole answer is; undefined until its head is complete. */
function readHead(bytes: Buffer): { status: number; length: number } | undefined {
  const end = bytes.indexOf("\r\n\r\n");
  if (end === -1) return undefined;
  const head = bytes.toString("latin1", 0, end);
  const length = Number(/\r\ncontent-length: (\d+)/i.exec(head)?.[1] ?? 0);
  return { status: Number(head.slice(9, 12)), length: end + 4 + length };
}
