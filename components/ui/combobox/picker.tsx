"use client";

import { cloneElement } from "react";
import { lazy } from "../lazy/lazy";
import { type TriggerElement, usePopupTrigger } from "../popup/use-popup-trigger";
import type { PickerPanelProps } from "./picker-panel";

const PickerPanel = lazy(() => import("./picker-panel").then((file) => file.PickerPanel));

interface PickerProps extends Omit<PickerPanelProps, "anchorRef" | "onClose"> {
  /** A button that shows the choice and has a name. */
  trigger: TriggerElement;
  onOpenChange?: (isOpen: boolean) => void;
}

/**
 * Chooses one of many: a button that opens a list with a search. Works with thousands. The list's code comes when the
 * pointer or the focus first comes near a button.
 */
export function Picker({ trigger, onOpenChange, ...panel }: PickerProps) {
  const { triggerRef, isOpen, close, triggerProps } = usePopupTrigger({
    role: "dialog",
    load: PickerPanel.load,
    onOpenChange,
  });
  return (
    <>
      {cloneElement(trigger, triggerProps)}
      {isOpen && <PickerPanel {...panel} anchorRef={triggerRef} onClose={close} />}
    </>
  );
}
