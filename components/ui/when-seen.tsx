"use client";

import { type ReactNode, useEffect, useRef, useState } from "react";

interface WhenSeenProps {
  /** Stands in the place of the children, as high as they are. */
  placeholder: ReactNode;
  children: ReactNode;
}

/** How long it has to be in sight, in milliseconds: what is drawn above it may still push it out. */
const SETTLING_MS = 300;

/** Draws its children once their place is in sight: whoever does not scroll there loads and asks for nothing of it. */
export function WhenSeen({ placeholder, children }: WhenSeenProps) {
  const ref = useRef<HTMLDivElement>(null);
  const [isSeen, setIsSeen] = useState(false);
  useEffect(() => {
    if (isSeen || ref.current === null) return;
    let settling: ReturnType<typeof setTimeout> | undefined;
    const observer = new IntersectionObserver((entries) => {
      clearTimeout(settling);
      if (entries.at(-1)?.isIntersecting) settling = setTimeout(() => setIsSeen(true), SETTLING_MS);
    });
    observer.observe(ref.current);
    return () => {
      observer.disconnect();
      clearTimeout(settling);
    };
  }, [isSeen]);
  return <div ref={ref}>{isSeen ? children : placeholder}</div>;
}
