import fc from "fast-check";
import { beforeAll, expect, test } from "vitest";
import type { Flag } from "@/lib/contract/flag";
import type { Project } from "@/lib/contract/project";
import { sharedService } from "../../support/api-service";
import { OrderModel } from "../../support/order-model";
import type { Answer } from "../../support/service";

const environments = ["production", "staging"] as const;

const service = sharedService();
let project: Project;

beforeAll(async () => {
  project = await service.project();
});

/** Every place in a list from which a rule was moved, edited or deleted: that of the first alone would prove little. */
const chosenPlaces = new Set<number>();

const environment = fc.constantFrom(...environments);
/** Few places, so that rules meet; some far off, so that there are gaps. */
const position = fc.oneof(
  { weight: 5, arbitrary: fc.nat(8) },
  { weight: 1, arbitrary: fc.constantFrom(20, 1_000_000) },
);
/** Which rule of a list, whatever its length. No `fc.double`: nearly all doubles are close to 0, the first rule. */
const place = fc.nat({ max: 9_999 });

const creation = fc.record({
  kind: fc.constant("create" as const),
  environment,
  position: fc.option(position, { nil: undefined }),
});

const operation = fc.oneof(
  { weight: 3, arbitrary: creation },
  { weight: 4, arbitrary: fc.record({ kind: fc.constant("move" as const), environment, place, position }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("delete" as const), environment, place }) },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant("order" as const),
      environment,
      keys: fc.array(place, { minLength: 8, maxLength: 8 }),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant("copy" as const),
      environment,
      mode: fc.constantFrom("append" as const, "replace" as const),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant("edit" as const), environment, place, percentage: fc.nat(100) }),
  },
);
type Operation = typeof operation extends fc.Arbitrary<infer T> ? T : never;

/** Long enough that lists grow: by default fast-check's arrays have about ten items, which leaves two in a list. */
const operations = fc
  .tuple(
    fc.array(creation, { minLength: 8, maxLength: 8 }),
    fc.array(operation, { minLength: 1, maxLength: 24, size: "max" }),
  )
  .map(([first, rest]): Operation[] => [...first, ...rest]);

test("any sequence of operations leaves the order that the contract's sentences lead to", async () => {
  await fc.assert(
    fc.asyncProperty(operations, async (sequence) => {
      const flag = await service.flag(project);
      const model = new OrderModel();
      for (const next of sequence) {
        await step(flag, model, next);
        for (const name of environments) {
          const list = await service.rules(flag, name);
          expect(list.map(({ salt, position }) => ({ salt, position }))).toEqual(model.list(name));
        }
      }
    }),
    { numRuns: 15 },
  );
  expect(chosenPlaces.size).toBeGreaterThanOrEqual(5);
}, 300_000);

/** Does one operation in the service and in the model, and checks that nothing but what was asked for has changed. */
async function step(flag: Flag, model: OrderModel, next: Operation): Promise<void> {
  const rules = `/api/v1/flags/${flag.id}/rules`;
  const list = await service.rules(flag, next.environment);
  const before = await rowsOf(flag);
  const revision = await service.stored.revision(project.id);
  const index = "place" in next ? next.place % Math.max(list.length, 1) : 0;
  const chosen = list[index];
  if ("place" in next && chosen !== undefined) chosenPlaces.add(index);
  const modelBefore = JSON.stringify(environments.map((name) => model.list(name)));
  let touched: string | undefined;
  let answer: Answer;
  switch (next.kind) {
    case "create": {
      const body = { environment: next.environment, position: next.position, conditions: [], value: true };
      answer = await service.call("POST", rules, { body });
      model.create(next.environment, answer.body.data?.salt, next.position);
      break;
    }
    case "move":
      if (chosen === undefined) return;
      touched = chosen.id;
      answer = await service.call("PATCH", `${rules}/${chosen.id}`, { body: { position: next.position } });
      model.move(next.environment, index, next.position);
      break;
    case "edit":
      if (chosen === undefined) return;
      touched = chosen.id;
      answer = await service.call("PATCH", `${rules}/${chosen.id}`, { body: { percentage: next.percentage } });
      break;
    case "delete":
      if (chosen === undefined) return;
      answer = await service.call("DELETE", `${rules}/${chosen.id}`);
      model.delete(next.environment, index);
      break;
    case "order": {
      const order = shuffled(list.length, next.keys);
      const rule_ids = order.map((from) => list[from]?.id);
      answer = await service.call("PUT", `${rules}/order`, { body: { environment: next.environment, rule_ids } });
      model.order(next.environment, order);
      break;
    }
    case "copy": {
      const to = next.environment === "production" ? "staging" : "production";
      answer = await service.call("POST", `${rules}/copy`, { body: { from: next.environment, to, mode: next.mode } });
      model.copy(next.environment, to, next.mode);
      break;
    }
  }
  expect(answer.status, answer.text).toBeLessThan(300);
  const after = await rowsOf(flag);
  for (const [id, row] of after) {
    // Whoever merely stepped aside is what it was, to the millisecond of updated_at.
    if (id !== touched && before.has(id)) expect(row).toEqual(before.get(id));
  }
  if (next.kind === "order" && JSON.stringify(environments.map((name) => model.list(name))) === modelBefore) {
    expect(await service.stored.revision(project.id)).toBe(revision);
  }
}

/** Everything stored of a flag's rules but their positions, by id. */
async function rowsOf(flag: Flag): Promise<Map<string, string>> {
  const rows = await service.stored.query<{ id: string; rest: string }>(
    "SELECT id, (to_jsonb(rules) - 'position')::text AS rest FROM rules WHERE flag_id = $1",
    [flag.id],
  );
  return new Map(rows.map(({ id, rest }) => [id, rest]));
}

/** An order of 0..length-1 that the keys decide. */
function shuffled(length: number, keys: readonly number[]): number[] {
  const keyOf = (index: number) => keys[index % keys.length] ?? 0;
  return Array.from({ length }, (_, index) => index).sort((a, b) => keyOf(a) - keyOf(b) || a - b);
}
