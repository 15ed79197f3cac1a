import { request } from "node:http";
import { describe, expect, test } from "vitest";
import { sharedService } from "../../support/api-service";

const service = sharedService();

const KIB = 1024;
const MIB = 1024 * KIB;
const encoder = new TextEncoder();

/** JSON of exactly so many bytes: the spaces after the object are part of the text. */
function padded(body: object, bytes: number): Uint8Array<ArrayBuffer> {
  const text = encoder.encode(JSON.stringify(body));
  const padding = new Uint8Array(bytes).fill(0x20);
  padding.set(text);
  return padding;
}

interface Endpoint {
  method: string;
  path: string;
  body: object;
  limit: number;
  status: number;
}

async function endpoints(): Promise<Endpoint[]> {
  const { id: project_id } = await service.project();
  const { id: segmentId } = await service.segment(project_id);
  const { key: flag_key } = await service.flag(project_id);
  const evaluation = { project_id, flag_key, context: {} };
  const segment = { project_id, name: "Big", match_type: "any", rules: [] };
  return [
    { method: "POST", path: "/api/v1/flags/projects", body: { name: "Big" }, limit: MIB, status: 201 },
    { method: "PATCH", path: `/api/v1/flags/projects/${project_id}`, body: { name: "Big" }, limit: MIB, status: 200 },
    { method: "POST", path: "/api/v1/flags/segments", body: segment, limit: 8 * MIB, status: 201 },
    {
      method: "PATCH",
      path: `/api/v1/flags/segments/${segmentId}`,
      body: { name: "Big" },
      limit: 8 * MIB,
      status: 200,
    },
    { method: "POST", path: "/api/v1/flags/evaluate", body: evaluation, limit: 256 * KIB, status: 200 },
    {
      method: "POST",
      path: "/api/v1/flags/bootstrap",
      body: { project_id, context: {} },
      limit: 256 * KIB,
      status: 200,
    },
  ];
}

/**
 * Sends a body in chunks without saying how long it is; resolves with the answer, however much was still to be sent.
 */
async function sendChunked(
  path: string,
  method: string,
  key: string,
  chunks: Iterable<Uint8Array>,
): Promise<{ status: number; body: unknown }> {
  return new Promise((resolve, reject) => {
    const headers = { authorization: `Bearer ${key}`, "content-type": "application/json" };
    let isAnswered = false;
    const sent = request(service.url + path, { method, headers }, async (response) => {
      isAnswered = true;
      let text = "";
      for await (const chunk of response.setEncoding("utf8")) text += chunk;
      resolve({ status: response.statusCode ?? 0, body: JSON.parse(text) });
      sent.destroy();
    });
    sent.on("error", (error) => {
      if (!isAnswered) reject(error);
    });
    const rest = chunks[Symbol.iterator]();
    const send = () => {
      if (isAnswered) return;
      const next = rest.next();
      if (next.done) sent.end();
      else sent.write(next.value, send);
    };
    send();
  });
}

function* inChunks(bytes: Uint8Array, size: number): Generator<Uint8Array> {
  for (let start = 0; start < bytes.length; start += size) yield bytes.subarray(start, start + size);
}

describe("body", () => {
  test("a body of exactly the limit is read, and of one byte more is not, when its length is declared", async () => {
    for (const { method, path, body, limit, status } of await endpoints()) {
      const fits = await service.call(method, path, { raw: padded(body, limit) });
      expect({ path, status: fits.status }).toEqual({ path, status });
      const over = await service.call(method, path, { raw: padded(body, limit + 1) });
      expect({ path, status: over.status, body: over.body }).toEqual({
        path,
        status: 413,
        body: { error: `Request body is larger than ${limit} bytes` },
      });
    }
  });

  test("a body of exactly the limit is read, and of one byte more is not, when it comes in chunks", async () => {
    const { key } = await service.createKey();
    for (const { method, path, body, limit, status } of await endpoints()) {
      const fits = await sendChunked(path, method, key, inChunks(padded(body, limit), 65_536));
      expect({ path, status: fits.status }).toEqual({ path, status });
      const over = await sendChunked(path, method, key, inChunks(padded(body, limit + 1), 65_536));
      expect({ path, ...over }).toEqual({
        path,
        status: 413,
        body: { error: `Request body is larger than ${limit} bytes` },
      });
    }
  });

  test("a body for OFREP is refused over 256 KiB in its own form", async () => {
    const { id } = await service.project();
    const { key: flag } = await service.flag(id, { enabled: true });
    const headers = { "x-project-id": id };
    for (const path of [`/ofrep/v1/evaluate/flags/${flag}`, "/ofrep/v1/evaluate/flags"]) {
      const fits = await service.call("POST", path, { raw: padded({ context: {} }, 256 * KIB), headers });
      expect({ path, status: fits.status }).toEqual({ path, status: 200 });
      const over = await service.call("POST", path, { raw: padded({ context: {} }, 256 * KIB + 1), headers });
      expect({ path, status: over.status, body: over.body }).toMatchObject({
        path,
        status: 413,
        body: { errorCode: "PARSE_ERROR", errorDetails: "Request body is larger than 262144 bytes" },
      });
    }
  });

  test("a body that never ends is answered as soon as it is too large", async () => {
    const { key } = await service.createKey();
    let sent = 0;
    function* endless(): Generator<Uint8Array> {
      for (;;) {
        sent += 65_536;
        yield new Uint8Array(65_536).fill(0x20);
      }
    }
    expect((await sendChunked("/api/v1/flags/projects", "POST", key, endless())).status).toBe(413);
    expect(sent).toBeLessThan(16 * MIB);
  });

  test("a body that is too large changes nothing", async () => {
    const project = await service.project();
    const path = `/api/v1/flags/projects/${project.id}`;
    await service.call("PATCH", path, { raw: padded({ name: "Changed" }, MIB + 1) });
    expect(await service.data("GET", path)).toEqual(project);
  });

  test("a body that is too large is not read for a stranger: they get 401", async () => {
    const { status } = await service.call("POST", "/api/v1/flags/projects", {
      key: null,
      raw: padded({ name: "X" }, 2 * MIB),
    });
    expect(status).toBe(401);
  });
});

test("a segment with 100,000 ids is stored and comes back whole", async () => {
  const { id } = await service.project();
  const value = Array.from({ length: 100_000 }, (_, index) => `user-${String(index).padStart(8, "0")}`);
  const rules = [{ key: "user_id", operator: "in", value }];
  const segment = await service.segment(id, { rules });
  expect(await service.data("GET", `/api/v1/flags/segments/${segment.id}`)).toMatchObject({ rules });
});
