import { onTestFinished } from "vitest";
import { Guidon, type GuidonOptions, type GuidonState } from "@/packages/sdk/src/index";
import { until } from "./server-process";

/** An SDK with short times, closed when the test ends. */
export function startSdk(options: GuidonOptions): Guidon {
  const timing = { reconnect: 50, backoff: 200, refused: 200, poll: 100, counts: 60_000, cache: 20, ...options.timing };
  const guidon = new Guidon({ ...options, timing });
  onTestFinished(() => guidon.close());
  return guidon;
}

/** Waits until it is in a state. */
export const untilState = (guidon: Guidon, state: GuidonState): Promise<true> =>
  until(async () => guidon.status().state === state);

/** Waits until a flag gives a value. */
export const untilValue = (guidon: Guidon, key: string, value: unknown, context?: object): Promise<true> =>
  until(async () => guidon.value(key, null, context) === value);

/** The runtime's fetch, until a test says what comes in its place. */
export function unreliableFetch(): {
  fetch: typeof fetch;
  /** Undefined: the request goes on to the server. */
  instead: (url: string, init: RequestInit | undefined) => Response | Promise<Response> | undefined;
  asked: string[];
} {
  const network = {
    instead: (_url: string, _init: RequestInit | undefined): Response | Promise<Response> | undefined => undefined,
    asked: [] as string[],
    fetch: (async (input, init) => {
      network.asked.push(String(input));
      return network.instead(String(input), init) ?? fetch(input, init);
    }) as typeof fetch,
  };
  return network;
}
