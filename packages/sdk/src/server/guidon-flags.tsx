import type { EvaluationContext } from "@openfeature/web-sdk";
import { GuidonProvider } from "guidon-sdk/react";
import { connection } from "next/server.js";
import type { ReactNode } from "react";
import type { Bootstrap } from "../web/options";
import { type EvaluateOptions, evaluateFlags } from "./evaluate-flags";

export interface GuidonFlagsProps extends EvaluateOptions {
  /** The person for whom flags are evaluated; `targetingKey` is their id. The page gets it, too. */
  readonly context: EvaluationContext;
  /** Values that were evaluated before, for example by a component that needs one itself. */
  readonly bootstrap?: Bootstrap | undefined;
  /** Is told why there are no values. Default: the process's log. */
  readonly onError?: ((error: Error) => void) | undefined;
  readonly children?: ReactNode;
}

/**
 * A server component that evaluates the flags and gives their values to the client components below it: on the server,
 * in the page's first render, and live from then on. When Guidon does not answer, the page is rendered with the
 * defaults in the code, and gets the values in the browser.
 */
export async function GuidonFlags(props: GuidonFlagsProps) {
  const { url, clientKey, environment, projectId, context, children } = props;
  // Flags depend on the person and change, so a page with flags is rendered for each request, not by the build.
  await connection();
  const bootstrap = props.bootstrap ?? (await evaluated(props));
  return (
    <GuidonProvider {...{ url, clientKey, environment, projectId, context, bootstrap }}>{children}</GuidonProvider>
  );
}

async function evaluated({ context, onError = warn, ...options }: GuidonFlagsProps): Promise<Bootstrap | undefined> {
  try {
    return await evaluateFlags(options, context);
  } catch (error) {
    onError(error instanceof Error ? error : new Error(String(error)));
    return undefined;
  }
}

const warn = (error: Error): void => console.warn(`guidon-sdk/next renders without flags. ${error.message}`);
