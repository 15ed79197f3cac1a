"use client";

import { type ReactNode, useEffect, useRef, useState } from "react";

interface WhenSeenProps {
  /** Stands in the place of the children, as high as they are. */
  placeholder: ReactNode;
  children: ReactNode;
}

/** How long the place has to stay in sight, in milliseconds: what loads above it may still push it down. */
const SETTLING_MS = 300;

/** Draws its children once their place is in sight. Until then, nothing of them is loaded or requested. */
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
