import { spawn } from "node:child_process";
import fs from "node:fs/promises";
import net from "node:net";
import path from "node:path";
import { direct, inNamespace } from "@/lib/server/db/embedded/launcher";
import { listeningPort } from "./listening-port";
import { makeScratch } from "./scratch";
import { until } from "./server-process";

const PROGRAM = "/usr/sbin/pgbouncer";

export const hasPgBouncer = (): Promise<boolean> =>
  fs.access(PROGRAM).then(
    () => true,
    () => false,
  );

/** Debian's PgBouncer in transaction mode before a database. */
export async function startPgBouncer(databaseUrl: string): Promise<{ url: string; close(): Promise<void> }> {
  const target = new URL(databaseUrl);
  const directory = await makeScratch("guidon-pgbouncer-");
  const port = await freePort();
  const host = target.searchParams.get("host") ?? target.hostname;
  const [user, password] = [target.username, target.password].map(decodeURIComponent);
  const name = target.pathname.slice(1);
  await fs.writeFile(path.join(directory, "users"), `"${user}" "${password}"\n`);
  await fs.writeFile(
    path.join(directory, "ini"),
    `[databases]
${name} = host=${host} port=${target.port || 5432} dbname=${name}
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = ${port}
unix_socket_dir =
auth_type = plain
auth_file = ${path.join(directory, "users")}
pool_mode = transaction
default_pool_size = 8
`,
  );
  // It refuses root, and a Postgres of ours lets nobody else near its socket.
  const [uid = 0, gid = 0] = [process.getuid?.(), process.getgid?.()];
  const self = { uid, gid };
  const launcher = uid === 0 ? inNamespace(self, { uid: 65_534, gid: 65_534 }) : direct(self);
  const { file, args } = launcher.command(PROGRAM, [path.join(directory, "ini")]);
  const child = spawn(file, args, { stdio: ["ignore", "ignore", "pipe"] });
  let said = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    said += text;
  });
  await until(async () => {
    if (child.exitCode !== null) throw new Error(`PgBouncer did not start: ${said}`);
    return /process up/.test(said);
  });
  const url = new URL(databaseUrl);
  url.searchParams.delete("host");
  url.hostname = "127.0.0.1";
  url.port = String(port);
  return {
    url: url.href,
    close: async () => {
      child.kill("SIGKILL");
      await fs.rm(directory, { recursive: true, force: true });
    },
  };
}

async function freePort(): Promise<number> {
  const server = net.createServer();
  const port = await listeningPort(server, 0);
  await new Promise((resolve) => server.close(resolve));
  return port;
}
