import { limits } from "@/lib/contract/limits";
import { ServiceError } from "../../service-error";

const RETRY_AFTER_SECONDS = 5;

/** How many streams may be open: in the process, and for one key or session. */
export class StreamQuota {
  readonly #byCredential = new Map<string, number>();
  #taken = 0;

  constructor(
    private readonly caps: { all: number; each: number } = {
      all: limits.streamsPerInstance,
      each: limits.streamsPerCredential,
    },
  ) {}

  get taken(): number {
    return this.#taken;
  }

  /**
   * Counts one more stream. @throws ServiceError 503 when the process is full, 429 when the key or session has too
   * many.
   */
  take(credentialId: string): void {
    const own = this.#byCredential.get(credentialId) ?? 0;
    if (own >= this.caps.each) {
      throw new ServiceError("rate_limited", `Rate limit exceeded: at most ${this.caps.each} streams at once`, {
        retryAfter: RETRY_AFTER_SECONDS,
      });
    }
    if (this.#taken >= this.caps.all) {
      throw new ServiceError("unavailable", "Too many streams are open", { retryAfter: RETRY_AFTER_SECONDS });
    }
    this.#byCredential.set(credentialId, own + 1);
    this.#taken += 1;
  }

  /** Counts one stream less. */
  give(credentialId: string): void {
    const own = (this.#byCredential.get(credentialId) ?? 0) - 1;
    if (own > 0) this.#byCredential.set(credentialId, own);
    else this.#byCredential.delete(credentialId);
    this.#taken -= 1;
  }
}
