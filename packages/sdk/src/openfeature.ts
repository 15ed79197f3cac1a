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
import { jsonContext, userIdFor } from "./sent-context";

export interface GuidonServerOptions extends GuidonOptions {
  /** Receives what the application tracks: Guidon stores no events. */
  readonly onTrack?: ((event: string, context: EvaluationContext, details: TrackingEventDetails) => void) | undefined;
}

/** OpenFeature's provider for servers: Guidon's flags, evaluated in this process. */
export class GuidonServerProvider implements Provider {
  readonly metadata = { name: "guidon" } as const;
  readonly runsOn = "server";
  readonly events = new OpenFeatureEventEmitter();
  readonly #source: GuidonServerOptions | Guidon;
  #guidon: Guidon;
  #isClosed = false;
  #forget: () => void = () => {};

  /** @param source options, or a client of your own, which you close yourself */
  constructor(source: GuidonServerOptions | Guidon) {
    this.#source = source;
    this.#guidon = source instanceof Guidon ? source : new Guidon(source);
  }

  /** The client, for what OpenFeature lacks: explanations and the state. */
  get guidon(): Guidon {
    return this.#guidon;
  }

  /** @throws ProviderFatalError when the key is refused, GeneralError when there was no ruleset in time */
  async initialize(): Promise<void> {
    // A closed provider may be used again. A client that belongs to the application stays the same.
    if (this.#isClosed && !(this.#source instanceof Guidon)) this.#guidon = new Guidon(this.#source);
    this.#isClosed = false;
    try {
      await this.guidon.ready();
      // Earlier events are emitted after OpenFeature has announced that the provider is ready.
      if (this.guidon.status().state !== "ready") setTimeout(() => this.#tell(this.guidon.status()));
    } catch (error) {
      const { isFinal, message } = error instanceof GuidonError ? error : { isFinal: false, message: String(error) };
      throw isFinal ? new ProviderFatalError(message) : new GeneralError(message);
    } finally {
      // From now on, because OpenFeature itself announces the result of initialisation.
      if (!this.#isClosed) this.#listen();
    }
  }

  async onClose(): Promise<void> {
    this.#isClosed = true;
    this.#forget();
    if (!(this.#source instanceof Guidon)) await this.guidon.close();
  }

  track(event: string, context: EvaluationContext, details: TrackingEventDetails): void {
    if (!(this.#source instanceof Guidon)) this.#source.onTrack?.(event, context, details);
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

  #listen(): void {
    this.#forget();
    const forget = [
      this.guidon.on("change", ({ flags }) => {
        // A revision may concern another environment's flags.
        if (flags.length > 0) this.events.emit(ProviderEvents.ConfigurationChanged, { flagsChanged: [...flags] });
      }),
      this.guidon.on("status", (status) => this.#tell(status)),
    ];
    this.#forget = () => {
      for (const each of forget) each();
    };
  }

  #resolve<T>(key: string, fallback: T, context: EvaluationContext): ResolutionDetails<T> {
    // OpenFeature's error codes are an enum whose members are these texts.
    const sent = jsonContext(context);
    return this.guidon.details(key as never, fallback as never, sent, userIdFor(sent)) as ResolutionDetails<T>;
  }

  #tell({ state, error }: GuidonStatus): void {
    const event = EVENTS[state];
    if (event === undefined || this.#isClosed) return;
    const message = error?.message;
    this.events.emit(event, message === undefined ? {} : { message });
  }
}

/** With a ruleset, a refused key is an error, and not fatal: evaluation continues. */
const EVENTS: Readonly<Partial<Record<GuidonState, ProviderEvents>>> = {
  ready: ProviderEvents.Ready,
  stale: ProviderEvents.Stale,
  refused: ProviderEvents.Error,
};
