import { type EvaluationContext, OpenFeatureProvider } from "@openfeature/react-sdk";
import { type ReactNode, useEffect, useState } from "react";
import { connect } from "./connection";
import { contextText } from "./context";
import type { GuidonWebOptions } from "./options";

export interface GuidonProviderProps extends Omit<GuidonWebOptions, "key"> {
  /** The `key` of the other entries, which React keeps to itself: a client key. */
  readonly clientKey: string;
  /** Whom the flags are for; `targetingKey` is their id. That of the bootstrap unless given. */
  readonly context?: EvaluationContext | undefined;
  /** OpenFeature's domain, where a page has several providers: those without one are the same. */
  readonly domain?: string | undefined;
  readonly children?: ReactNode;
}

/**
 * Gives the components below it the flags of a Guidon server, and renders them anew when a flag changes. Rendered on a
 * server, and for the first time in the page, it has the values of `bootstrap`, or else the defaults in the code.
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
