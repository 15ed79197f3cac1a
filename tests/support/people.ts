import { request } from "node:http";
import type { Role } from "@/lib/contract/roles";
import type { Answer, TestService } from "./service";

export const PASSWORD = "correct horse battery";

/** Someone who is signed in at a test service. */
export interface Person {
  id: string;
  email: string;
  cookie: string;
  call(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Answer>;
}

/** What our own pages would send: no key, and the origin that a browser adds. */
export const fromPage = (
  service: TestService,
  path: string,
  body?: unknown,
  headers: Record<string, string> = {},
): Promise<Answer> =>
  service.call(body === undefined ? "GET" : "POST", path, {
    key: null,
    ...(body !== undefined && { body }),
    headers: { origin: service.url, ...headers },
  });

/** The cookie that an answer sets, as a browser would send it back. */
export const cookieOf = (answer: Answer): string =>
  answer.headers
    .getSetCookie()
    .map((cookie) => cookie.split(";")[0])
    .join("; ");

async function person(service: TestService, cookie: string): Promise<Person> {
  const call: Person["call"] = (method, path, body, headers = {}) =>
    service.call(method, path, {
      key: null,
      ...(body !== undefined && { body }),
      headers: { cookie, origin: service.url, ...headers },
    });
  const me = await call("GET", "/api/v1/me");
  if (me.status !== 200) throw new Error(`Nobody is signed in: ${me.text}`);
  return { id: me.body.data.id, email: me.body.data.email, cookie, call };
}

/** The token of a new set-up link. */
async function setupToken(): Promise<string> {
  const { setupLink } = await import("@/lib/server/services/setup");
  const link = await setupLink("http://guidon.test");
  if (link === undefined) throw new Error("Guidon is set up already");
  return link.slice(link.indexOf("token=") + "token=".length);
}

export const setUpBody = async (fields: object = {}) => ({
  token: await setupToken(),
  name: "Ada",
  email: "ada@example.com",
  password: PASSWORD,
  start_with: { kind: "project", name: "First" },
  ...fields,
});

/** The first admin of an empty service. */
export const setUpAdmin = async (service: TestService): Promise<Person> =>
  person(service, cookieOf(await fromPage(service, "/api/auth/setup", await setUpBody())));

export const signIn = async (service: TestService, email: string, password = PASSWORD): Promise<Person> =>
  person(service, cookieOf(await fromPage(service, "/api/auth/sign-in", { email, password })));

/** Signs in from another address of this machine: each 127.x.y.z is one. */
export const signInFrom = (
  service: TestService,
  localAddress: string,
  body: object,
): Promise<{ status: number; retryAfter: number }> =>
  new Promise((resolve, reject) => {
    const { host, hostname, port } = new URL(service.url);
    const headers = { "content-type": "application/json", origin: service.url, host };
    const sent = request(
      { hostname, port, localAddress, method: "POST", path: "/api/auth/sign-in", headers, agent: false },
      (response) => {
        response.resume();
        response.on("end", () =>
          resolve({ status: response.statusCode ?? 0, retryAfter: Number(response.headers["retry-after"] ?? 0) }),
        );
      },
    );
    sent.on("error", reject);
    sent.end(JSON.stringify(body));
  });

/** The token that stands in an invitation's path. */
export const tokenIn = (path: string): string => new URLSearchParams(path.split("#")[1]).get("token") ?? "";

let made = 0;

/** A new member of a role, who has accepted the invitation. */
export async function addMember(service: TestService, admin: Person, role: Role): Promise<Person> {
  made += 1;
  const invited = await admin.call("POST", "/api/v1/members", {
    name: `${role} ${made}`,
    email: `${role}-${made}@example.com`,
    role,
  });
  const token = tokenIn(invited.body.data.invitation.path);
  const accepted = await fromPage(service, "/api/auth/invitation", { token, password: PASSWORD });
  return person(service, cookieOf(accepted));
}
