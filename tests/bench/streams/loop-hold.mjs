// Loaded into the server under test: on SIGUSR2 it writes, in milliseconds, the longest that the event loop was held
// since the last time, and the longest that the collection of garbage took of that.
import { writeFileSync } from "node:fs";
import { monitorEventLoopDelay, PerformanceObserver } from "node:perf_hooks";

const RESOLUTION_MS = 1;
const delay = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
delay.enable();
let collecting = 0;
new PerformanceObserver((list) => {
  for (const { duration } of list.getEntries()) collecting = Math.max(collecting, duration);
}).observe({ entryTypes: ["gc"] });
process.on("SIGUSR2", () => {
  const [p99, longest] = [delay.percentile(99), delay.max].map((nanoseconds) => nanoseconds / 1e6 - RESOLUTION_MS);
  writeFileSync(process.env.BENCH_LOOP_FILE ?? "", JSON.stringify({ p99, longest, collecting }));
  delay.reset();
  collecting = 0;
});
