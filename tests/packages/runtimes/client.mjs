/**
 * What an application does with a client, wherever it runs: begins, evaluates, hears of a change, and closes.
 * @param {typeof import("guidon-sdk/edge").Guidon} Guidon @param {string} url of a flag server
 * @param {"stream" | "manual"} updates
 */
export async function useClient(Guidon, url, updates) {
  const guidon = new Guidon({ url, key: "k", environment: "production", updates });
  await guidon.ready();
  const before = guidon.value("lamp", "none", { user_id: "u-1" });
  const { state } = guidon.status();
  const changed = new Promise((resolve) => guidon.on("change", ({ flags }) => resolve(flags)));
  // Whoever follows a stream changes the flag when it has one, so that it is the stream that tells.
  while (updates === "stream" && guidon.status().updates !== "stream") {
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  await fetch(`${url}/change`, { method: "POST", body: "" });
  if (updates === "manual") await guidon.refresh();
  const flags = await changed;
  const after = guidon.value("lamp", "none", { user_id: "u-1" });
  const explained = guidon.explain("lamp", {})?.value;
  await guidon.close();
  return JSON.stringify({ before, state, flags, after, explained, closed: guidon.status().state });
}
