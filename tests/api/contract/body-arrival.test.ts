import { once } from "node:events";
import { connect, type Socket } from "node:net";
import { expect, test } from "vitest";
import { sharedService } from "../../support/api-service";
import { openRaw } from "../../support/raw-connection";

const service = sharedService();

async function open(): Promise<Socket> {
  const { hostname, port } = new URL(service.url);
  const socket = connect({ host: hostname, port: Number(port), noDelay: true });
  await once(socket, "connect");
  return socket;
}

interface Sent {
  key: string;
  project: string;
  id: string;
  /** Beside those that every request has. */
  headers?: string[];
}

/** An evaluation whose context is its own, as bytes on the wire. */
function request({ key, project, id, headers = [] }: Sent, body: string): { head: string; body: string } {
  const lines = [
    "POST /api/v1/flags/evaluate HTTP/1.1",
    "host: guidon",
    `authorization: Bearer ${key}`,
    `x-request-id: ${id}`,
    "content-type: application/json",
    ...headers,
  ];
  return { head: `${lines.join("\r\n")}\r\n\r\n`, body: body.replace("PROJECT", project) };
}

/** What the server sent until it closed the connection. */
async function received(socket: Socket): Promise<string> {
  let text = "";
  for await (const chunk of socket.setEncoding("utf8")) text += chunk;
  return text;
}

const evaluation = JSON.stringify({
  project_id: "PROJECT",
  flag_key: "greeting",
  context: { user_id: "grüße 🎈" },
});

async function makeGreeting(): Promise<{ key: string; project: string; length: number }> {
  const { id: project } = await service.project();
  const conditions = [{ attribute: "user_id", operator: "equals", value: "grüße 🎈" }];
  const { id: flag } = await service.flag(project, { key: "greeting", enabled: true });
  await service.rule(flag, { value: true, conditions });
  const { key } = await service.createKey();
  return { key, project, length: Buffer.byteLength(evaluation.replace("PROJECT", project)) };
}

test("a body is the same whether it comes with its head, after it, byte by byte or in chunks", async () => {
  const { key, project, length } = await makeGreeting();
  const closing = ["connection: close"];
  const declared = [...closing, `content-length: ${length}`];
  const ways: Record<string, (socket: Socket) => Promise<void> | void> = {
    "with its head": (socket) => {
      const { head, body } = request({ key, project, id: "with", headers: declared }, evaluation);
      socket.write(head + body);
    },
    "after its head": async (socket) => {
      const headers = [...declared, "expect: 100-continue"];
      const { head, body } = request({ key, project, id: "after", headers }, evaluation);
      socket.write(head);
      // The server has read the head by the time that it says so.
      await once(socket, "readable");
      socket.write(body);
    },
    "byte by byte": async (socket) => {
      const { head, body } = request({ key, project, id: "bytes", headers: declared }, evaluation);
      for (const byte of Buffer.from(head + body)) {
        await new Promise<void>((resolve) => socket.write(Uint8Array.of(byte), () => resolve()));
      }
    },
    "in chunks": (socket) => {
      const headers = [...closing, "transfer-encoding: chunked"];
      const { head, body } = request({ key, project, id: "chunks", headers }, evaluation);
      const [start, end] = [Buffer.from(body).subarray(0, 20), Buffer.from(body).subarray(20)];
      const chunk = (bytes: Buffer) => [`${bytes.length.toString(16)}\r\n`, bytes, "\r\n"];
      const parts = [head, ...chunk(start), ...chunk(end), "0\r\n\r\n"];
      socket.write(Buffer.concat(parts.map((part) => Buffer.from(part))));
    },
  };
  for (const [way, send] of Object.entries(ways)) {
    const socket = await open();
    await send(socket);
    const answer = await received(socket);
    expect([way, /"reason":"\w+"/.exec(answer)?.[0]]).toEqual([way, '"reason":"TARGETING_MATCH"']);
  }
});

test("requests that are sent without waiting for answers are answered each with its own, in their order", async () => {
  const { key, project, length } = await makeGreeting();
  const ids = Array.from({ length: 20 }, (_, index) => `request-${index}`);
  const wire = ids.map((id, index) => {
    const isLast = index === ids.length - 1;
    // Every other one is refused for its body, which takes a shorter way.
    const body = index % 2 === 0 ? evaluation : " ".repeat(length);
    const headers = [`content-length: ${length}`, ...(isLast ? ["connection: close"] : [])];
    const sent = request({ key, project, id, headers }, body);
    return sent.head + sent.body;
  });
  const socket = await open();
  socket.write(wire.join(""));
  const answers = (await received(socket)).split(/(?=HTTP\/1\.1 )/);
  expect(answers.map((answer) => [/x-request-id: (\S+)/.exec(answer)?.[1], answer.slice(9, 12)])).toEqual(
    ids.map((id, index) => [id, index % 2 === 0 ? "200" : "400"]),
  );
});

test("a client that goes away within its body leaves nothing behind", async () => {
  const { key, project, length } = await makeGreeting();
  const socket = await open();
  const headers = [`content-length: ${length}`, "expect: 100-continue"];
  const { head, body } = request({ key, project, id: "gone", headers }, evaluation);
  socket.write(head);
  await once(socket, "readable");
  await new Promise<void>((resolve) => socket.write(body.slice(0, 10), () => resolve()));
  socket.destroy();
  await once(socket, "close");
  const after = await service.call("POST", "/api/v1/flags/evaluate", {
    body: { project_id: project, flag_key: "greeting", context: {} },
  });
  expect(after.status).toBe(200);
});

test("of too many bodies at once, the one that has been arriving for longest is refused", async () => {
  const { id: project_id } = await service.project();
  const { key } = await service.createKey();
  const length = 8 * 2 ** 20;
  const head = [
    "POST /api/v1/flags/segments HTTP/1.1",
    "host: guidon",
    `authorization: Bearer ${key}`,
    "content-type: application/json",
    `content-length: ${length}`,
  ].join("\r\n");
  const first = await openRaw(service.url);
  first.send(`${head}\r\n\r\n${" ".repeat(1_000)}`);
  // The server reads the first before it reads what is sent once it has answered another request.
  await service.call("GET", "/api/v1/flags/projects");
  const others = await Promise.all(Array.from({ length: 8 }, () => openRaw(service.url)));
  for (const { send } of others) send(`${head}\r\n\r\n${" ".repeat(length - 1)}`);
  expect(await first.end).toMatch(/^HTTP\/1\.1 503 [\s\S]*Too many request bodies at once/);
  await service.segment(project_id);
  for (const { socket } of others) socket.destroy();
  await service.segment(project_id, { description: "x".repeat(2_000) });
});

test("a body in thousands of chunks of a byte is refused, long before it is whole", async () => {
  const { key, project } = await makeGreeting();
  const { head } = request({ key, project, id: "crumbs", headers: ["transfer-encoding: chunked"] }, evaluation);
  const connection = await openRaw(service.url);
  connection.send(head + "1\r\n \r\n".repeat(20_000));
  await connection.end;
  expect(connection.received).toMatch(/^HTTP\/1\.1 400 [\s\S]*Request body comes in too many small parts/);
});
