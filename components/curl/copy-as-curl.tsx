"use client";

import { CopyButton } from "@/components/ui/button/copy-button";
import { type ApiCall, curlCommand } from "./curl";

interface CopyAsCurlProps {
  /** The request that is about to be sent, made when it is asked for. */
  call: () => ApiCall;
  isLabelled?: boolean;
  className?: string;
}

/** The request behind what is on the screen, as a command; the key is left as `$KEY`. */
export function CopyAsCurl({ call, isLabelled = true, className }: CopyAsCurlProps) {
  return (
    <CopyButton
      label="Copy as curl"
      isLabelled={isLabelled}
      text={() => curlCommand(call(), window.location.origin)}
      {...(className !== undefined && { className })}
    />
  );
}
