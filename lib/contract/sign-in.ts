import { z } from "zod";
import { limits } from "./limits";
import { isStorableText } from "./storable-text";
import { emailSchema, nameSchema } from "./text";

const passwordSchema = z.string().max(limits.passwordLength, `Must have at most ${limits.passwordLength} characters`);

/** A new password. Only its length matters; no kinds of characters are required. */
const newPasswordSchema = passwordSchema
  .min(limits.passwordMinLength, `Must have at least ${limits.passwordMinLength} characters`)
  .refine(isStorableText, "Must not contain NUL or unpaired surrogate characters");

const tokenSchema = z.string().max(limits.tokenLength);

export const signInSchema = z.strictObject({ email: emailSchema, password: passwordSchema });
export type SignIn = z.output<typeof signInSchema>;

export const setUpSchema = z.strictObject({
  token: tokenSchema.meta({ description: "From the link that the server printed." }),
  name: nameSchema,
  email: emailSchema,
  password: newPasswordSchema,
  start_with: z.discriminatedUnion("kind", [
    z.strictObject({ kind: z.literal("demo") }),
    z.strictObject({ kind: z.literal("project"), name: nameSchema }),
  ]),
});
export type SetUp = z.output<typeof setUpSchema>;

export const acceptInvitationSchema = z.strictObject({ token: tokenSchema, password: newPasswordSchema });
export type AcceptInvitation = z.output<typeof acceptInvitationSchema>;

export const changePasswordSchema = z.strictObject({
  current_password: passwordSchema,
  new_password: newPasswordSchema,
});
export type ChangePassword = z.output<typeof changePasswordSchema>;
