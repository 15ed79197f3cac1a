import { beforeAll, describe, expect, test } from "vitest";
import type { Flag } from "@/lib/contract/flag";
import type { EvaluationSeries, FlagHistory } from "@/lib/contract/flag-stats";
import type { Project } from "@/lib/contract/project";
import { ownService } from "../../support/api-service";

let project: Project;
let flush: () => Promise<void>;

const service = ownService();

beforeAll(async () => {
  project = await service.project();
  ({ flushEvaluationCounts: flush } = await import("@/lib/server/live/evaluation-counts"));
});

const evaluate = async (flag: Flag, context: object = {}) => {
  const body = { project_id: project.id, flag_key: flag.key, context };
  expect((await service.call("POST", "/api/v1/flags/evaluate", { body })).status).toBe(200);
};

const statsOf = async (flag: Flag) => (await service.call("GET", `/api/v1/flags/${flag.id}/stats`)).body.data;

async function historyOf(flag: Flag, period: string): Promise<FlagHistory> {
  const answer = await service.call("GET", `/api/v1/flags/${flag.id}/stats/history?period=${period}`);
  expect(answer.status, answer.text).toBe(200);
  return answer.body.data;
}

const sum = (counts: readonly number[]) => counts.reduce((total, count) => total + count, 0);

/** Runs something again when the database's clock went on to another minute meanwhile. */
async function withinOneMinute<T>(run: () => Promise<T>): Promise<T> {
  const minute = async () => {
    const [row] = await service.stored.query<{ minute: Date }>("SELECT date_trunc('minute', now()) AS minute");
    return row?.minute.getTime();
  };
  for (;;) {
    const before = await minute();
    const outcome = await run();
    if ((await minute()) === before) return outcome;
  }
}

/** The series without their steps: what was served by what, how often. */
const totals = ({ series }: FlagHistory) =>
  series.map(({ counts, ...served }: EvaluationSeries) => ({ ...served, total: sum(counts) }));

test("how often each rule decided is counted, and how often none did, also across a change", async () => {
  const flag = await service.flag(project, { enabled: true });
  const rule = await service.rule(flag, {
    conditions: [{ attribute: "plan", operator: "equals", value: "pro" }],
  });
  for (const plan of ["pro", "team", "pro", "free", "pro"]) await evaluate(flag, { plan });
  await flush();
  // A change replaces the ruleset; what the old one counted must not be lost.
  await evaluate(flag, { plan: "pro" });
  await service.call("PATCH", `/api/v1/flags/${flag.id}`, { body: { name: "Renamed" } });
  await flush();
  expect(await statsOf(flag)).toEqual({
    environment: "production",
    last_evaluated_at: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/),
    total: { last_hour: 6, last_day: 6, last_seven_days: 6 },
    default: { last_hour: 2, last_day: 2, last_seven_days: 2 },
    rules: [{ rule_id: rule.id, last_hour: 4, last_day: 4, last_seven_days: 4 }],
  });
});

describe("what an application counted itself", () => {
  const report = (evaluations: object[], more: object = {}) =>
    service.call("POST", "/api/v1/flags/evaluations", {
      body: { project_id: project.id, environment: "production", evaluations, ...more },
    });

  test("what an application counted itself is added to what was evaluated here by rule and variant", async () => {
    const flag = await service.flag(project, {
      ...{ flag_type: "string", default_value: "grey", enabled: true, when_disabled: "code_default" },
      variants: [{ name: "Grey", value: "grey" }],
    });
    const rule = await service.rule(flag, {
      value: "red",
      conditions: [{ attribute: "plan", operator: "equals", value: "pro" }],
      split: [{ value: "blue", weight: 50 }],
    });
    await evaluate(flag);
    const of = (fields: object) => ({ flag_key: flag.key, rule_id: null, variant: null, reason: "DEFAULT", ...fields });
    const decided = (fields: object) => of({ rule_id: rule.id, reason: "SPLIT", ...fields });
    const { status, body } = await report([
      of({ variant: "Grey", count: 2 }),
      decided({ value: "red", count: 30 }),
      decided({ value: "blue", count: 400 }),
      // Which of the two it was, or what it was before, is not known.
      decided({ count: 5_000 }),
      decided({ value: "green", count: 60_000 }),
      decided({ variant: "Gone", count: 700_000 }),
      of({ rule_id: crypto.randomUUID(), count: 1_000_000_000 }),
      of({ flag_key: "no-such-flag", count: 1 }),
    ]);
    expect([status, body.data]).toEqual([202, { accepted: 6, unknown: 2 }]);
    await flush();
    expect(totals(await historyOf(flag, "hour"))).toEqual([
      { rule_id: rule.id, value_text: null, total: 765_000 },
      { rule_id: rule.id, value_text: '"blue"', variant: null, total: 400 },
      { rule_id: rule.id, value_text: '"red"', variant: null, total: 30 },
      { rule_id: null, value_text: '"grey"', variant: "Grey", total: 3 },
    ]);
    expect((await statsOf(flag)).variants).toMatchObject([{ variant: "Grey", last_hour: 3 }]);
    // The flag's other states are other values of nobody's rule.
    await service.call("PATCH", `/api/v1/flags/${flag.id}`, { body: { enabled: false } });
    await report([of({ reason: "DISABLED", is_code_default: true, count: 9 })]);
    await flush();
    expect(totals(await historyOf(flag, "hour"))).toContainEqual(
      expect.objectContaining({ rule_id: null, is_code_default: true, total: 9 }),
    );
  });

  test("what an application counted itself counts once for each batch, or is refused whole", async () => {
    const flag = await service.flag(project, { enabled: true });
    const entry = { flag_key: flag.key, rule_id: null, variant: "off", reason: "STATIC", count: 4 };
    const named = [await report([entry], { batch_id: "b-1" }), await report([entry], { batch_id: "b-1" })];
    expect(named.map(({ body }) => body.data)).toEqual(Array(2).fill({ accepted: 1, unknown: 0 }));
    const deep = { ...entry, value: JSON.parse(`${"[".repeat(100)}${"]".repeat(100)}`) };
    const unfit = await report([deep, { ...entry, value: "x".repeat(1_000) }]);
    expect([unfit.status, Object.keys(unfit.body.details)]).toEqual([
      422,
      ["evaluations.0.value", "evaluations.1.value"],
    ]);
    const wrong = [0, 1.5, 1_000_000_001, "1"].map((count) => ({ ...entry, count }));
    const refused = await report([entry, ...wrong, { ...entry, reason: "ERROR" }]);
    expect([refused.status, Object.keys(refused.body.details)]).toEqual([
      422,
      [1, 2, 3, 4].map((at) => `evaluations.${at}.count`).concat("evaluations.5.reason"),
    ]);
    expect((await report(Array(1_001).fill(entry))).status).toBe(422);
    expect((await report([], { environment: "nowhere" })).status).toBe(422);
    await flush();
    expect((await statsOf(flag)).total.last_hour).toBe(4);
  });
});

describe("history of a flag's evaluations", () => {
  test("a flag's history of evaluations tells the values of one rule apart, also of a deleted one", async () => {
    const flag = await service.flag(project, { enabled: true, when_disabled: "code_default" });
    const rule = await service.rule(flag);
    const path = `/api/v1/flags/${flag.id}`;
    for (let count = 0; count < 4; count += 1) await evaluate(flag);
    await service.call("PATCH", `${path}/rules/${rule.id}`, { body: { value: false } });
    for (let count = 0; count < 3; count += 1) await evaluate(flag);
    await service.call("DELETE", `${path}/rules/${rule.id}`);
    for (let count = 0; count < 2; count += 1) await evaluate(flag);
    await service.call("PATCH", path, { body: { enabled: false } });
    await evaluate(flag);
    await flush();
    for (const period of ["hour", "day", "week"]) {
      expect(totals(await historyOf(flag, period))).toEqual([
        { rule_id: rule.id, value_text: "true", total: 4 },
        { rule_id: rule.id, value_text: "false", total: 3 },
        { rule_id: null, value_text: "false", total: 2 },
        { rule_id: null, value_text: null, is_code_default: true, total: 1 },
      ]);
    }
  });

  test("a flag's history of evaluations names values as they are called now, and counts each variant", async () => {
    const variants = [
      { name: "Small", value: { size: 1, unit: "kg" } },
      { name: "Large", value: { size: 9, unit: "kg" } },
    ];
    const fields = { enabled: true, flag_type: "json", default_value: { value: { size: 5 } }, variants };
    const flag = await service.flag(project, fields);
    await evaluate(flag);
    // The same value, written otherwise.
    await service.rule(flag, { value: { unit: "kg", size: 1 } });
    for (let count = 0; count < 3; count += 1) await evaluate(flag);
    await flush();
    await service.call("PATCH", `/api/v1/flags/${flag.id}`, {
      body: { variants: [{ ...variants[0], name: "S" }, variants[1]] },
    });
    const { series } = await historyOf(flag, "hour");
    expect(series.map(({ value_text, variant }) => ({ value_text, variant }))).toEqual([
      { value_text: '{"size":1,"unit":"kg"}', variant: "S" },
      { value_text: '{"size":5}', variant: null },
    ]);
    expect((await statsOf(flag)).variants).toEqual([
      { variant: "S", last_hour: 3, last_day: 3, last_seven_days: 3 },
      { variant: "Large", last_hour: 0, last_day: 0, last_seven_days: 0 },
    ]);
  });

  test("a flag's history of evaluations has steps that end now, and adds up to the period's counts", async () => {
    const { hour, day, week, total } = await withinOneMinute(async () => {
      const flag = await service.flag(project, { enabled: true });
      for (const [unit, ages] of [
        ["minute", ["0 minutes", "59 minutes", "60 minutes"]],
        ["hour", ["0 hours", "5 hours", "23 hours", "24 hours", "167 hours", "168 hours"]],
      ] as const) {
        for (const [index, age] of ages.entries()) {
          await service.stored.query(
            `INSERT INTO evaluation_counts (flag_id, environment, rule_id, value, unit, bucket, count)
             VALUES ($1, 'production', '', 'false', $2, date_trunc($2, now()) - $3::interval, $4)`,
            [flag.id, unit, age, 10 ** index],
          );
        }
      }
      const [hour, day, week] = await Promise.all(["hour", "day", "week"].map((period) => historyOf(flag, period)));
      return { hour, day, week, total: (await statsOf(flag)).total };
    });
    const steps = (history: FlagHistory | undefined) => history?.series[0]?.counts ?? [];
    expect([steps(hour).length, steps(day).length, steps(week).length]).toEqual([60, 24, 28]);
    expect([steps(hour)[59], steps(hour)[0], sum(steps(hour))]).toEqual([1, 10, 11]);
    expect([steps(day)[23], steps(day)[18], steps(day)[0], sum(steps(day))]).toEqual([1, 10, 100, 111]);
    // Its last step has this hour and the five before it.
    expect([steps(week)[27], steps(week)[0], sum(steps(week))]).toEqual([11, 10_000, 11_111]);
    expect(total).toEqual({ last_hour: 11, last_day: 111, last_seven_days: 11_111 });
    expect([hour?.step_seconds, day?.step_seconds, week?.step_seconds]).toEqual([60, 3_600, 21_600]);
    const begins = Date.parse(day?.from ?? "");
    expect(Date.now() - begins).toBeGreaterThanOrEqual(23 * 3_600_000);
    expect(Date.now() - begins).toBeLessThan(25 * 3_600_000);
  });

  test("a flag's history of evaluations shortens long values distinctly, and joins more than 100 series", async () => {
    const flag = await service.flag(project, { enabled: true, flag_type: "string", default_value: "x" });
    const long = `x${"🙂".repeat(200)}`;
    for (const end of ["a", "b"]) {
      await service.call("PATCH", `/api/v1/flags/${flag.id}`, { body: { default_value: long + end } });
      await evaluate(flag);
    }
    await flush();
    const texts = (await historyOf(flag, "hour")).series.map(({ value_text: text }) => text ?? "");
    expect(new Set(texts).size).toBe(2);
    for (const text of texts) expect(text).toMatch(/^"x🙂{42}\ufffd…[0-9a-f]{12}$/u);

    await service.stored.query(
      `INSERT INTO evaluation_counts (flag_id, environment, rule_id, value, unit, bucket, count)
       SELECT $1, 'production', '', n::text, 'minute', date_trunc('minute', now()), 1000 + n
       FROM generate_series(1, 101) n`,
      [flag.id],
    );
    const { series, others } = await historyOf(flag, "hour");
    expect([series.length, series[0]?.value_text, series[99]?.value_text]).toEqual([100, "101", "2"]);
    expect([others?.series, others && sum(others.counts)]).toEqual([3, 1003]);
  });

  test("a flag's history of evaluations is refused for an environment or a period that there is not", async () => {
    const flag = await service.flag(project);
    for (const query of ["environment=nowhere", "period=year"]) {
      const answer = await service.call("GET", `/api/v1/flags/${flag.id}/stats/history?${query}`);
      expect([answer.status, typeof answer.body.error]).toEqual([400, "string"]);
    }
  });
});

describe("what is known of a flag's activity", () => {
  const activity = (flag: Flag) =>
    service.stored.query<{ only_value: string | null; since: Date | null }>(
      `SELECT only_value, only_value_since AS since FROM flag_activity
       WHERE flag_id = $1 AND environment = 'production'`,
      [flag.id],
    );

  test("what is known of a flag's activity says since when one value alone was served, until another is", async () => {
    const flag = await service.flag(project, { enabled: true });
    expect((await statsOf(flag)).last_evaluated_at).toBeNull();
    await evaluate(flag);
    await flush();
    await service.stored.query(
      "UPDATE flag_activity SET last_evaluated_at = '2020-01-02', only_value_since = '2020-01-01' WHERE flag_id = $1",
      [flag.id],
    );
    expect((await statsOf(flag)).last_evaluated_at).toBe("2020-01-02T00:00:00Z");
    await evaluate(flag);
    await flush();
    expect((await statsOf(flag)).last_evaluated_at).not.toBe("2020-01-02T00:00:00Z");
    expect(await activity(flag)).toEqual([{ only_value: "false", since: new Date("2020-01-01T00:00:00Z") }]);

    await service.rule(flag, { conditions: [{ attribute: "plan", operator: "equals", value: "pro" }] });
    for (const plan of ["pro", "free"]) await evaluate(flag, { plan });
    await flush();
    expect(await activity(flag)).toEqual([{ only_value: null, since: null }]);
    await evaluate(flag, { plan: "pro" });
    await flush();
    expect(await activity(flag)).toEqual([{ only_value: "true", since: expect.any(Date) }]);
  });

  test("counts of several instances add up, whichever of them store at once", async () => {
    const [{ addCounts }, { db }] = await Promise.all([
      import("@/lib/server/store/evaluation-counts"),
      import("@/lib/server/store/transaction"),
    ]);
    const flags = await Promise.all([1, 2, 3].map(() => service.flag(project)));
    const counts = flags.flatMap((flag) =>
      ["true", "false"].map((value) => {
        const counted = { projectId: project.id, environment: "production", flagKey: flag.key };
        return { ...counted, ruleId: "", value, reason: "STATIC" as const, count: 2 };
      }),
    );
    const gone = {
      projectId: project.id,
      environment: "production",
      flagKey: "gone",
      ruleId: "",
      value: "1",
      reason: "STATIC" as const,
      count: 1,
    };
    const rounds = Array.from({ length: 8 }, (_, index) => (index % 2 === 0 ? [...counts] : [...counts].reverse()));
    await Promise.all(rounds.map((round) => addCounts(db(), [{ id: crypto.randomUUID(), counts: [gone, ...round] }])));
    for (const flag of flags) expect((await statsOf(flag)).total.last_hour).toBe(32);
  });
});

/** From now on, statements that store or delete more counts fail, as they do where the database is slow. */
const refuseLongStatements = () =>
  service.stored.query(
    `CREATE FUNCTION refuse_long() RETURNS trigger LANGUAGE plpgsql AS $$
     BEGIN IF (SELECT count(*) FROM touched) > 5000 THEN RAISE EXCEPTION 'too long'; END IF; RETURN NULL; END $$;
     CREATE TRIGGER long_insert AFTER INSERT ON evaluation_counts REFERENCING NEW TABLE AS touched
       FOR EACH STATEMENT EXECUTE FUNCTION refuse_long();
     CREATE TRIGGER long_delete AFTER DELETE ON evaluation_counts REFERENCING OLD TABLE AS touched
       FOR EACH STATEMENT EXECUTE FUNCTION refuse_long()`,
  );

test("thousands of counts are stored, and deleted when they are old, by statements that stay short", async () => {
  const { addReported, forgetOldEvaluationCounts } = await import("@/lib/server/live/evaluation-counts");
  const { rulesetStore } = await import("@/lib/server/live/ruleset-store");
  const flag = await service.flag(project, { enabled: true });
  await evaluate(flag);
  const live = [...rulesetStore().all()].find(({ projectId }) => projectId === project.id);
  if (live === undefined) throw new Error("What was evaluated is held");
  await refuseLongStatements();
  const counted = { flagKey: flag.key, ruleId: null, reason: "DEFAULT", count: 3 } as const;
  const counts = Array.from({ length: 6_000 }, (_, index) => ({ ...counted, value: `${index}` }));
  addReported(live, counts, undefined);
  await flush();
  expect((await statsOf(flag)).total.last_hour).toBe(18_001);
  await service.stored.query("UPDATE evaluation_counts SET bucket = bucket - interval '9 days'");
  await forgetOldEvaluationCounts();
  expect(await service.stored.query("SELECT 1 FROM evaluation_counts LIMIT 1")).toEqual([]);
});
