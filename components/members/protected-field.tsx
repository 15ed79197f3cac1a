"use client";

import { Checkbox } from "@/components/ui/field/checkbox";

interface ProtectedFieldProps {
  checked: boolean;
  onChange: (mayChange: boolean) => void;
}

/** Whether an editor changes protected environments, too. */
export const ProtectedField = ({ checked, onChange }: ProtectedFieldProps) => (
  <Checkbox
    label="May change protected environments"
    hint="As an editor. Unchecked, whatever reaches a protected environment is left to admins."
    checked={checked}
    onChange={({ currentTarget }) => onChange(currentTarget.checked)}
  />
);
