/** A page that has been hidden for so long lets go of its stream: browsers allow six connections to one server. */
const HIDDEN_MS = 120_000;

interface PageListener {
  /** Nobody looks any more. */
  rest(): void;
  /** Somebody looks again after a rest, or the network is back: the time to ask again. */
  wake(): void;
  /** The network is gone, so that what is open is dead. */
  cut(): void;
}

/** Tells what happens to a page. Does nothing where there is none, as on a server. @returns how to end it */
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
