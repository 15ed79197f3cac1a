"use client";

import { onDemand } from "../lazy/on-demand";
import type { FloatingPanelProps } from "./floating-panel";

/** Brings the code, before the first one opens. */
export const loadFloating = () => import("./floating-panel");

const Panel = onDemand(async () => (await loadFloating()).FloatingPanel);

/** Something that floats below a control, drawn while it is open. Its code comes with its first use. */
export function Floating(props: FloatingPanelProps) {
  return <Panel {...props} />;
}
