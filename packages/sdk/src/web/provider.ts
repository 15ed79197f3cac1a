import {
  ClientProviderEvents,
  type EvaluationContext,
  InvalidContextError,
  OpenFeatureEventEmitter,
  ProviderFatalError,
} from "@openfeature/web-sdk";
import { wordsOf } from "./ask";
import type { HeldValues } from "./held-values";
import { LiveValues, RefusedError } from "./live-values";
import { checkOptions, type GuidonWebOptions } from "./options";
import { ValuesProvider } from "./values-provider";

/**
 * OpenFeature's provider for pages and apps. The server evaluates all flags for the context and announces changes. The
 * page holds the values, so that a lookup is immediate and works without a network.
 */
export class GuidonWebProvider extends ValuesProvider {
  readonly events = new OpenFeatureEventEmitter();
  readonly #values: LiveValues;

  /** @throws TypeError for options that can reach no server */
  constructor(options: GuidonWebOptions) {
    super();
    checkOptions(options);
    this.#values = new LiveValues(options, {
      changed: (flagsChanged) => this.events.emit(ClientProviderEvents.ConfigurationChanged, { flagsChanged }),
      current: () => this.events.emit(ClientProviderEvents.Ready),
      stale: (why, since) => {
        const message = `The values are those of ${since.toISOString()}. ${why}`;
        this.events.emit(ClientProviderEvents.Stale, { message, metadata: { since: since.toISOString() } });
      },
      refused: (message) => this.events.emit(ClientProviderEvents.Error, { message }),
    });
  }

  protected override get held(): HeldValues | undefined {
    return this.#values.held;
  }

  /** Ready before it returns, with a bootstrap or cached values; otherwise with the server's first answer. */
  async initialize(context: EvaluationContext = {}): Promise<void> {
    const first = this.#follow(context);
    // So that the current rendering has the values: the SDK itself calls a provider ready a moment later.
    if (this.held?.context === context) this.events.emit(ClientProviderEvents.Ready);
    return first;
  }

  /** Rejects when the server cannot be asked: values of the same target stay, those of another one are dropped. */
  async onContextChange(_: EvaluationContext, context: EvaluationContext): Promise<void> {
    return this.#follow(context);
  }

  async onClose(): Promise<void> {
    this.#values.close();
  }

  async #follow(context: EvaluationContext): Promise<void> {
    try {
      await this.#begin(context);
    } catch (error) {
      if (error instanceof RefusedError) throw new ProviderFatalError(error.message);
      throw error;
    }
  }

  #begin(context: EvaluationContext): Promise<void> {
    try {
      return this.#values.follow(context);
    } catch (error) {
      throw new InvalidContextError(`The context is no JSON: ${wordsOf(error)}`);
    }
  }
}
