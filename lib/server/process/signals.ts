/**
 * When npm started this process, a terminal's Ctrl-C reaches it twice: from the terminal and from npm. Signals within
 * this time count as one.
 */
const SAME_WISH_MS = 1_000;

/** Longer than load balancers take to ask `/readyz` again, which is mostly a second or two. */
const SHUTDOWN_DELAY_MS = 3_000;

const PARENT_CHECK_MS = 500;

/** How long to serve on after a stop signal, in ms. On a terminal nobody routes requests, and somebody waits. */
export const shutdownDelay = (setting: number | undefined): number =>
  setting ?? (process.stdin.isTTY || process.stdout.isTTY ? 0 : SHUTDOWN_DELAY_MS);

/**
 * Calls `stop` on the first SIGINT or SIGTERM, and `abandon` on a second one.
 * npm passes SIGTERM to the shell in which it runs scripts. That shell (dash, for one) ends without passing it on, so
 * the end of npm's shell counts as the signal.
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
