"use client";

import { useId } from "react";
import { Checkbox } from "@/components/ui/field/checkbox";
import type { Project } from "@/lib/contract/project";

interface KeyProjectsProps {
  projects: readonly Project[];
  /** Null: every project, also those to come. */
  value: readonly string[] | null;
  error: string | undefined;
  onChange: (ids: string[] | null) => void;
}

/** Which projects a key is good for. */
export function KeyProjects({ projects, value, error, onChange }: KeyProjectsProps) {
  const id = useId();
  return (
    <fieldset aria-describedby={error === undefined ? undefined : id}>
      <legend className="mb-1.5 font-medium text-ink text-sm">In which projects</legend>
      <Checkbox
        label="Every project"
        hint="Also those that are created later."
        checked={value === null}
        onChange={(event) => onChange(event.currentTarget.checked ? null : [])}
      />
      {value !== null && (
        <div className="mt-2 flex max-h-44 flex-col gap-2 overflow-y-auto rounded-control border border-line p-3">
          {projects.map((project) => (
            <Checkbox
              key={project.id}
              label={<span className="wrap-break-word">{project.name}</span>}
              checked={value.includes(project.id)}
              onChange={(event) =>
                onChange(
                  event.currentTarget.checked ? [...value, project.id] : value.filter((other) => other !== project.id),
                )
              }
            />
          ))}
        </div>
      )}
      <p id={id} role="alert" className="mt-1.5 text-danger text-sm empty:hidden">
        {error}
      </p>
    </fieldset>
  );
}
