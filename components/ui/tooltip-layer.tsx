"use client";

import { useEffect, useRef } from "react";

const DELAY_MS = 400;
const GAP = 6;
const MARGIN = 8;

/**
 * Shows the `data-tooltip` of the control under the pointer or with the focus. One element serves the whole page,
 * because a list of five hundred rules has thousands of buttons. It is hidden from screen readers: the control's own
 * name says the same.
 */
export function TooltipLayer() {
  const layerRef = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const layer = layerRef.current;
    return layer === null ? undefined : watch(layer);
  }, []);
  return (
    <div
      ref={layerRef}
      aria-hidden
      popover="manual"
      className="pointer-events-none fixed inset-auto m-0 max-w-72 rounded-control bg-ink px-2 py-1 text-ground text-sm
        shadow-pop"
    />
  );
}

function watch(layer: HTMLDivElement): () => void {
  let shownFor: HTMLElement | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const hide = () => {
    clearTimeout(timer);
    shownFor = null;
    if (layer.matches(":popover-open")) layer.hidePopover();
  };
  const showSoon = (event: Event) => {
    const control = event.target instanceof Element ? event.target.closest<HTMLElement>("[data-tooltip]") : null;
    if (control === shownFor) return;
    hide();
    if (control === null) return;
    // A mouse press focuses, too, but whoever pressed has read the tooltip.
    if (event.type === "focusin" && !control.matches(":focus-visible")) return;
    shownFor = control;
    timer = setTimeout(() => control.isConnected && show(layer, control), DELAY_MS);
  };
  const abort = new AbortController();
  const options = { signal: abort.signal, passive: true, capture: true };
  for (const type of ["pointerover", "focusin"]) document.addEventListener(type, showSoon, options);
  for (const type of ["pointerdown", "focusout", "keydown", "scroll"]) document.addEventListener(type, hide, options);
  return () => {
    hide();
    abort.abort();
  };
}

function show(layer: HTMLDivElement, control: HTMLElement): void {
  layer.textContent = control.dataset.tooltip ?? "";
  if (!layer.matches(":popover-open")) layer.showPopover();
  const around = control.getBoundingClientRect();
  const { width, height } = layer.getBoundingClientRect();
  const left = around.left + around.width / 2 - width / 2;
  const above = around.top - height - GAP;
  const isBelow = above < MARGIN;
  layer.style.left = `${Math.max(MARGIN, Math.min(left, document.documentElement.clientWidth - width - MARGIN))}px`;
  layer.style.top = `${isBelow ? around.bottom + GAP : above}px`;
}
