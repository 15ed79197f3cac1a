/** The parent process; read at once, because it may end while packages are being installed. */
const parent = process.ppid;
const PARENT_CHECK_MS = 500;

/**
 * Runs a task that can be stopped: by SIGINT, by SIGTERM, or by the end of npm's shell, which (dash, for one) ends on
 * SIGTERM without passing it on.
 * @template T
 * @param {(signal: AbortSignal) => Promise<T>} task ends early when the signal is aborted, and leaves nothing running
 * @returns {Promise<T>} rejects with one sentence when it was stopped
 */
export async function untilStopped(task) {
  const stopping = new AbortController();
  const stop = () => stopping.abort(new Error("Stopped."));
  const check = () => {
    if (process.env.npm_lifecycle_event !== undefined && process.ppid !== parent) stop();
  };
  const watch = setInterval(check, PARENT_CHECK_MS);
  for (const name of ["SIGINT", "SIGTERM"]) process.on(name, stop);
  try {
    const result = await task(stopping.signal);
    check();
    stopping.signal.throwIfAborted();
    return result;
  } finally {
    clearInterval(watch);
    for (const name of ["SIGINT", "SIGTERM"]) process.off(name, stop);
  }
}
