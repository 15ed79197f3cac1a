"use client";

// By name: Next.js takes no `export *` from where a page's own code begins.
export {
  FeatureFlag,
  OpenFeature,
  ProviderEvents,
  ProviderStatus,
  useBooleanFlagDetails,
  useBooleanFlagValue,
  useContextMutator,
  useFlag,
  useNumberFlagDetails,
  useNumberFlagValue,
  useObjectFlagDetails,
  useObjectFlagValue,
  useOpenFeatureClient,
  useOpenFeatureClientStatus,
  useStringFlagDetails,
  useStringFlagValue,
  useSuspenseFlag,
  useTrack,
  useWhenProviderReady,
} from "@openfeature/react-sdk";
export type { Bootstrap } from "./web/options";
export { GuidonProvider, type GuidonProviderProps } from "./web/react-provider";
