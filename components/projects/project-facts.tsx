import { Badge } from "@/components/ui/badge";
import { CopyButton } from "@/components/ui/button/copy-button";
import { Card } from "@/components/ui/card";
import type { Project } from "@/lib/contract/project";

/** A project for those who may read it. */
export function ProjectFacts({ project }: { project: Project }) {
  const { name, slug, id, environments, settings } = project;
  return (
    <Card>
      <dl>
        <Fact label="Name">{name}</Fact>
        <Fact label="Slug">
          <code className="font-mono text-sm">{slug}</code>
        </Fact>
        <Fact label="Id">
          <code className="wrap-anywhere font-mono text-sm">{id}</code> <CopyButton text={id} label="Copy project id" />
        </Fact>
        <Fact label="Environments">
          <span className="flex flex-wrap gap-1.5">
            {environments.map((environment) => (
              <Badge key={environment} tone={environment === settings.default_environment ? "accent" : "neutral"}>
                {environment}
                {environment === settings.default_environment && " (default)"}
              </Badge>
            ))}
          </span>
        </Fact>
      </dl>
    </Card>
  );
}

function Fact({ label, children }: { label: string; children: React.ReactNode }) {
  return (
    <div className="flex flex-wrap gap-x-4 gap-y-0.5 border-line border-b px-4 py-3 last:border-b-0">
      <dt className="w-28 shrink-0 text-base text-muted">{label}</dt>
      <dd className="wrap-anywhere min-w-0 flex-1 basis-48 text-base text-ink">{children}</dd>
    </div>
  );
}
