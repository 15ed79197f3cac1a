/** Whether the browser knows that it has no network. False does not mean that it has one. */
export const isOffline = (): boolean => typeof navigator === "object" && navigator.onLine === false;
