"use client";

import { type ReactNode, useEffect, useRef, useState } from "react";

interface WhenSeenProps {
  /** Stands in the place of the children, as high as they are. */
  placeholder: ReactNode;
  children: ReactNode;
}

/** How long a page may take to load what stands above, in milliseconds. Until then the place may be in sight by chance. */
const SETTLING_MS = 1_500;

/**
 * Renders its children once their place is in sight. Until then, nothing of them is loaded or requested. It looks when
 * somebody scrolls, and otherwise once the page has settled.
 */
export function WhenSeen({ placeholder, children }: WhenSeenProps) {
  const ref = useRef<HTMLDivElement>(null);
  const [isSeen, setIsSeen] = useState(false);
  useEffect(() => {
    const place = ref.current;
    if (isSeen || place === null) return;
    const observer = new IntersectionObserver((entries) => setIsSeen(entries.some((entry) => entry.isIntersecting)));
    const look = () => observer.observe(place);
    const settled = setTimeout(look, SETTLING_MS);
    addEventListener("scroll", look, { once: true, passive: true });
    return () => {
      observer.disconnect();
      clearTimeout(settled);
      removeEventListener("scroll", look);
    };
  }, [isSeen]);
  return <div ref={ref}>{isSeen ? children : placeholder}</div>;
}
