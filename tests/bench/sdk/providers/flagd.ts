import { rmSync } from "node:fs";
import fs from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import type { Provider } from "@openfeature/server-sdk";
import { renamed } from "../../engine/peers/convert";
import { flagdDocument } from "../../engine/peers/flagd";
import { loadPackage } from "../../engine/peers/peer";
import type { Row } from "./row";

interface ProviderModule {
  FlagdProvider: new (options: object) => Provider;
}

export const flagd: Row = {
  name: "flagd",
  provider: "@openfeature/flagd-provider, in-process",
  async provide(ruleset) {
    const { FlagdProvider } = await loadPackage<ProviderModule>("@openfeature/flagd-provider");
    const directory = await fs.mkdtemp(path.join(os.tmpdir(), "guidon-bench-"));
    const offlineFlagSourcePath = path.join(directory, "flags.json");
    await fs.writeFile(offlineFlagSourcePath, flagdDocument(renamed(ruleset, { user_id: "targetingKey" })));
    process.once("exit", () => rmSync(directory, { recursive: true, force: true }));
    return new FlagdProvider({ resolverType: "in-process", offlineFlagSourcePath });
  },
};
