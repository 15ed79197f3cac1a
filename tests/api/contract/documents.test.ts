import { beforeEach, describe, expect, test } from "vitest";
import { sharedService } from "../../support/api-service";
import { ids, rules, rulesList, segments, segmentsList } from "./documents";

const service = sharedService();

const ID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const WHOLE_SECOND = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$/;

/** The fields that the documents do not have and the contract adds. */
const addedToSegment = { project_id: ids.project };
const addedToRule = { flag_id: ids.flag, name: null, bucket_by: "user_id", salt: expect.any(String) };

/** The state that the documents' examples were taken from, with their very ids and times. */
beforeEach(async () => {
  await service.stored.query("TRUNCATE projects CASCADE");
  await service.stored.query(
    `INSERT INTO projects (id, name, slug, environments, default_environment)
     VALUES ($1, 'Docs', 'docs', '{production,staging}', 'production')`,
    [ids.project],
  );
  await service.stored.query(
    `INSERT INTO flags (id, project_id, key, name, flag_type, default_value, tags)
     VALUES ($1, $2, 'new-checkout', 'New checkout', 'boolean', 'false', '{}')`,
    [ids.flag, ids.project],
  );
  for (const { id, name, description, rules, match_type, created_at, updated_at } of segmentsList) {
    await service.stored.query(
      `INSERT INTO segments (id, project_id, name, description, rules, match_type, created_at, updated_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
      [id, ids.project, name, description, JSON.stringify(rules), match_type, created_at, updated_at],
    );
  }
  for (const { id, environment, position, conditions, value, percentage, created_at, updated_at } of rulesList) {
    await service.stored.query(
      `INSERT INTO rules (id, flag_id, environment, position, conditions, value, percentage, salt,
         created_at, updated_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $1::uuid::text, $8, $9)`,
      [
        id,
        ids.flag,
        environment,
        position,
        JSON.stringify(conditions),
        JSON.stringify(value),
        percentage,
        created_at,
        updated_at,
      ],
    );
  }
});

describe("segments document", () => {
  test("the segments document: List Segments answers its example, in its order", async () => {
    const { status, body } = await service.call("GET", segments.list.path);
    expect(status).toBe(200);
    expect(body).toEqual({ data: segments.list.answer.data.map((segment) => ({ ...segment, ...addedToSegment })) });
  });

  test("the segments document: Create Segment answers 201 and its example", async () => {
    const { status, body } = await service.call("POST", segments.create.path, { raw: segments.create.body });
    expect(status).toBe(201);
    expect(body).toEqual({
      data: {
        ...segments.create.answer.data,
        ...addedToSegment,
        id: expect.stringMatching(ID),
        created_at: expect.stringMatching(WHOLE_SECOND),
        updated_at: body.data.created_at,
      },
    });
    const listed = await service.call("GET", segments.list.path);
    expect(listed.body.data.at(-1)).toEqual(body.data);
  });

  test("the segments document: Update Segment answers its example: what was not sent stays", async () => {
    const { status, body } = await service.call("PATCH", segments.update.path, { raw: segments.update.body });
    expect(status).toBe(200);
    const updated = { updated_at: expect.stringMatching(WHOLE_SECOND) };
    expect(body).toEqual({ data: { ...segments.update.answer.data, ...addedToSegment, ...updated } });
    expect(body.data.updated_at > body.data.created_at).toBe(true);
  });

  test("the segments document: Delete Segment answers 204 without a body, and the segment is gone", async () => {
    const { status, text } = await service.call("DELETE", segments.delete.path);
    expect({ status, text }).toEqual({ status: 204, text: "" });
    expect((await service.call("GET", segments.delete.path)).status).toBe(404);
    expect((await service.call("GET", segments.list.path)).body.data).toHaveLength(1);
  });
});

describe("rules document", () => {
  test("the rules document: List Rules answers its example, in the order of positions", async () => {
    const { status, body } = await service.call("GET", rules.list.path);
    expect(status).toBe(200);
    expect(body).toEqual({ data: rules.list.answer.data.map((rule) => ({ ...rule, ...addedToRule })) });
  });

  test("the rules document: List Rules is of production unless it says otherwise", async () => {
    const named = await service.call("GET", rules.list.path);
    const unnamed = await service.call("GET", rules.create.path);
    expect(unnamed.body).toEqual(named.body);
    expect((await service.call("GET", `${rules.create.path}?environment=staging`)).body).toEqual({ data: [] });
  });

  test("the rules document: Create Rule answers 201 and its example, and is tried first at position 1", async () => {
    const { status, body } = await service.call("POST", rules.create.path, { raw: rules.create.body });
    expect(status).toBe(201);
    expect(body).toEqual({
      data: {
        ...rules.create.answer.data,
        ...addedToRule,
        id: expect.stringMatching(ID),
        created_at: expect.stringMatching(WHOLE_SECOND),
        updated_at: body.data.created_at,
      },
    });
    const listed = await service.call("GET", rules.list.path);
    expect(listed.body.data.map(({ id, position }: { id: string; position: number }) => [id, position])).toEqual([
      [body.data.id, 1],
      [rulesList[0]?.id, 2],
      [rulesList[1]?.id, 3],
    ]);
  });

  test("the rules document: Update Rule answers its example: a new percentage leaves the rest as it was", async () => {
    const { status, body } = await service.call("PATCH", rules.update.path, { raw: rules.update.body });
    expect(status).toBe(200);
    const updated = { updated_at: expect.stringMatching(WHOLE_SECOND) };
    expect(body).toEqual({ data: { ...rules.update.answer.data, ...addedToRule, ...updated } });
    expect(body.data.updated_at > "2025-03-14T09:30:00Z").toBe(true);
  });

  test("the rules document: Delete Rule answers 204 without a body, and the rule is gone", async () => {
    const { status, text } = await service.call("DELETE", rules.delete.path);
    expect({ status, text }).toEqual({ status: 204, text: "" });
    expect((await service.call("GET", rules.list.path)).body.data).toHaveLength(1);
  });
});
