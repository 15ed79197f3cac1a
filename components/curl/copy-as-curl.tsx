"use client";

import { CopyButton, copyText } from "@/components/ui/button/copy-button";
import { toast } from "@/components/ui/toast";
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

/** Copies a request as a command and says so: for menus, which close when they are used. */
export async function copyCurlCommand(call: ApiCall): Promise<void> {
  if (await copyText(curlCommand(call, window.location.origin)))
    toast("Copied. Set KEY to an API key before you run it.");
  else toast.error("Could not copy: the browser does not allow it here.");
}
