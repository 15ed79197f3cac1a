import { beforeAll, describe, expect, test } from "vitest";
import { limits } from "@/lib/contract/limits";
import type { Project } from "@/lib/contract/project";
import { ownService } from "../../support/api-service";
import { type Listening, listenTo } from "../../support/event-stream";
import { addMember, fromPage, type Person, setUpAdmin, signIn } from "../../support/people";

let project: Project;
let admin: Person;

const service = ownService();

beforeAll(async () => {
  admin = await setUpAdmin(service);
  project = await service.project();
});

const listen = (headers: Record<string, string>, query = `project_id=${project.id}`): Promise<Listening> =>
  listenTo(`${service.url}/api/v1/flags/stream?${query}`, headers);
const withKey = (key: string) => ({ authorization: `Bearer ${key}` });

async function openCount(): Promise<number> {
  const { streamHub } = await import("@/lib/server/live/streams/process-hub");
  return streamHub().count;
}

describe("stream", () => {
  test("a stream sends the revision at once and after each change", async () => {
    const { key } = await service.createKey({ scopes: ["flags:evaluate"], projectSlugs: [project.slug] });
    const stream = await listen(withKey(key), "environment=staging");
    expect(stream.headers).toMatchObject({ "content-type": "text/event-stream", "x-accel-buffering": "no" });
    const first = (await stream.next()) ?? 0;
    await service.flag(project);
    expect(await stream.next()).toBe(first + 1);
  });

  test("a stream refuses an environment that there is not", async () => {
    const { key } = await service.createKey();
    const refused = await listen(withKey(key), `project_id=${project.id}&environment=moon`);
    expect([refused.status, await refused.text()]).toEqual([400, expect.stringMatching(/"environment must be one of/)]);
  });

  test("a stream is let go when its client goes", async () => {
    const { key } = await service.createKey();
    const stream = await listen(withKey(key));
    await stream.next();
    expect(await openCount()).toBe(1);
    stream.close();
    await expect.poll(openCount).toBe(0);
  });
});

describe("end of a stream", () => {
  test("a stream ends when its key is revoked, and those of other keys go on", async () => {
    const [one, other] = [await service.createKey(), await service.createKey()];
    const [ended, kept] = [await listen(withKey(one.key)), await listen(withKey(other.key))];
    const before = [await ended.next(), await kept.next()];
    await service.revokeKey(one.id);
    expect(await ended.next()).toBeUndefined();
    await service.flag(project);
    expect(await kept.next()).toBe((before[1] ?? 0) + 1);
  });

  test("a stream ends when its session is signed out of, and the member's other session goes on", async () => {
    const one = await signIn(service, admin.email);
    const [ended, kept] = [await listen({ cookie: one.cookie }), await listen({ cookie: admin.cookie })];
    const before = [await ended.next(), await kept.next()];
    await fromPage(service, "/api/auth/sign-out", {}, { cookie: one.cookie });
    expect(await ended.next()).toBeUndefined();
    await service.flag(project);
    expect(await kept.next()).toBe((before[1] ?? 0) + 1);
  });

  test("a stream ends when its member is removed", async () => {
    const viewer = await addMember(service, admin, "viewer");
    const stream = await listen({ cookie: viewer.cookie });
    await stream.next();
    await admin.call("DELETE", `/api/v1/members/${viewer.id}`);
    expect(await stream.next()).toBeUndefined();
  });

  test("a stream ends when its key expires", async () => {
    const { key } = await service.createKey({ expiresAt: new Date(Date.now() + 2_000) });
    const stream = await listen(withKey(key));
    await stream.next();
    expect(await stream.next()).toBeUndefined();
  });

  test("a stream ends with its project", async () => {
    const short = await service.project();
    const { key } = await service.createKey();
    const stream = await listen(withKey(key), `project_id=${short.id}`);
    await stream.next();
    await service.call("DELETE", `/api/v1/flags/projects/${short.id}?confirm=${short.slug}`);
    expect(await stream.next()).toBeUndefined();
  });
});

test("one key opens a thousand streams and no more, other keys as many, and all hear of a change", async () => {
  const [greedy, other] = [await service.createKey(), await service.createKey()];
  const streams: Listening[] = [];
  while (streams.length < limits.streamsPerCredential) {
    const opened = Array.from({ length: 100 }, () => listen(withKey(greedy.key)));
    streams.push(...(await Promise.all(opened)));
  }
  const revisions = await Promise.all(streams.map((stream) => stream.next()));
  const refused = await listen(withKey(greedy.key));
  const { error, retry_after: retryAfter } = JSON.parse(await refused.text());
  expect([refused.status, error, refused.headers["retry-after"]]).toEqual([
    429,
    expect.stringMatching(/^Rate limit exceeded/),
    String(retryAfter),
  ]);
  expect((await listen(withKey(other.key))).status).toBe(200);

  await service.flag(project);
  const next = await Promise.all(streams.map((stream) => stream.next()));
  expect(new Set(next)).toEqual(new Set([(revisions[0] ?? 0) + 1]));

  for (const stream of streams) stream.close();
  await expect.poll(openCount).toBeLessThanOrEqual(1);
  expect((await listen(withKey(greedy.key))).status).toBe(200);
});
