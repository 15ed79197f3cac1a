"use client";

import { useEffect, useMemo } from "react";
import { useMe } from "@/components/account/api";
import { apiData, pageId } from "@/lib/client/api-client";
import { useLiveState } from "./live-updates";

/** More people would crowd out the flag's name. */
const SHOWN = 3;

/** The first letters of a person's first and last name. */
function initialsOf(name: string): string {
  const words = name.trim().split(/\s+/);
  const letters = [words[0], words.length > 1 ? words.at(-1) : undefined].map(
    (word) => Array.from(word ?? "")[0] ?? "",
  );
  return letters.join("").toUpperCase() || "?";
}

interface ViewersProps {
  projectId: string;
  flagId: string;
}

/** The other people who look at the flag now, by their initials. */
export function Viewers({ projectId, flagId }: ViewersProps) {
  useViewing(projectId, flagId);
  const { data: me } = useMe();
  const all = useLiveState(({ viewers }) => viewers);
  const others = useMemo(
    () => all.filter(({ flag_id, member_id }) => flag_id === flagId && member_id !== me?.id),
    [all, flagId, me],
  );
  const more = others.slice(SHOWN);
  if (me === undefined || others.length === 0) return null;
  return (
    <ul aria-label="Also looking at this flag" className="flex items-center -space-x-1.5">
      {others.slice(0, SHOWN).map(({ member_id, name }) => (
        <Viewer key={member_id} label={name} text={initialsOf(name)} />
      ))}
      {more.length > 0 && <Viewer label={more.map(({ name }) => name).join(", ")} text={`+${more.length}`} />}
    </ul>
  );
}

function Viewer({ label, text }: { label: string; text: string }) {
  return (
    <li>
      {/* A button, so that its tooltip works without a mouse; it does nothing else. */}
      <button
        type="button"
        aria-label={label}
        data-tooltip={label}
        className="flex size-7 cursor-default items-center justify-center rounded-full border-2 border-ground
          bg-accent-soft font-medium text-accent text-xs"
      >
        <span aria-hidden>{text}</span>
      </button>
    </li>
  );
}

/** The server forgets a page that is silent for a minute. */
const SAY_AGAIN_MS = 20_000;

/** Announces to colleagues that this page shows a flag, while the page is visible. */
function useViewing(projectId: string, flagId: string): void {
  useEffect(() => {
    const say = (flag_id: string | null) => {
      const body = { project_id: projectId, client_id: pageId, flag_id };
      // A failure does not matter: the announcement is repeated. `keepalive` lets a closing page send it.
      apiData<void>("/flags/viewers", { method: "POST", body, isLast: flag_id === null }).catch(() => undefined);
    };
    let timer: ReturnType<typeof setInterval> | undefined;
    const start = () => {
      say(flagId);
      timer = setInterval(() => say(flagId), SAY_AGAIN_MS);
    };
    const stop = () => {
      if (timer === undefined) return;
      clearInterval(timer);
      timer = undefined;
      say(null);
    };
    const follow = () => {
      if (document.visibilityState === "hidden") stop();
      else if (timer === undefined) start();
    };
    follow();
    document.addEventListener("visibilitychange", follow);
    window.addEventListener("pagehide", stop);
    return () => {
      document.removeEventListener("visibilitychange", follow);
      window.removeEventListener("pagehide", stop);
      stop();
    };
  }, [projectId, flagId]);
}
