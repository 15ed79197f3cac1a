"use client";

import { Checkbox } from "@/components/ui/field/input";

interface ClientVisibleFieldProps {
  checked: boolean;
  isDisabled?: boolean;
  onChange: (isVisible: boolean) => void;
}

/** Whether client keys get the flag. */
export const ClientVisibleField = ({ checked, isDisabled = false, onChange }: ClientVisibleFieldProps) => (
  <Checkbox
    label="Visible in browsers and apps"
    hint="Whoever uses them can read its value there. Unchecked, only servers get it."
    checked={checked}
    disabled={isDisabled}
    onChange={({ currentTarget }) => onChange(currentTarget.checked)}
  />
);
