import {
  type EvaluationContext,
  GeneralError,
  type JsonValue,
  OpenFeatureEventEmitter,
  type Provider,
  ProviderEvents,
  ProviderFatalError,
  type ResolutionDetails,
  type TrackingEventDetails,
} from "@openfeature/server-sdk";
import { Guidon } from "./core/guidon";
import { GuidonError } from "./core/guidon-error";
import type { GuidonOptions } from "./core/options";
import type { GuidonState, GuidonStatus } from "./core/status";
import { sentContext } from "./sent-context";

export interface GuidonServerOptions extends GuidonOptions {
  /** Gets what the application tracks: Guidon keeps no events. */
  readonly onTrack?: ((event: string, context: EvaluationContext, details: TrackingEventDetails) => void) | undefined;
}

/** OpenFeature's provider for servers: Guidon's flags, evaluated in this process. */
export class GuidonServerProvider implements Provider {
  readonly metadata = { name: "guidon" } as const;
  readonly runsOn = "server";
  readonly events = new OpenFeatureEventEmitter();
  /** What OpenFeature has no words for: explanations, and how it goes. */
  readonly guidon: Guidon;
  readonly #isOwn: boolean;
  readonly #onTrack: GuidonServerOptions["onTrack"];
  #forget: () => void = () => {};

  /** @param source options, or a client of your own, which you close yourself */
  constructor(source: GuidonServerOptions | Guidon) {
    this.#isOwn = !(source instanceof Guidon);
    this.guidon = source instanceof Guidon ? source : new Guidon(source);
    this.#onTrack = source instanceof Guidon ? undefined : source.onTrack;
  }

  /** @throws ProviderFatalError for a key that is refused, GeneralError when there was no ruleset in time */
  async initialize(): Promise<void> {
    const forget = [
      this.guidon.on("change", ({ flags }) =>
        this.events.emit(ProviderEvents.ConfigurationChanged, { flagsChanged: [...flags] }),
      ),
      this.guidon.on("status", (status) => this.#tell(status)),
    ];
    this.#forget = () => {
      for (const each of forget) each();
    };
    try {
      await this.guidon.ready();
    } catch (error) {
      const { isFinal, message } = error instanceof GuidonError ? error : { isFinal: false, message: String(error) };
      throw isFinal ? new ProviderFatalError(message) : new GeneralError(message);
    }
  }

  async onClose(): Promise<void> {
    this.#forget();
    if (this.#isOwn) await this.guidon.close();
  }

  track(event: string, context: EvaluationContext, details: TrackingEventDetails): void {
    this.#onTrack?.(event, context, details);
  }

  async resolveBooleanEvaluation(key: string, fallback: boolean, context: EvaluationContext) {
    return this.#resolve(key, fallback, context);
  }

  async resolveStringEvaluation(key: string, fallback: string, context: EvaluationContext) {
    return this.#resolve(key, fallback, context);
  }

  async resolveNumberEvaluation(key: string, fallback: number, context: EvaluationContext) {
    return this.#resolve(key, fallback, context);
  }

  async resolveObjectEvaluation<T extends JsonValue>(key: string, fallback: T, context: EvaluationContext) {
    return this.#resolve(key, fallback, context);
  }

  #resolve<T>(key: string, fallback: T, context: EvaluationContext): ResolutionDetails<T> {
    // OpenFeature's error codes are an enum, whose members are these texts.
    return this.guidon.details(key as never, fallback as never, sentContext(context)) as ResolutionDetails<T>;
  }

  #tell({ state, error }: GuidonStatus): void {
    const event = EVENTS[state];
    if (event === undefined) return;
    const message = error?.message;
    this.events.emit(event, message === undefined ? {} : { message });
  }
}

/** With a ruleset at hand, a key that is refused is an error, and not fatal: evaluation goes on. */
const EVENTS: Readonly<Partial<Record<GuidonState, ProviderEvents>>> = {
  ready: ProviderEvents.Ready,
  stale: ProviderEvents.Stale,
  refused: ProviderEvents.Error,
};
