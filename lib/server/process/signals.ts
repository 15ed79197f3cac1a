/**
 * A terminal's Ctrl-C reaches this process twice when npm started it: from the terminal and from npm. Within this time
 * that is one wish.
 */
const SAME_WISH_MS = 1_000;

/** Calls `stop` on the first SIGINT or SIGTERM, and `abandon` on a second one. */
export function onStopSignal({ stop, abandon }: { stop: () => void; abandon: () => void }): void {
  let stoppedAt: number | undefined;
  const heed = () => {
    if (stoppedAt === undefined) {
      stoppedAt = performance.now();
      stop();
    } else if (performance.now() - stoppedAt > SAME_WISH_MS) {
      abandon();
    }
  };
  process.on("SIGINT", heed);
  process.on("SIGTERM", heed);
}
