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

/** What a component tree has of OpenFeature. */
interface Connection {
  /** What OpenFeature's own component is told. */
  readonly client: { readonly domain: string } | { readonly client: Client } | object;
  /** @returns how to close it */
  open(): () => void;
  follow(context: EvaluationContext): void;
}

interface Place {
  readonly context: EvaluationContext;
  readonly domain: string | undefined;
}

/** In a page: live. On a server, whose process renders for many people at once: a moment's values, of nobody else. */
export const connect = (options: GuidonWebOptions, place: Place): Connection =>
  typeof window === "undefined" ? rendering(options.bootstrap) : live(options, place);

function live(options: GuidonWebOptions, { context: first, domain }: Place): Connection {
  const provider = new GuidonWebProvider(options);
  let followed = first;
  const begin = () => {
    if (domain === undefined) OpenFeature.setProvider(provider, followed);
    else OpenFeature.setProvider(domain, provider, followed);
  };
  // While it renders, so that the first render has the values that are at hand.
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
      // What fails is told by OpenFeature's events.
      void (domain === undefined ? OpenFeature.setContext(context) : OpenFeature.setContext(domain, context));
    },
  };
}

function rendering(bootstrap: Bootstrap | undefined): Connection {
  // OpenFeature's own instance is shared by all that the process renders. Its constructor is private in its
  // declarations alone.
  const api = new (OpenFeatureAPI as unknown as new () => OpenFeatureAPI)();
  if (bootstrap !== undefined) api.setProvider(new BootstrapProvider(bootstrap));
  return { client: { client: api.getClient() }, open: () => () => {}, follow: () => {} };
}
