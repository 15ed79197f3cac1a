import fc from "fast-check";
import { beforeAll, expect, test } from "vitest";
import type { Flag } from "@/lib/contract/flag";
import type { Project } from "@/lib/contract/project";
import { sharedService } from "../../support/api-service";

const service = sharedService();
let project: Project;
let flag: Flag;

beforeAll(async () => {
  project = await service.project();
  flag = await service.flag(project, { flag_type: "json", default_value: { value: 0 } });
});

/** Keys that mean something to JavaScript, to the ORM or to the driver. */
const key = fc.oneof(
  fc.constantFrom("__proto__", "constructor", "toJSON", "$type", "__prismaRawParameters__", "values", "value", "then"),
  fc.string(),
);
/** A number that cannot be kept exactly is refused, which is another test's matter. */
const isKept = (made: unknown) => typeof made !== "number" || Math.abs(made) <= Number.MAX_SAFE_INTEGER;
const scalar = fc.oneof(
  fc.constantFrom("Json", "DbNull", "{}", "{a,b}", "\\N", "'"),
  fc.jsonValue({ maxDepth: 0 }).filter(isKept),
);
const { value } = fc.letrec((tie) => ({
  value: fc.oneof({ depthSize: "small", maxDepth: 4 }, scalar, tie("object"), fc.array(tie("value"), { maxLength: 4 })),
  object: fc
    .array(fc.tuple(key, tie("value")), { maxLength: 5 })
    // Own properties whatever their name: `{}` has a setter behind "__proto__".
    .map((entries) => Object.fromEntries(entries)),
}));

const storable = value.map((made) => JSON.stringify(made)).filter((text) => !/\\u(0000|d[89a-f])/.test(text));

test("JSON that looks like something to us comes back as it was sent, from every read", async () => {
  const rules = `/api/v1/flags/${flag.id}/rules`;
  await fc.assert(
    fc.asyncProperty(storable, async (text) => {
      const raw = `{"environment": "production", "conditions": [], "value": ${text}}`;
      const created = await service.call("POST", rules, { raw });
      expect(created.status, created.text).toBe(201);
      const { id } = created.body.data;
      const copied = { from: "production", to: "staging", mode: "replace" };
      const reads = [
        created,
        await service.call("GET", `${rules}/${id}`),
        await service.call("GET", rules),
        await service.call("PATCH", `${rules}/${id}`, { body: { percentage: 5 } }),
        await service.call("POST", `${rules}/copy`, { body: copied }),
        await service.call("GET", `/api/v1/flags/audit?project_id=${project.id}&resource_id=${id}`),
      ];
      for (const read of reads) expect(read.text).toContain(`"value":${text},"percentage"`);
      expect((await service.call("DELETE", `${rules}/${id}`)).status).toBe(204);
    }),
    {
      numRuns: 60,
      examples: [['{"__proto__":{"a":1}}'], ['{"__prismaRawParameters__":true,"values":[1]}'], ["null"]],
    },
  );
}, 120_000);

test("a test user's attributes and expectations come back as they were sent", async () => {
  const texts = [
    '{"a":{"__prismaRawParameters__":true,"values":[1]}}',
    '{"a":[null]}',
    '{"$type":"Json","values":[1]}',
    '{"$type":"DateTime","value":"x"}',
    '{"toJSON":"x"}',
  ];
  for (const text of texts) {
    const expectation = `{"flag_id":"${flag.id}","environment":"production","value":${text}}`;
    const raw = `{"project_id": "${project.id}", "name": ${JSON.stringify(text)}, "context": ${text},
      "expectations": [${expectation}]}`;
    const created = await service.call("POST", "/api/v1/flags/test-users", { raw });
    expect(created.status, created.text).toBe(201);
    const { id } = created.body.data;
    const history = `/api/v1/flags/audit?project_id=${project.id}&resource_id=${id}`;
    for (const path of [`/api/v1/flags/test-users/${id}`, history]) {
      const { text: shown } = await service.call("GET", path);
      expect(shown).toContain(`"context":${text}`);
      expect(shown).toContain(expectation);
    }
  }
});
