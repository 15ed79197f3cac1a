"use client";

import Link from "next/link";
import { type ComponentProps, useState } from "react";

/**
 * A link to another page. What it leads to is fetched when the pointer or the focus comes near: all links in sight at
 * once, as Next does it, make a page wait until the server has made its neighbours.
 */
export function PageLink(props: ComponentProps<typeof Link>) {
  const [isNear, setIsNear] = useState(false);
  const approach = () => setIsNear(true);
  return <Link prefetch={isNear ? null : false} onPointerEnter={approach} onFocus={approach} {...props} />;
}
