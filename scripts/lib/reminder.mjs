const EVERY_MS = 10_000;

/**
 * Says what is being done, and every ten seconds that it is still going on.
 * @param {string} title for people
 * @param {() => Promise<void>} task
 * @returns {Promise<number>} how long it took, in whole seconds
 */
export async function whileReminding(title, task) {
  const startedAt = performance.now();
  const seconds = () => Math.round((performance.now() - startedAt) / 1000);
  console.error(`${title} …`);
  const reminder = setInterval(() => console.error(`  … ${seconds()} s`), EVERY_MS);
  try {
    await task();
  } finally {
    clearInterval(reminder);
  }
  return seconds();
}
