import { type EvaluationContext, OpenFeature, ProviderEvents } from "@openfeature/web-sdk";
import { GuidonWebProvider } from "@/packages/sdk/src/openfeature-web";

/** What the application had when OpenFeature told it something. */
export interface Seen {
  event: string;
  status: string;
  value: number;
  reason: string | undefined;
  message: string | undefined;
  flagsChanged: string[] | undefined;
}

declare global {
  interface Window {
    heard: Seen[];
    /** @param options `GuidonWebOptions` as JSON @returns what the application has before anything is awaited */
    startSdk(options: string, context: EvaluationContext): Seen;
    become(context: EvaluationContext): Promise<void>;
  }
}

window.heard = [];
const client = OpenFeature.getClient();

function look(event: string, details: { message?: string; flagsChanged?: string[] } = {}): Seen {
  const { value, reason } = client.getNumberDetails("limit", -1);
  const { message, flagsChanged } = details;
  return { event, status: client.providerStatus, value, reason, message, flagsChanged };
}

window.startSdk = (options, context) => {
  for (const event of [
    ProviderEvents.Ready,
    ProviderEvents.ConfigurationChanged,
    ProviderEvents.Stale,
    ProviderEvents.Error,
    ProviderEvents.ContextChanged,
  ]) {
    client.addHandler(event, (details) => void window.heard.push(look(event, details)));
  }
  OpenFeature.setProvider(new GuidonWebProvider(JSON.parse(options)), context);
  return look("begun");
};

window.become = (context) => OpenFeature.setContext(context);
