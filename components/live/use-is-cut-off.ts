import { useEffect, useState } from "react";
import { useLiveState } from "./live-state";

/** A server that starts again is back sooner: nobody need read of that. */
const PATIENCE_MS = 10_000;

/** Whether the page has not heard of others' changes for a while, and may never have known of some. */
export function useIsCutOff(): boolean {
  const isDown = useLiveState(({ isUp }) => isUp === false);
  const [isCutOff, setIsCutOff] = useState(false);
  useEffect(() => {
    if (!isDown) return;
    const timer = setTimeout(() => setIsCutOff(true), PATIENCE_MS);
    return () => {
      clearTimeout(timer);
      setIsCutOff(false);
    };
  }, [isDown]);
  return isCutOff;
}
