"use client";

import Link from "next/link";
import { type ComponentProps, useState } from "react";

/**
 * A link to another page. The page is prefetched when the pointer or the focus comes near. Next would prefetch all
 * links in sight at once, and the present page would wait until the server had rendered its neighbours.
 */
export function PageLink(props: ComponentProps<typeof Link>) {
  const [isNear, setIsNear] = useState(false);
  const approach = () => setIsNear(true);
  return <Link prefetch={isNear ? null : false} onPointerEnter={approach} onFocus={approach} {...props} />;
}
