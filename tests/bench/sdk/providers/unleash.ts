import { unleashClient } from "../../engine/peers/unleash";
import { booleanProvider, type Row } from "./row";

/** Unleash has no provider for servers. This one translates the context in each call, as they all have to. */
export const unleash: Row = {
  name: "Unleash",
  provider: "none of its own: the smallest around unleash-client",
  async provide(ruleset) {
    const client = await unleashClient(ruleset);
    return booleanProvider("unleash", (key, { targetingKey = "", ...properties }) => ({
      value: client.isEnabled(key, { userId: targetingKey, properties }),
      reason: "TARGETING_MATCH",
    }));
  },
};
