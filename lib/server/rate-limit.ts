import { RateLimiterMemory, RateLimiterRes } from "rate-limiter-flexible";
import { getEnv } from "@/lib/env";
import type { ResponseHeaders } from "./exchange";
import { networkOf } from "./network";
import { processState } from "./process-state";
import { ServiceError } from "./service-error";

const WINDOW_SECONDS = 60;
/** Wrong keys from one network in a minute before it has to wait: enough for mistakes, useless for guessing. */
const FAILED_SIGN_INS_PER_MINUTE = 120;

/** Which budget a route uses. Keys that ship to people have a budget of their own for all calls. */
export type RateLimitKind = "api" | "evaluation";

const limiters = () =>
  processState("rate-limiters", () => {
    const env = getEnv();
    const limiter = (keyPrefix: string, points: number) =>
      points === 0 ? undefined : new RateLimiterMemory({ keyPrefix, points, duration: WINDOW_SECONDS });
    return {
      api: limiter("api", env.RATE_LIMIT_PER_MINUTE),
      evaluation: limiter("evaluation", env.EVALUATION_RATE_LIMIT_PER_MINUTE),
      client: limiter("client", env.CLIENT_RATE_LIMIT_PER_MINUTE),
      failures: new RateLimiterMemory({ points: FAILED_SIGN_INS_PER_MINUTE, duration: WINDOW_SECONDS }),
    };
  });

const seconds = (milliseconds: number): number => Math.max(1, Math.ceil(milliseconds / 1000));

/** How long a budget lasts: no longer than its window, although the machine's clock may have been set back since. */
const msLeft = (limiter: RateLimiterMemory, { msBeforeNext }: RateLimiterRes): number =>
  Math.min(msBeforeNext, limiter.msDuration);

const exceeded = (limiter: RateLimiterMemory, state: RateLimiterRes) =>
  new ServiceError("rate_limited", "Rate limit exceeded", { retryAfter: seconds(msLeft(limiter, state)) });

/** Counts one use. Returns the state after it, and whether it was one too many. */
async function consume(
  limiter: RateLimiterMemory,
  key: string,
): Promise<{ state: RateLimiterRes; isExceeded: boolean }> {
  try {
    return { state: await limiter.consume(key), isExceeded: false };
  } catch (rejected) {
    // The library rejects with its state where others reject with an error.
    if (rejected instanceof RateLimiterRes) return { state: rejected, isExceeded: true };
    throw rejected;
  }
}

/** The limiter that counts a caller's uses, and the key under which it does. */
interface Budget {
  limiter: RateLimiterMemory;
  key: string;
}

/**
 * The budget of a request; undefined when it is not limited. A key that ships to people is counted for each network
 * that uses it, so that a flood from one network does not affect the others.
 */
export function budgetOf(
  { rateLimitKey, isClient }: { rateLimitKey: string; isClient: boolean },
  kind: RateLimitKind,
  clientAddress: string | undefined,
): Budget | undefined {
  const limiter = limiters()[isClient ? "client" : kind];
  if (limiter === undefined) return undefined;
  return { limiter, key: isClient ? `${rateLimitKey} ${networkOf(clientAddress ?? "unknown")}` : rateLimitKey };
}

/**
 * Counts a request against its caller's budget, and reports the budget in the response's headers.
 * @throws ServiceError 429 when it is used up; the headers are set by then.
 */
export async function spend({ limiter, key }: Budget, headers: ResponseHeaders): Promise<void> {
  const { state, isExceeded } = await consume(limiter, key);
  headers["x-ratelimit-limit"] = String(limiter.points);
  headers["x-ratelimit-remaining"] = String(Math.max(0, state.remainingPoints));
  headers["x-ratelimit-reset"] = String(Math.ceil((Date.now() + msLeft(limiter, state)) / 1000));
  if (isExceeded) throw exceeded(limiter, state);
}

/** Counts one use. @throws ServiceError 429 when it was one too many. */
export async function spendFrom(limiter: RateLimiterMemory, key: string): Promise<void> {
  const { state, isExceeded } = await consume(limiter, key);
  if (isExceeded) throw exceeded(limiter, state);
}

/**
 * Counts a request without valid credentials against the network that it came from. Valid keys are never slowed.
 * @throws ServiceError 429 when the network has guessed too often.
 */
export const spendFailure = (clientAddress: string): Promise<void> =>
  spendFrom(limiters().failures, networkOf(clientAddress));
