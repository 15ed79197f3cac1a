import fs from "node:fs/promises";
import path from "node:path";
import { request } from "@playwright/test";

const roles = ["admin", "editor", "viewer"] as const;
export type Role = (typeof roles)[number];

export const PASSWORD = "plenty of words in here";
export const emailOf = (role: Role): string => `${role}@example.com`;

const directory = path.resolve("tests/e2e/output/people");

/** Where the signed-in state of a person is kept for the run. */
export const stateFile = (role: Role): string => path.join(directory, `${role}.json`);

/** Makes the first admin, invites an editor and a viewer, and keeps a session of each. @returns a key that may write */
export async function makePeople(url: string, setupToken: string): Promise<string> {
  await fs.mkdir(directory, { recursive: true });
  const admin = await request.newContext({ baseURL: url, extraHTTPHeaders: { origin: url } });
  const post = async (path: string, data: object, who = admin) => {
    const response = await who.post(path, { data });
    if (!response.ok()) throw new Error(`${path}: ${response.status()} ${await response.text()}`);
    return response.status() === 204 ? undefined : (await response.json()).data;
  };
  await post("/api/auth/setup", {
    token: setupToken,
    name: "Ada Admin",
    email: emailOf("admin"),
    password: PASSWORD,
    start_with: { kind: "project", name: "Home" },
  });
  await admin.storageState({ path: stateFile("admin") });

  for (const role of ["editor", "viewer"] as const) {
    const name = role === "editor" ? "Edda Editor" : "Vito Viewer";
    const { invitation } = await post("/api/v1/members", { name, email: emailOf(role), role });
    const token = new URLSearchParams(new URL(invitation.path, url).hash.slice(1)).get("token");
    const guest = await request.newContext({ baseURL: url, extraHTTPHeaders: { origin: url } });
    await post("/api/auth/invitation", { token, password: PASSWORD }, guest);
    await guest.storageState({ path: stateFile(role) });
    await guest.dispose();
  }
  const { key } = await post("/api/v1/keys", { name: "tests", scopes: ["flags:write"] });
  await admin.dispose();
  return key;
}
