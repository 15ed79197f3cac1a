import { type EvaluationContext, OpenFeatureProvider } from "@openfeature/react-sdk";
import { type ReactNode, useEffect, useState } from "react";
import { connect } from "./connection";
import { contextText } from "./context";
import type { GuidonWebOptions } from "./options";

export interface GuidonProviderProps extends Omit<GuidonWebOptions, "key"> {
  /** The `key` of the other entries, a name that React reserves: a client key. */
  readonly clientKey: string;
  /** The person for whom flags are evaluated; `targetingKey` is their id. Default: the bootstrap's. */
  readonly context?: EvaluationContext | undefined;
  /** OpenFeature's domain, for a page with several providers: providers without one are the same. */
  readonly domain?: string | undefined;
  readonly children?: ReactNode;
}

/**
 * Gives the components below it the flags of a Guidon server, and renders them again when a flag changes. On a server,
 * and in the page's first render, it has the values of `bootstrap`, or else the defaults in the code.
 */
export function GuidonProvider(props: GuidonProviderProps) {
  const { url, clientKey, environment, projectId, domain } = props;
  // Another server or key is another connection.
  return <Connected key={JSON.stringify([url, clientKey, environment, projectId, domain])} {...props} />;
}

function Connected({ clientKey, context: given, domain, children, ...options }: GuidonProviderProps) {
  const context = given ?? options.bootstrap?.context ?? {};
  const [connection] = useState(() => connect({ ...options, key: clientKey }, { context, domain }));
  useEffect(() => connection.open(), [connection]);
  const text = contextText(context);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a context that says the same is the same
  useEffect(() => connection.follow(context), [connection, text]);
  return <OpenFeatureProvider {...connection.client}>{children}</OpenFeatureProvider>;
}
