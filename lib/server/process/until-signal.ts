/**
 * Runs a command's work so that Ctrl-C or SIGTERM ends it in an orderly way.
 * @param work ends early, leaving nothing behind, when the signal is aborted
 */
export async function untilSignal<T>(work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const stopping = new AbortController();
  const stop = () => stopping.abort(new Error("Stopped."));
  for (const name of ["SIGINT", "SIGTERM"] as const) process.on(name, stop);
  try {
    return await work(stopping.signal);
  } catch (error) {
    // Aborted work fails with messages of its own, so the signal's reason is thrown.
    stopping.signal.throwIfAborted();
    throw error;
  } finally {
    for (const name of ["SIGINT", "SIGTERM"] as const) process.off(name, stop);
  }
}
