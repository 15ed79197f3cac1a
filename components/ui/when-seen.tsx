"use client";

import { type ReactNode, useEffect, useRef, useState } from "react";

interface WhenSeenProps {
  /** Stands in the place of the children, as high as they are. */
  placeholder: ReactNode;
  children: ReactNode;
}

/** Draws its children once their place is in sight: whoever does not scroll there loads and asks for nothing of it. */
export function WhenSeen({ placeholder, children }: WhenSeenProps) {
  const ref = useRef<HTMLDivElement>(null);
  const [isSeen, setIsSeen] = useState(false);
  useEffect(() => {
    if (isSeen || ref.current === null) return;
    const observer = new IntersectionObserver((entries) => setIsSeen(entries.some((entry) => entry.isIntersecting)));
    observer.observe(ref.current);
    return () => observer.disconnect();
  }, [isSeen]);
  return <div ref={ref}>{isSeen ? children : placeholder}</div>;
}
