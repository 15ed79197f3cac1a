import {
  type Client,
  type EvaluationContext,
  NOOP_PROVIDER,
  OpenFeature,
  OpenFeatureAPI,
} from "@openfeature/react-sdk";
import { contextText } from "./context";
import type { Bootstrap, GuidonWebOptions } from "./options";
import { GuidonWebProvider } from "./provider";
import { BootstrapProvider } from "./values-provider";

/** The connection of a component tree to OpenFeature. */
interface Connection {
  /** The properties for OpenFeature's own component. */
  readonly client: { readonly domain: string } | { readonly client: Client } | object;
  /** @returns a function that closes it */
  open(): () => void;
  follow(context: EvaluationContext): void;
}

interface Place {
  readonly context: EvaluationContext;
  readonly domain: string | undefined;
}

/**
 * In a page: live. On a server, whose process renders for many people at once: the values of one moment, for one
 * person.
 */
export const connect = (options: GuidonWebOptions, place: Place): Connection =>
  typeof window === "undefined" ? rendering(options.bootstrap) : live(options, place);

function live(options: GuidonWebOptions, { context: first, domain }: Place): Connection {
  const provider = new GuidonWebProvider(options);
  let followed = first;
  const begin = () => {
    if (domain === undefined) OpenFeature.setProvider(provider, followed);
    else OpenFeature.setProvider(domain, provider, followed);
  };
  // During rendering, so that the first render has the available values.
  begin();
  return {
    client: domain === undefined ? {} : { domain },
    open() {
      // Does nothing, unless it was closed before: React's strict mode opens, closes and opens.
      begin();
      return () => {
        if (domain === undefined) OpenFeature.setProvider(NOOP_PROVIDER);
        else OpenFeature.setProvider(domain, NOOP_PROVIDER);
      };
    },
    follow(context) {
      if (contextText(context) === contextText(followed)) return;
      followed = context;
      // OpenFeature's events announce failures.
      void (domain === undefined ? OpenFeature.setContext(context) : OpenFeature.setContext(domain, context));
    },
  };
}

function rendering(bootstrap: Bootstrap | undefined): Connection {
  // Everything that the process renders shares OpenFeature's own instance. Its constructor is private in its
  // declarations only.
  const api = new (OpenFeatureAPI as unknown as new () => OpenFeatureAPI)();
  if (bootstrap !== undefined) api.setProvider(new BootstrapProvider(bootstrap));
  return { client: { client: api.getClient() }, open: () => () => {}, follow: () => {} };
}
