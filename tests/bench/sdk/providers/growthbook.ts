import type { Provider } from "@openfeature/server-sdk";
import { renamed } from "../../engine/peers/convert";
import { growthbookPayload } from "../../engine/peers/growthbook";
import { loadPackage } from "../../engine/peers/peer";
import type { Row } from "./row";

interface ProviderModule {
  GrowthbookProvider: new (options: object, initial: { payload: object }) => Provider;
}

export const growthbook: Row = {
  name: "GrowthBook",
  provider: "@openfeature/growthbook-provider",
  async provide(ruleset) {
    const { GrowthbookProvider } = await loadPackage<ProviderModule>("@openfeature/growthbook-provider");
    // It gives the context as the attributes, in which the id has OpenFeature's name.
    const payload = growthbookPayload(renamed(ruleset, { user_id: "targetingKey" }));
    return new GrowthbookProvider({}, { payload });
  },
};
