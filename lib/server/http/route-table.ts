import { readdir } from "node:fs/promises";
import path from "node:path";
import { pathToFileURL } from "node:url";
import type { DefinedRoute, DescribedRoute } from "./define-route";

export const methods = ["GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"] as const;
export type Method = (typeof methods)[number];

/** What one route file serves. */
export interface Route {
  /** As the file's path says it: `/api/v1/flags/[flag_id]`. */
  path: string;
  handlers: Partial<Record<Method, DefinedRoute | DescribedRoute>>;
}

const ROUTE_FILE = /^route\.(ts|js)$/;

/**
 * Finds and loads the route files below `appDir`, in the sources or in the build. They are the same files, under the
 * same paths, that Next serves. Sorted so that a fixed name comes before a parameter.
 */
export async function loadRoutes(appDir: string): Promise<Route[]> {
  const files = (
    await Promise.all(["api", "flagd", "ofrep"].map((part) => routeFiles(path.join(appDir, part))))
  ).flat();
  const routes = files.map(async (file): Promise<Route> => {
    const handlers: Route["handlers"] = await import(/* webpackIgnore: true */ pathToFileURL(file).href);
    return { path: `/${path.relative(appDir, path.dirname(file)).split(path.sep).join("/")}`, handlers };
  });
  return (await Promise.all(routes)).sort((a, b) => (sortKey(a) < sortKey(b) ? -1 : 1));
}

async function routeFiles(dir: string): Promise<string[]> {
  const entries = await readdir(dir, { recursive: true, withFileTypes: true }).catch((error: unknown) => {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return [];
    throw error;
  });
  return entries.filter((entry) => ROUTE_FILE.test(entry.name)).map((entry) => path.join(entry.parentPath, entry.name));
}

/** "~" sorts after every character of a fixed name. */
const sortKey = ({ path }: Route): string => path.replaceAll("[", "~");
