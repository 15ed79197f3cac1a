import type { JsonValue, Provider, ResolutionDetails } from "@openfeature/web-sdk";
import { type HeldValues, heldValues } from "./held-values";
import type { Bootstrap } from "./options";
import { resolve } from "./resolve";

const isBoolean = (value: JsonValue) => typeof value === "boolean";
const isString = (value: JsonValue) => typeof value === "string";
const isNumber = (value: JsonValue) => typeof value === "number";

/** Looks up flags in available values. */
export abstract class ValuesProvider implements Provider {
  readonly metadata = { name: "guidon-web" } as const;
  readonly runsOn = "client";

  /** The current values; undefined: there are none yet. */
  protected abstract readonly held: HeldValues | undefined;

  resolveBooleanEvaluation(flagKey: string, defaultValue: boolean): ResolutionDetails<boolean> {
    return resolve(this.held, flagKey, defaultValue, isBoolean);
  }

  resolveStringEvaluation(flagKey: string, defaultValue: string): ResolutionDetails<string> {
    return resolve(this.held, flagKey, defaultValue, isString);
  }

  resolveNumberEvaluation(flagKey: string, defaultValue: number): ResolutionDetails<number> {
    return resolve(this.held, flagKey, defaultValue, isNumber);
  }

  resolveObjectEvaluation<T extends JsonValue>(flagKey: string, defaultValue: T): ResolutionDetails<T> {
    // OpenFeature does not check the contents of objects either: they are between the flag and the code.
    const isObject = (value: JsonValue): value is T => typeof value === "object" && value !== null;
    return resolve(this.held, flagKey, defaultValue, isObject);
  }
}

/** A provider with the values of a bootstrap only, for a page that is rendered on a server. */
export class BootstrapProvider extends ValuesProvider {
  protected readonly held: HeldValues;

  constructor({ context, answer, etag }: Bootstrap) {
    super();
    this.held = heldValues({ context, answer, etag, origin: "bootstrap" }, "");
  }
}
