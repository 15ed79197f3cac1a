import type { Provider } from "@openfeature/server-sdk";
import { LAUNCHDARKLY_KEY, launchdarklyOptions } from "../../engine/peers/launchdarkly";
import { loadPackage } from "../../engine/peers/peer";
import type { Row } from "./row";

interface ProviderModule {
  LaunchDarklyProvider: new (sdkKey: string, options: object) => Provider;
}

export const launchdarkly: Row = {
  name: "LaunchDarkly",
  provider: "@launchdarkly/openfeature-node-server",
  async provide(ruleset) {
    const { LaunchDarklyProvider } = await loadPackage<ProviderModule>("@launchdarkly/openfeature-node-server");
    return new LaunchDarklyProvider(LAUNCHDARKLY_KEY, await launchdarklyOptions(ruleset));
  },
};
