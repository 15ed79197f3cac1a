import { LocalTime } from "@/components/ui/time/local-time";
import { RelativeTime } from "@/components/ui/time/relative-time";
import type { Key } from "@/lib/contract/key";
import type { KeyState } from "./words";

interface KeyTimesProps {
  apiKey: Key;
  state: KeyState;
}

/** When a key was used last, and when it stops or stopped. */
export function KeyTimes({ apiKey, state }: KeyTimesProps) {
  const { last_used_at } = apiKey;
  return (
    <p className="text-muted text-sm sm:text-right">
      {last_used_at === null ? (
        "Never used"
      ) : (
        <>
          Used <RelativeTime instant={last_used_at} />
        </>
      )}
      <span className="block">
        <KeyEnd apiKey={apiKey} state={state} />
      </span>
    </p>
  );
}

function KeyEnd({ apiKey: { revoked_at, replaced_at, expires_at }, state }: KeyTimesProps) {
  if (revoked_at !== null) {
    return (
      <>
        Revoked <RelativeTime instant={revoked_at} />
      </>
    );
  }
  if (expires_at === null) return "Does not expire";
  if (replaced_at !== null && state === "active") {
    return (
      <>
        Renewed; stops <LocalTime instant={expires_at} />
      </>
    );
  }
  return (
    <>
      {state === "expired" ? "Expired" : "Expires"} <LocalTime instant={expires_at} />
    </>
  );
}
