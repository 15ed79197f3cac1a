import { OFREPWebProvider } from "@openfeature/ofrep-web-provider";
import { ClientProviderEvents, OpenFeature, type Provider } from "@openfeature/web-sdk";

/** What the page tells the test. */
interface Seen {
  /** The value of the flag `limit`, and why, each time the provider said that there is news. */
  values: { value: number; reason: string | undefined }[];
  errors: string[];
}

declare global {
  interface Window {
    seen: Seen;
    begin(baseUrl: string, key: string): Promise<void>;
  }
}

window.seen = { values: [], errors: [] };

/** An application as OpenFeature's documentation has it: the official provider, at its default options. */
window.begin = async (baseUrl, key) => {
  const client = OpenFeature.getClient();
  const look = () => {
    const { value, reason } = client.getNumberDetails("limit", -1);
    window.seen.values.push({ value, reason });
  };
  client.addHandler(ClientProviderEvents.Ready, look);
  client.addHandler(ClientProviderEvents.ConfigurationChanged, look);
  client.addHandler(ClientProviderEvents.Error, (event) => void window.seen.errors.push(event?.message ?? ""));
  const provider = new OFREPWebProvider({ baseUrl, headers: [["Authorization", `Bearer ${key}`]] });
  // Its declarations were not made for exactOptionalPropertyTypes.
  await OpenFeature.setProviderAndWait(provider as Provider, { targetingKey: "u-1", plan: "pro" });
};
