/** A page that is hidden for this long closes its stream, because browsers allow six connections to one server. */
const HIDDEN_MS = 120_000;

interface PageListener {
  /** Nobody looks any more. */
  rest(): void;
  /** Somebody looks again after a pause, or the network is back: it is time to ask again. */
  wake(): void;
  /** The network is gone, so the open stream is dead. */
  cut(): void;
}

/** Reports what happens to a page. It does nothing without a page, as on a server. @returns a function that ends it */
export function watchPage(listener: PageListener): () => void {
  if (typeof window === "undefined" || typeof document === "undefined") return () => {};
  let hidden: ReturnType<typeof setTimeout> | undefined;
  let isResting = false;
  const look = () => {
    clearTimeout(hidden);
    if (document.visibilityState === "hidden") {
      hidden = setTimeout(() => {
        isResting = true;
        listener.rest();
      }, HIDDEN_MS);
    } else if (isResting) {
      isResting = false;
      listener.wake();
    }
  };
  const online = () => {
    if (!isResting) listener.wake();
  };
  const offline = () => listener.cut();
  look();
  document.addEventListener("visibilitychange", look);
  window.addEventListener("online", online);
  window.addEventListener("offline", offline);
  return () => {
    clearTimeout(hidden);
    document.removeEventListener("visibilitychange", look);
    window.removeEventListener("online", online);
    window.removeEventListener("offline", offline);
  };
}
