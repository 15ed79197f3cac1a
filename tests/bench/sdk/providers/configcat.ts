import type { Provider } from "@openfeature/server-sdk";
import { CONFIGCAT_KEY, configcatOptions } from "../../engine/peers/configcat";
import { renamed } from "../../engine/peers/convert";
import { loadPackage } from "../../engine/peers/peer";
import type { Row } from "./row";

interface ProviderModule {
  ConfigCatProvider: { create(sdkKey: string, mode: number, options: object): Provider };
}

interface ClientModule {
  PollingMode: { ManualPoll: number };
  createConsoleLogger(level: number): object;
  LogLevel: { Off: number };
}

/** Its provider tells these apart from an application's own. */
const NAMES = { user_id: "Identifier", email: "Email", country: "Country" };

export const configcat: Row = {
  name: "ConfigCat",
  provider: "@openfeature/config-cat-provider",
  async provide(ruleset) {
    const { ConfigCatProvider } = await loadPackage<ProviderModule>("@openfeature/config-cat-provider");
    const { PollingMode, createConsoleLogger, LogLevel } = await loadPackage<ClientModule>("configcat-node");
    return ConfigCatProvider.create(CONFIGCAT_KEY, PollingMode.ManualPoll, {
      ...configcatOptions(renamed(ruleset, NAMES)),
      logger: createConsoleLogger(LogLevel.Off),
    });
  },
};
