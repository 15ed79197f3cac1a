import { beforeAll, describe, expect, test } from "vitest";
import { ownService } from "../support/api-service";
import {
  addMember,
  cookieOf,
  fromPage,
  PASSWORD,
  type Person,
  setUpAdmin,
  setUpBody,
  signIn,
  signInFrom,
} from "../support/people";

let admin: Person;

const service = ownService();

beforeAll(async () => {
  admin = await setUpAdmin(service);
});

describe("set-up", () => {
  test("set-up is over once there is somebody, whatever the link", async () => {
    expect((await fromPage(service, "/api/auth/setup")).body).toEqual({ data: { is_needed: false } });
    const again = await fromPage(service, "/api/auth/setup", {
      token: "x",
      name: "Eve",
      email: "eve@example.com",
      password: PASSWORD,
      start_with: { kind: "demo" },
    });
    expect([again.status, again.body.error]).toEqual([409, "Guidon is set up already"]);
    await expect(setUpBody()).rejects.toThrow("set up already");
  });

  test("set-up leaves the project that was asked for, made by its admin", async () => {
    const projects = await admin.call("GET", "/api/v1/flags/projects");
    const first = projects.body.data.find(({ name }: { name: string }) => name === "First");
    const history = await admin.call("GET", `/api/v1/flags/audit?project_id=${first.id}`);
    expect(history.body.data[0].actor).toEqual({
      type: "user",
      id: admin.id,
      name: "ada@example.com",
      display_name: "Ada",
    });
  });
});

describe("session", () => {
  test("a session is carried by a cookie that no script reads and no other site sends", async () => {
    const answer = await fromPage(service, "/api/auth/sign-in", { email: "ADA@example.com ", password: PASSWORD });
    expect(answer.status).toBe(204);
    const [cookie] = answer.headers.getSetCookie();
    expect(cookie).toMatch(/^guidon\.session_token=[^;]+;/);
    expect(cookie).toMatch(/; HttpOnly/);
    expect(cookie).toMatch(/; SameSite=Lax/i);
    expect(answer.headers.get("cache-control")).toBe("no-store");
  });

  test("a session is another with each sign-in, whatever cookie came with it", async () => {
    const body = { email: "ada@example.com", password: PASSWORD };
    const planted = "guidon.session_token=planted.c2lnbmF0dXJl";
    for (const cookie of [planted, admin.cookie]) {
      const made = cookieOf(await fromPage(service, "/api/auth/sign-in", body, { cookie }));
      expect(made).toMatch(/^guidon\.session_token=./);
      expect(made).not.toBe(cookie);
    }
    expect((await fromPage(service, "/api/v1/me", undefined, { cookie: planted })).status).toBe(401);
  });

  test("a session counts beside a password that a proxy asks for", async () => {
    const ada = await signIn(service, "ada@example.com");
    const answer = await service.call("GET", "/api/v1/me", {
      key: null,
      headers: { cookie: ada.cookie, authorization: "Basic Zm9vOmJhcg==" },
    });
    expect([answer.status, answer.body.data.email]).toEqual([200, "ada@example.com"]);
  });

  test("a session ends for good when it is signed out", async () => {
    const ada = await signIn(service, "ada@example.com");
    expect((await ada.call("POST", "/api/auth/sign-out", {})).status).toBe(204);
    const after = await ada.call("GET", "/api/v1/me");
    expect([after.status, after.body]).toEqual([401, { error: "Invalid or missing API key" }]);
  });

  test("a session with a changed signature is none", async () => {
    const forged = `${admin.cookie.slice(0, -6)}AAAAAA`;
    const answer = await service.call("GET", "/api/v1/me", { key: null, headers: { cookie: forged } });
    expect([answer.status, answer.body]).toEqual([401, { error: "Invalid or missing API key" }]);
  });

  test.each([
    ["another site", { origin: "https://evil.example" }],
    ["another site, as the browser says", { "sec-fetch-site": "cross-site" }],
    ["another port of this host", { "sec-fetch-site": "same-site" }],
    ["no browser", {}],
  ])("a session writes nothing for %s", async (_from, headers) => {
    const answer = await service.call("POST", "/api/v1/flags/projects", {
      key: null,
      body: { name: "Theirs" },
      headers: { cookie: admin.cookie, ...headers },
    });
    expect([answer.status, answer.body]).toEqual([403, { error: "Forbidden" }]);
    const projects = await admin.call("GET", "/api/v1/flags/projects");
    expect(projects.body.data.map(({ name }: { name: string }) => name)).not.toContain("Theirs");
  });

  test("a session cannot be begun by another site", async () => {
    const answer = await service.call("POST", "/api/auth/sign-in", {
      key: null,
      body: { email: "ada@example.com", password: PASSWORD },
      headers: { origin: "https://evil.example" },
    });
    expect(answer.status).toBe(403);
    expect(answer.headers.getSetCookie()).toEqual([]);
  });

  test("a session gives way to a key, good or bad", async () => {
    const good = await service.call("GET", "/api/v1/me", { headers: { cookie: admin.cookie } });
    expect(good.body.data).toMatchObject({ type: "api_key", email: null, role: null, scopes: ["flags:write"] });
    const bad = await service.call("GET", "/api/v1/me", { key: "nonsense", headers: { cookie: admin.cookie } });
    expect(bad.status).toBe(401);
  });
});

describe("refused sign-in", () => {
  test("a refused sign-in says the same for a wrong password, an unknown and an invited address", async () => {
    await admin.call("POST", "/api/v1/members", { name: "Late", email: "late@example.com", role: "viewer" });
    const answers = await Promise.all(
      ["ada@example.com", "nobody@example.com", "late@example.com"].map((email) =>
        fromPage(service, "/api/auth/sign-in", { email, password: "wrong password" }),
      ),
    );
    for (const { status, body, headers } of answers) {
      expect([status, body]).toEqual([401, { error: "E-mail address or password is wrong" }]);
      expect(headers.getSetCookie()).toEqual([]);
    }
  });

  test("a refused sign-in takes as long for an unknown address as for a wrong password", async () => {
    const timed = async (email: string) => {
      const started = performance.now();
      await signInFrom(service, "127.0.9.1", { email, password: "wrong password" });
      return performance.now() - started;
    };
    const fastest = async (email: string) => Math.min(await timed(email), await timed(email), await timed(email));
    const known = await fastest("ada@example.com");
    const unknown = await fastest("nobody@example.com");
    // Without the hash an unknown address would be answered ten times as fast.
    expect(unknown).toBeGreaterThan(known / 3);
    expect(known).toBeGreaterThan(unknown / 3);
  });

  test("a refused sign-in uses up its address, for good passwords too", async () => {
    const statuses = [];
    for (let attempt = 0; attempt < 21; attempt += 1) {
      statuses.push(
        (await signInFrom(service, "127.0.9.2", { email: `x${attempt}@example.com`, password: "no" })).status,
      );
    }
    expect(statuses).toEqual([...Array(20).fill(401), 429]);
    const good = { email: "ada@example.com", password: PASSWORD };
    const refused = await signInFrom(service, "127.0.9.2", good);
    expect(refused.status).toBe(429);
    expect(refused.retryAfter).toBeGreaterThan(60);
    expect((await signInFrom(service, "127.0.9.3", good)).status).toBe(204);
  });

  test("a refused sign-in locks nobody out of a network that they have signed in from, whoever guesses", async () => {
    const good = { email: "ada@example.com", password: PASSWORD };
    expect((await signInFrom(service, "127.0.9.4", good)).status).toBe(204);
    for (let attempt = 0; attempt < 20; attempt += 1) {
      await signInFrom(service, "127.0.9.4", { email: `y${attempt}@example.com`, password: "no" });
    }
    expect((await signInFrom(service, "127.0.9.4", { email: "z@example.com", password: "no" })).status).toBe(429);
    expect((await signInFrom(service, "127.0.9.4", good)).status).toBe(204);
  });

  test("a refused sign-in leaves of the networks of a member a keyed hash, of twenty at most", async () => {
    const { rememberNetwork } = await import("@/lib/server/auth/sign-in-networks");
    for (let network = 0; network < 25; network += 1) await rememberNetwork(admin.email, `203.0.113.${network}`);
    const rows = await service.stored.query("SELECT digest FROM sign_in_networks");
    expect(rows).toHaveLength(20);
    expect(JSON.stringify(rows)).not.toContain("203.0.113");
  });

  test("a sign-in whose shape does not fit is refused with every field named", async () => {
    const answer = await fromPage(service, "/api/auth/sign-in", { email: "no", extra: 1 });
    expect(answer.status).toBe(422);
    expect(Object.keys(answer.body.details).sort()).toEqual(["email", "extra", "password"]);
  });

  test.each(["sign-in", "setup", "invitation"])(
    "a sign-in with a body of more than 16 KiB is refused before it is read (%s)",
    async (path) => {
      const raw = JSON.stringify({ email: "x".repeat(16 * 1024) });
      const sent = { key: null, raw, headers: { origin: service.url } };
      expect((await service.call("POST", `/api/auth/${path}`, sent)).status).toBe(413);
    },
  );
});

describe("password", () => {
  test("a password is changed with the current one, and ends every other session", async () => {
    const editor = await addMember(service, admin, "editor");
    const elsewhere = await signIn(service, editor.email);
    const change = (current: string, next: string) =>
      editor.call("POST", "/api/auth/password", { current_password: current, new_password: next });

    const wrong = await change("not it at all", "another password");
    expect([wrong.status, wrong.body.details]).toEqual([422, { current_password: ["Is wrong"] }]);
    expect((await change(PASSWORD, "short")).body.details).toEqual({
      new_password: ["Must have at least 10 characters"],
    });

    expect((await change(PASSWORD, "another password")).status).toBe(204);
    expect((await editor.call("GET", "/api/v1/me")).status).toBe(200);
    expect((await elsewhere.call("GET", "/api/v1/me")).status).toBe(401);
    const old = await fromPage(service, "/api/auth/sign-in", { email: editor.email, password: PASSWORD });
    expect(old.status).toBe(401);
    expect(
      cookieOf(await fromPage(service, "/api/auth/sign-in", { email: editor.email, password: "another password" })),
    ).not.toBe("");
  });

  test("a changed password ends the sessions, too, that begin with the old one meanwhile", async () => {
    const editor = await addMember(service, admin, "editor");
    const changed = { current_password: PASSWORD, new_password: "another password" };
    const cookies: string[] = [];
    let isChanged = false;
    // Several at once, so that some have been let in, and not yet got their session, when the password changes.
    const signInUntilChanged = async () => {
      while (!isChanged) {
        const answer = await fromPage(service, "/api/auth/sign-in", { email: editor.email, password: PASSWORD });
        if (answer.status !== 204) return;
        cookies.push(cookieOf(answer));
      }
    };
    const signingIn = Array.from({ length: 6 }, signInUntilChanged);
    expect((await editor.call("POST", "/api/auth/password", changed)).status).toBe(204);
    isChanged = true;
    await Promise.all(signingIn);
    const me = (cookie: string) => service.call("GET", "/api/v1/me", { key: null, headers: { cookie } });
    const statuses = await Promise.all(cookies.map(async (cookie) => (await me(cookie)).status));
    expect(statuses.filter((status) => status !== 401)).toEqual([]);
    expect((await editor.call("GET", "/api/v1/me")).status).toBe(200);
  });

  test("a password is changed by nobody who is not signed in", async () => {
    const body = { current_password: PASSWORD, new_password: "another password" };
    expect((await fromPage(service, "/api/auth/password", body)).status).toBe(401);
  });
});
