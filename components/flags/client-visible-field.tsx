"use client";

import { Checkbox } from "@/components/ui/field/checkbox";

interface ClientVisibleFieldProps {
  checked: boolean;
  isDisabled?: boolean;
  onChange: (isVisible: boolean) => void;
}

/** Whether keys that ship to people see the flag. */
export const ClientVisibleField = ({ checked, isDisabled = false, onChange }: ClientVisibleFieldProps) => (
  <Checkbox
    label="Visible to client keys"
    hint="Browsers and apps that use a client key get its value, which people can read there. Unchecked, only servers do."
    checked={checked}
    disabled={isDisabled}
    onChange={({ currentTarget }) => onChange(currentTarget.checked)}
  />
);
