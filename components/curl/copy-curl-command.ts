import { toast } from "sonner";
import { copyText } from "@/components/ui/button/copy-text";
import { type ApiCall, curlCommand } from "./curl";

/** Copies a request as a command and says so: for menus, which close when they are used. */
export async function copyCurlCommand(call: ApiCall): Promise<void> {
  if (await copyText(curlCommand(call, window.location.origin)))
    toast("Copied. Set KEY to an API key before you run it.");
  else toast.error("Could not copy: the browser does not allow it here.");
}
