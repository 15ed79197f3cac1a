/**
 * A terminal's Ctrl-C reaches this process twice when npm started it: from the terminal and from npm. Within this time
 * that is one wish.
 */
const SAME_WISH_MS = 1_000;

const PARENT_CHECK_MS = 500;

/**
 * Calls `stop` on the first SIGINT or SIGTERM, and `abandon` on a second one.
 *
 * npm passes SIGTERM on to the shell that it runs scripts in, and that (dash, for one) ends without passing it on: the
 * end of npm's shell counts as the signal.
 */
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
  if (process.env.npm_lifecycle_event === undefined) return;
  const shell = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid === shell) return;
    clearInterval(watch);
    if (stoppedAt === undefined) heed();
  }, PARENT_CHECK_MS);
  watch.unref();
}
