import type { ExternalToast } from "sonner";
import { startToaster, toasterReady } from "./toaster-start";

type Kind = "message" | "success" | "error";

let lastId = 0;

const show =
  (kind: Kind) =>
  (text: string, options: ExternalToast = {}): string | number => {
    lastId += 1;
    const id = options.id ?? `toast-${lastId}`;
    startToaster();
    void toasterReady.then((sonner) => sonner[kind](text, { ...options, id }));
    return id;
  };

/**
 * Says what happened, at the edge of the page. Its code comes with the first message.
 * @returns its id, for `dismiss`
 */
export const toast = Object.assign(show("message"), {
  success: show("success"),
  error: show("error"),
  dismiss: (id: string | number): void => void toasterReady.then((sonner) => sonner.dismiss(id)),
});
