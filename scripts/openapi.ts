import fs from "node:fs/promises";
import path from "node:path";
import { buildOpenApi } from "@/lib/server/http/openapi";
import { loadRoutes } from "@/lib/server/http/route-table";

/** Writes lib/contract/openapi.json from the built route declarations. */
export async function main(): Promise<void> {
  const document = buildOpenApi(await loadRoutes(path.resolve("dist", "app")));
  const file = path.join("lib", "contract", "openapi.json");
  await fs.writeFile(file, `${JSON.stringify(document, null, 2)}\n`);
  console.error(`Wrote ${file}`);
}
