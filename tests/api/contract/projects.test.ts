import { randomUUID } from "node:crypto";
import { describe, expect, test } from "vitest";
import { sharedService } from "../../support/api-service";

const service = sharedService();

const path = "/api/v1/flags/projects";
const create = (body: object) => service.call("POST", path, { body });

describe("new project", () => {
  test("a new project has three environments, a slug made from its name, and production by default", async () => {
    const name = `Web shop ${randomUUID()}`;
    const { status, body } = await create({ name });
    expect(status).toBe(201);
    expect(body.data).toEqual({
      id: expect.stringMatching(/^[0-9a-f-]{36}$/),
      name,
      slug: name.toLowerCase().replaceAll(" ", "-"),
      environments: ["production", "staging", "development"],
      settings: { default_environment: "production" },
      created_at: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/),
      updated_at: body.data.created_at,
    });
    expect((await service.call("GET", `${path}/${body.data.id}`)).body).toEqual(body);
  });

  test.each([
    ["  Ünïcode & Söhne!  ", "unicode-sohne"],
    ["日本", "project"],
    ["--Straße--", "stra-e"],
    ["A".repeat(200), "a".repeat(50)],
    [`${"b".repeat(49)} c`, "b".repeat(49)],
  ])("a new project called %s gets the slug %s, and the next one of that name a number", async (name, slug) => {
    const slugs = [];
    for (let count = 0; count < 3; count += 1) slugs.push((await create({ name })).body.data.slug);
    expect(slugs).toEqual([slug, `${slug}-2`, `${slug}-3`]);
  });

  test("a new project may be made by many at once under one name: each gets a slug of its own", async () => {
    const name = `Race ${randomUUID()}`;
    const answers = await Promise.all(Array.from({ length: 8 }, () => create({ name })));
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 201));
    expect(new Set(answers.map(({ body }) => body.data.slug)).size).toBe(answers.length);
  });

  test("a new project is told that its slug is taken (409)", async () => {
    const { slug } = await service.project();
    const { status, body } = await create({ name: "Another", slug });
    expect({ status, body }).toEqual({
      status: 409,
      body: { error: expect.any(String), details: { slug: [expect.any(String)] } },
    });
  });

  test("a new project takes the environments it is given, the first of them by default", async () => {
    const twenty = Array.from({ length: 20 }, (_, index) => `e${index}_-x`);
    const { data } = (await create({ name: "E", environments: twenty })).body;
    expect(data).toMatchObject({ environments: twenty, settings: { default_environment: "e0_-x" } });
    const settings = { default_environment: "b" };
    expect((await create({ name: "E", environments: ["a", "b"], settings })).body.data.settings).toEqual(settings);
    expect((await create({ name: "E", environments: ["live", "production"] })).body.data.settings).toEqual({
      default_environment: "live",
    });
  });

  test.each([
    [{}, ["name"]],
    [{ name: "  " }, ["name"]],
    [{ name: "x".repeat(201) }, ["name"]],
    [{ name: null, slug: "Not A Slug", environments: [] }, ["name", "slug", "environments"]],
    [{ name: "X", slug: "-x" }, ["slug"]],
    [{ name: "X", slug: "x".repeat(64) }, ["slug"]],
    [{ name: "X", environments: ["Prod"] }, ["environments.0"]],
    [{ name: "X", environments: ["a", "-b", "c d", ""] }, ["environments.1", "environments.2", "environments.3"]],
    [{ name: "X", environments: ["a", "a"] }, ["environments"]],
    [{ name: "X", environments: Array.from({ length: 21 }, (_, index) => `e${index}`) }, ["environments"]],
    [{ name: "X", environments: null }, ["environments"]],
    [{ name: "X", settings: { default_environment: "qa" } }, ["settings.default_environment"]],
    [{ name: "", settings: { default_environment: "qa" } }, ["name", "settings.default_environment"]],
    [{ name: "X", settings: { theme: "dark" } }, ["settings.theme"]],
  ])("a new project of %j is refused for exactly what is wrong", async (body, fields) => {
    const answer = await create(body);
    expect(answer.status).toBe(422);
    expect(Object.keys(answer.body.details).sort()).toEqual([...fields].sort());
  });
});

describe("update", () => {
  test("an update of a project changes the fields that were sent and no other", async () => {
    const project = await service.project();
    const renamed = await service.data("PATCH", `${path}/${project.id}`, { name: "Renamed" });
    expect(renamed).toEqual({ ...project, name: "Renamed", updated_at: expect.any(String) });
    const settings = { default_environment: "staging" };
    const moved = await service.data("PATCH", `${path}/${project.id}`, { settings });
    expect(moved).toEqual({ ...renamed, settings, updated_at: expect.any(String) });
    expect(await service.data("PATCH", `${path}/${project.id}`, { settings: {} })).toEqual(moved);
    expect(await service.data("PATCH", `${path}/${project.id}`, {})).toEqual(moved);
  });

  test("an update of a project to a slug that is taken is a conflict; to its own it is none", async () => {
    const [one, two] = [await service.project(), await service.project()];
    expect((await service.call("PATCH", `${path}/${one.id}`, { body: { slug: two.slug } })).status).toBe(409);
    expect((await service.call("PATCH", `${path}/${one.id}`, { body: { slug: one.slug } })).status).toBe(200);
  });

  test("an update of a project cannot remove environments that have rules: 409 names them", async () => {
    const project = await service.project({ environments: ["a", "b", "c", "d"] });
    const [flag, other] = [await service.flag(project.id), await service.flag(project.id)];
    await service.rule(flag.id, { environment: "b" });
    const last = await service.rule(other.id, { environment: "d" });
    const remove = (environments: string[]) =>
      service.call("PATCH", `${path}/${project.id}`, { body: { name: "Changed", environments } });
    const { status, body } = await remove(["a"]);
    expect(status).toBe(409);
    expect(body.error).toMatch(/: b, d$/);
    expect(body.details).toEqual({ environments: [expect.stringContaining("b, d")] });
    expect(await service.data("GET", `${path}/${project.id}`)).toEqual(project);

    expect((await remove(["d", "b", "a"])).body.data.environments).toEqual(["d", "b", "a"]);
    await service.data("DELETE", `/api/v1/flags/${other.id}/rules/${last.id}`);
    expect((await remove(["a", "b"])).status).toBe(200);
  });

  test("an update of a project must leave the default environment among the environments", async () => {
    const project = await service.project();
    const change = (body: object) => service.call("PATCH", `${path}/${project.id}`, { body });
    for (const body of [{ environments: ["staging"] }, { settings: { default_environment: "qa" } }]) {
      const answer = await change(body);
      expect(answer.status).toBe(422);
      expect(Object.keys(answer.body.details)).toEqual(["settings.default_environment"]);
    }
    const both = { environments: ["staging"], settings: { default_environment: "staging" } };
    expect((await change(both)).body.data).toMatchObject(both);
  });

  test("an update of a project that does not fit says all that is wrong at once", async () => {
    const { id } = await service.project();
    const body = { name: "", slug: "A", settings: { default_environment: "qa" }, id: randomUUID() };
    const answer = await service.call("PATCH", `${path}/${id}`, { body });
    expect(answer.status).toBe(422);
    expect(Object.keys(answer.body.details).sort()).toEqual(["id", "name", "settings.default_environment", "slug"]);
  });
});

describe("deleting", () => {
  test("deleting a project needs the slug as confirmation, and takes all that is in the project", async () => {
    const project = await service.project();
    const flag = await service.flag(project.id);
    const segment = await service.segment(project.id);
    const rule = await service.rule(flag.id, { segment_id: segment.id });
    const one = `${path}/${project.id}`;
    expect((await service.call("DELETE", one)).body).toEqual({ error: "confirm is required" });
    for (const confirm of ["", "no", project.slug.toUpperCase(), `${project.slug} `, project.id]) {
      const { status, body } = await service.call("DELETE", `${one}?confirm=${encodeURIComponent(confirm)}`);
      expect({ confirm, status, body }).toEqual({
        confirm,
        status: 400,
        body: { error: expect.stringContaining("confirm") },
      });
    }
    expect(await service.data("GET", one)).toEqual(project);

    expect((await service.call("DELETE", `${one}?confirm=${project.slug}`)).status).toBe(204);
    const gone = [
      one,
      `/api/v1/flags/${flag.id}`,
      `/api/v1/flags/segments/${segment.id}`,
      `/api/v1/flags/${flag.id}/rules/${rule.id}`,
    ];
    for (const path of [...gone, `/api/v1/flags?project_id=${project.id}`]) {
      expect((await service.call("GET", path)).status).toBe(404);
    }
    expect((await service.call("DELETE", `${one}?confirm=${project.slug}`)).status).toBe(404);
  });

  test("deleting a project leaves the history of what was there", async () => {
    const project = await service.project();
    await service.data("DELETE", `${path}/${project.id}?confirm=${project.slug}`);
    const [last] = await service.data("GET", `/api/v1/flags/audit?project_id=${project.id}`);
    expect(last).toMatchObject({ action: "project.deleted", before: project, after: null });
  });
});
