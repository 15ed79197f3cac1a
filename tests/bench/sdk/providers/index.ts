import { configcat } from "./configcat";
import { constant } from "./constant";
import { flagd } from "./flagd";
import { growthbook } from "./growthbook";
import { guidon } from "./guidon";
import { launchdarkly } from "./launchdarkly";
import type { Row } from "./row";
import { unleash } from "./unleash";

export const rows: readonly Row[] = [constant, guidon, growthbook, unleash, flagd, configcat, launchdarkly];
