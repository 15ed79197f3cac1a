import { GuidonServerProvider } from "@/packages/sdk/src/openfeature";
import type { Row } from "./row";

export const guidon: Row = {
  name: "Guidon",
  async provide(ruleset) {
    const identity = { project_id: "bench", environment: "production", epoch: "e", revision: 1, version: "e.1" };
    return new GuidonServerProvider({
      url: "http://127.0.0.1:9",
      key: "none",
      environment: "production",
      updates: "manual",
      bootstrap: JSON.parse(JSON.stringify({ ...ruleset, ...identity })),
    });
  },
};
