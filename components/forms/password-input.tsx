"use client";

import { Eye, EyeOff } from "lucide-react";
import { type ComponentProps, useState } from "react";
import { IconButton } from "@/components/ui/button/button";
import { cn } from "@/components/ui/cn";
import { Field, type FieldProps } from "@/components/ui/field/field";
import { Input } from "@/components/ui/field/input";
import { limits } from "@/lib/contract/limits";

/** A password field with a button that shows the text. */
export function PasswordInput({ className, ...props }: Omit<ComponentProps<"input">, "type">) {
  const [isShown, setIsShown] = useState(false);
  return (
    <span className="relative flex">
      <Input
        {...props}
        type={isShown ? "text" : "password"}
        autoCapitalize="none"
        spellCheck={false}
        className={cn("pr-9 pointer-coarse:pr-12", className)}
      />
      <IconButton
        label={isShown ? "Hide password" : "Show password"}
        aria-pressed={isShown}
        className="absolute top-1/2 right-0.5 -translate-y-1/2"
        onClick={() => setIsShown(!isShown)}
      >
        {isShown ? <EyeOff aria-hidden /> : <Eye aria-hidden />}
      </IconButton>
    </span>
  );
}

/** The field for a password that is chosen now. */
export function NewPasswordField({
  error,
  ...props
}: ComponentProps<typeof PasswordInput> & Pick<FieldProps, "error">) {
  return (
    <Field
      label="Password"
      hint={`At least ${limits.passwordMinLength} characters. A few words together do well.`}
      error={error}
    >
      {(control) => <PasswordInput {...control} autoComplete="new-password" {...props} />}
    </Field>
  );
}
