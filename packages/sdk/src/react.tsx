"use client";

// By name, because Next.js does not support `export *` in a file with "use client".
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
