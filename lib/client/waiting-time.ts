/** Seconds in words: "40 seconds", "12 minutes". Rounded up, so that waiting that long is enough. */
export function waitingTime(seconds: number): string {
  const [count, unit] = seconds < 60 ? [Math.ceil(seconds), "second"] : [Math.ceil(seconds / 60), "minute"];
  return `${count} ${unit}${count === 1 ? "" : "s"}`;
}
