import { expect, test } from "vitest";
import { ownService } from "../support/api-service";
import type { Answer } from "../support/service";

const ROUNDS = 6;

const service = ownService();

type Act = (round: number) => Promise<Answer>;

/** Runs every act again and again, all at once; every answer that is neither done nor a clear refusal fails. */
async function storm(acts: Record<string, Act>): Promise<void> {
  const answers: string[] = [];
  await Promise.all(
    Object.entries(acts).map(async ([name, act]) => {
      for (let round = 0; round < ROUNDS; round += 1) {
        const { status, text } = await act(round);
        if (![200, 201, 204, 404, 409, 412, 422].includes(status)) answers.push(`${name}: ${status} ${text}`);
      }
    }),
  );
  expect(answers).toEqual([]);
}

test("writes that reach across flags and writes inside them, all at once, end without a fault", async () => {
  const project = await service.project({ environments: ["production", "staging", "spare"] });
  const flags = await Promise.all([1, 2, 3, 4].map(() => service.flag(project)));
  const segments = new Map<number, string>();
  const renew = async (round: number) => {
    const segment = await service.segment(project);
    segments.set(round % 2, segment.id);
    return segment;
  };
  await Promise.all([renew(0), renew(1)]);
  for (const flag of flags) for (const _ of [1, 2, 3]) await service.rule(flag, { segment_id: segments.get(0) });

  const acts: Record<string, Act> = {
    "change environments": (round) =>
      service.call("PATCH", `/api/v1/flags/projects/${project.id}`, {
        body: { environments: round % 2 === 0 ? ["production", "staging"] : ["production", "staging", "spare"] },
      }),
    "delete a segment": async (round) => {
      const { id } = await renew(round);
      return service.call("DELETE", `/api/v1/flags/segments/${id}`);
    },
    "edit a segment": (round) =>
      service.call("PATCH", `/api/v1/flags/segments/${segments.get(round % 2)}`, { body: { name: `S${round}` } }),
    "make and delete a flag": async () => {
      const flag = await service.flag(project);
      await service.rule(flag, { segment_id: segments.get(0) }).catch(() => undefined);
      return service.call("DELETE", `/api/v1/flags/${flag.id}`);
    },
  };
  for (const [index, flag] of flags.entries()) {
    const path = `/api/v1/flags/${flag.id}/rules`;
    acts[`add to ${index}`] = (round) =>
      service.call("POST", path, {
        body: { environment: "production", position: round, conditions: [], value: true, segment_id: segments.get(0) },
      });
    acts[`link in ${index}`] = async (round) => {
      const rules = await service.rules(flag);
      const chosen = rules[round % rules.length]?.id;
      return service.call("PATCH", `${path}/${chosen}`, { body: { segment_id: segments.get(round % 2) } });
    };
    acts[`reorder ${index}`] = async () => {
      const rule_ids = (await service.rules(flag)).map(({ id }) => id).reverse();
      return service.call("PUT", `${path}/order`, { body: { environment: "production", rule_ids } });
    };
    acts[`copy in ${index}`] = (round) =>
      service.call("POST", `${path}/copy`, {
        body: { from: "production", to: round % 2 === 0 ? "spare" : "staging", mode: "replace" },
      });
    acts[`edit ${index}`] = (round) =>
      service.call("PATCH", `/api/v1/flags/${flag.id}`, { body: { name: `Name ${round}` } });
  }
  await storm(acts);

  const strays = await service.stored.query(
    `SELECT r.id FROM rules r JOIN flags f ON f.id = r.flag_id JOIN projects p ON p.id = f.project_id
     WHERE r.environment <> ALL (p.environments)`,
  );
  expect(strays).toEqual([]);
  const wide = await service.stored.query(
    "SELECT id FROM rules WHERE segment_id IS NULL AND enabled AND percentage IS NULL AND conditions::text = '[]'",
  );
  expect(wide).toEqual([]);
}, 120_000);

test("a project that is deleted under twenty writers is gone whole", async () => {
  const project = await service.project();
  const flags = await Promise.all([1, 2, 3, 4].map(() => service.flag(project)));
  const isClear = ({ status }: Answer) => [201, 204, 404].includes(status);
  const writers = Array.from({ length: 20 }, async (_, writer) => {
    for (let round = 0; ; round += 1) {
      const flag = flags[writer % flags.length];
      const body = { environment: "production", position: round, conditions: [], value: true };
      const answer = await service.call("POST", `/api/v1/flags/${flag?.id}/rules`, { body });
      if (answer.status !== 201) return answer;
    }
  });
  const deleted = await service.call("DELETE", `/api/v1/flags/projects/${project.id}?confirm=${project.slug}`);
  const last = await Promise.all(writers);
  expect(deleted.status, deleted.text).toBe(204);
  expect(last.filter((answer) => !isClear(answer))).toEqual([]);
  const left = await service.stored.query(
    `SELECT id FROM flags WHERE project_id = $1
     UNION ALL SELECT r.id FROM rules r LEFT JOIN flags f ON f.id = r.flag_id WHERE f.id IS NULL`,
    [project.id],
  );
  expect(left).toEqual([]);
}, 60_000);

test("many projects made at once from one name each get a slug of their own", async () => {
  const answers = await Promise.all(
    Array.from({ length: 20 }, () => service.call("POST", "/api/v1/flags/projects", { body: { name: "Web shop" } })),
  );
  expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 201));
  expect(new Set(answers.map(({ body }) => body.data.slug)).size).toBe(20);
});

test("of many flags made at once under one key exactly one is, and the others are told that it is taken", async () => {
  const project = await service.project();
  const body = { project_id: project.id, key: "checkout", flag_type: "boolean" };
  const answers = await Promise.all(Array.from({ length: 20 }, () => service.call("POST", "/api/v1/flags", { body })));
  expect(answers.map(({ status }) => status).toSorted()).toEqual([201, ...Array.from({ length: 19 }, () => 409)]);
});
