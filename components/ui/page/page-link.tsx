"use client";

import Link from "next/link";
import { type ComponentProps, useState } from "react";

/**
 * A link to another page. What it leads to is fetched when the pointer or the focus comes near. Next would fetch it for
 * all links in sight at once, and the page would wait until the server had drawn its neighbours.
 */
export function PageLink(props: ComponentProps<typeof Link>) {
  const [isNear, setIsNear] = useState(false);
  const approach = () => setIsNear(true);
  return <Link prefetch={isNear ? null : false} onPointerEnter={approach} onFocus={approach} {...props} />;
}
