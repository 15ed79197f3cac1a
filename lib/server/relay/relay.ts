import path from "node:path";
import { fileCache, Guidon, type GuidonStatus } from "guidon-sdk";
import type { RelaySettings } from "@/lib/env";
import { keepEvaluationCounts } from "../live/evaluation-counts";
import { rulesetStore } from "../live/ruleset-store";
import { upstream } from "../live/upstream";
import { log } from "../log";
import { logSeldom } from "../log-seldom";
import { CountReports } from "./count-reports";
import { forwardCounts } from "./forward-counts";
import { admitKeys } from "./relay-keys";
import { relaySource } from "./relay-source";
import { readUpstreamKey } from "./upstream-key";

/** Until an upstream that refused the key is asked again: another key may be there by then. */
const REFUSED_AGAIN_MS = 5_000;

/** Keeps this process's rulesets in step with another Guidon, by the SDK. */
export class Relay {
  readonly #guidon: Guidon;
  readonly #counts: CountReports;
  #isTaking = false;
  #isDue = false;

  private constructor(
    private readonly settings: RelaySettings,
    dataDir: string,
  ) {
    keepEvaluationCounts();
    this.#counts = new CountReports((batch) => forwardCounts(settings, batch, this.#guidon.status().projectId));
    this.#guidon = new Guidon({
      url: settings.UPSTREAM_URL,
      // Asked for each time, also where it cannot change: what is on disk is then kept for any key.
      key: () => readUpstreamKey(settings),
      environment: settings.UPSTREAM_ENVIRONMENT,
      cache: fileCache(path.join(dataDir, "relay", "ruleset.json")),
      // What is evaluated here is counted here, and forwarded as it is.
      counts: false,
      timing: { refused: REFUSED_AGAIN_MS },
    });
    this.#guidon.on("change", () => void this.#take());
    upstream().status = () => this.#guidon.status();
    this.#guidon.on("status", logStatus);
  }

  /** @throws Error with one clear sentence when there is no key */
  static async start(settings: RelaySettings, dataDir: string): Promise<Relay> {
    await readUpstreamKey(settings);
    return new Relay(settings, dataDir);
  }

  /** One round of reporting counts to the upstream. */
  tellCounts = (): Promise<void> => this.#counts.tell();

  async close(): Promise<void> {
    await this.#guidon.close();
  }

  /** Takes over what the upstream sent last. Changes that arrive meanwhile are taken over together. */
  async #take(): Promise<void> {
    this.#isDue = true;
    if (this.#isTaking) return;
    this.#isTaking = true;
    try {
      while (this.#isDue) {
        this.#isDue = false;
        await this.#takeLatest();
      }
    } catch (error) {
      logSeldom("error", { err: error }, "what the upstream told could not be taken; evaluation goes on as before");
    } finally {
      this.#isTaking = false;
    }
  }

  async #takeLatest(): Promise<void> {
    const ruleset = this.#guidon.ruleset();
    if (ruleset === null) return;
    const { project_id: projectId, environment } = ruleset;
    const before = rulesetStore().held(projectId, environment)?.source;
    // First, so that no request is refused in between.
    admitKeys(this.settings.RELAY_KEYS, projectId, environment);
    await rulesetStore().take(relaySource(ruleset, before));
  }
}

function logStatus({ state, error }: GuidonStatus): void {
  const fields = { state, err: error ?? undefined };
  if (state === "refused") log.error(fields, "the upstream refuses this relay: it needs another key, or environment");
  else if (state === "stale") log.warn(fields, "the upstream cannot be reached; evaluation goes on with what is held");
  else log.info(fields, "upstream");
}
