"use client";

import { roleChoices } from "@/components/members/role-choices";
import { Card } from "@/components/ui/card";
import { ErrorState } from "@/components/ui/page/error-state";
import { PageHeader } from "@/components/ui/page/page-header";
import { PageSkeleton } from "@/components/ui/page/page-skeleton";
import { useMe } from "./api";
import { PasswordForm } from "./password-form";

/** Who I am here, and my password. */
export function AccountPage() {
  const { data: me, error, refetch } = useMe();
  if (me === undefined) {
    return error === null ? <PageSkeleton /> : <ErrorState error={error} what="your account" onRetry={refetch} />;
  }
  const facts = [
    { label: "Name", value: me.name },
    { label: "E-mail", value: me.email ?? "" },
    { label: "Role", value: me.role === null ? "" : `${roleChoices[me.role].label}. ${roleChoices[me.role].text}` },
  ];
  return (
    <>
      <PageHeader title="Account" />
      <div className="flex max-w-xl flex-col gap-6">
        <Card>
          <dl>
            {facts.map(({ label, value }) => (
              <div
                key={label}
                className="flex flex-wrap gap-x-4 gap-y-0.5 border-line border-b px-4 py-3 last:border-b-0"
              >
                <dt className="w-20 shrink-0 text-base text-muted">{label}</dt>
                <dd className="wrap-anywhere min-w-0 flex-1 basis-48 text-base text-ink">{value}</dd>
              </div>
            ))}
          </dl>
        </Card>
        <Card className="p-4">
          <h2 className="mb-4 font-medium text-ink text-lg">Change password</h2>
          <PasswordForm email={me.email ?? ""} />
        </Card>
      </div>
    </>
  );
}
