import { defineConfig } from "prisma/config";

// The CLI wants to download a native schema engine even for `generate`, which needs none. Pointing it at any
// executable keeps `generate` and `validate` offline; migrations run on the WebAssembly engine (lib/server/db/migrate).
process.env.PRISMA_SCHEMA_ENGINE_BINARY ??= process.execPath;

export default defineConfig({
  schema: "prisma/schema.prisma",
  migrations: { path: "prisma/migrations" },
});
