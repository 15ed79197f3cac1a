import { execFile, type SpawnOptions } from "node:child_process";
import fs from "node:fs/promises";
import { promisify } from "node:util";
import type { Binaries } from "./binaries";

const run = promisify(execFile);

/** A way to run Postgres as a user that it accepts. */
export type Launcher = {
  /** Who must own the data, as this process sees users. Undefined where users have no numbers (Windows). */
  readonly owner: { uid: number; gid: number } | undefined;
  /** The program and arguments to spawn in order to run `program` with `args`. */
  readonly command: (program: string, args: readonly string[]) => { file: string; args: string[] };
  readonly options: SpawnOptions;
};

type User = { uid: number; gid: number };

/**
 * Chooses how to run Postgres, which refuses root and users without a name. It tries in this order: directly; in a user
 * namespace, where our own files belong to a named user (no account is created, and it works below a mode-0700 home);
 * as an unprivileged user that keeps the right to enter directories (in containers without namespaces); as a plain
 * unprivileged user (which must be able to enter every directory above).
 * @throws Error naming DATABASE_URL when none works here.
 */
export async function chooseLauncher(binaries: Binaries): Promise<Launcher> {
  const uid = process.getuid?.();
  const gid = process.getgid?.();
  if (uid === undefined || gid === undefined) return direct(undefined);
  const users = await readUsers();
  if (uid !== 0 && (process.platform !== "linux" || users.some((user) => user.uid === uid)))
    return direct({ uid, gid });

  const other = users.find((user) => user.uid === NOBODY) ?? users.find((user) => user.uid !== 0);
  const candidates = other ? [inNamespace({ uid, gid }, other)] : [];
  if (other && uid === 0) candidates.push(withCapability(other), asUser(other));
  for (const candidate of candidates) if (await works(candidate, binaries)) return candidate;
  throw new Error(
    uid === 0
      ? "Postgres does not run as root, and this system allows no other way: start Guidon as another user, or set " +
          "DATABASE_URL."
      : `Postgres does not run as user ${uid}, who has no entry in /etc/passwd: add one, or set DATABASE_URL.`,
  );
}

const NOBODY = 65_534;

async function readUsers(): Promise<User[]> {
  const lines = (await fs.readFile("/etc/passwd", "utf8").catch(() => "")).split("\n");
  return lines
    .map((line) => line.split(":"))
    .filter((fields) => fields.length >= 7)
    .map((fields) => ({ uid: Number(fields[2]), gid: Number(fields[3]) }));
}

/** `--version` succeeds before Postgres checks its user, but only when the program and its libraries are accessible. */
async function works(launcher: Launcher, binaries: Binaries): Promise<boolean> {
  const { file, args } = launcher.command(binaries.postgres, ["--version"]);
  const { uid, gid } = launcher.options;
  return run(file, args, {
    env: { ...process.env, ...binaries.env },
    ...(uid === undefined ? {} : { uid }),
    ...(gid === undefined ? {} : { gid }),
  }).then(
    () => true,
    () => false,
  );
}

export function direct(owner: User | undefined): Launcher {
  return { owner, command: (file, args) => ({ file, args: [...args] }), options: {} };
}

export function inNamespace(self: User, appearAs: User): Launcher {
  const prefix = ["--user", `--map-user=${appearAs.uid}`, `--map-group=${appearAs.gid}`, "--"];
  return {
    owner: self,
    command: (program, args) => ({ file: "unshare", args: [...prefix, program, ...args] }),
    options: {},
  };
}

function withCapability(user: User): Launcher {
  const identity = [`--reuid=${user.uid}`, `--regid=${user.gid}`, "--clear-groups"];
  // initdb calls access(), for which the kernel drops a user's capabilities unless told otherwise.
  const capability = ["--inh-caps=+dac_override", "--ambient-caps=+dac_override", "--securebits=+no_setuid_fixup"];
  const prefix = [...identity, ...capability, "--"];
  return {
    owner: user,
    command: (program, args) => ({ file: "setpriv", args: [...prefix, program, ...args] }),
    options: {},
  };
}

function asUser(user: User): Launcher {
  return { ...direct(user), options: { uid: user.uid, gid: user.gid } };
}
