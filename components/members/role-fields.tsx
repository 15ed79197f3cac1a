"use client";

import { Checkbox, Select } from "@/components/ui/field/input";
import type { Project } from "@/lib/contract/project";
import { type MemberRole, type ProjectRoles, roles } from "@/lib/contract/roles";
import { roleChoices } from "./words";

interface ProjectRolesFieldProps {
  projects: readonly Project[];
  /** The role in the projects that are not named. */
  role: MemberRole;
  value: ProjectRoles;
  error: string | undefined;
  onChange: (named: ProjectRoles) => void;
}

/** A member's role in each project. */
export function ProjectRolesField({ projects, role, value, error, onChange }: ProjectRolesFieldProps) {
  const choose = (id: string, chosen: string) => {
    const { [id]: _, ...others } = value;
    const named = roles.find((known) => known === chosen);
    onChange(named === undefined ? others : { ...others, [id]: named });
  };
  return (
    <fieldset>
      <legend className="mb-1.5 font-medium text-ink text-sm">In which projects</legend>
      <ul className="flex max-h-64 flex-col overflow-y-auto rounded-control border border-line">
        {projects.map((project) => (
          <li
            key={project.id}
            className="flex flex-wrap items-center justify-between gap-x-3 gap-y-1 border-line border-b px-3 py-1.5 last:border-b-0"
          >
            <span className="wrap-break-word min-w-0 flex-1 basis-32 text-base text-ink">
              {project.name} <span className="text-muted text-sm">{project.slug}</span>
            </span>
            <Select
              // Two projects may have one name.
              aria-label={`Role in ${project.name} (${project.slug})`}
              className="w-36"
              value={value[project.id] ?? ""}
              onChange={(event) => choose(project.id, event.currentTarget.value)}
            >
              <option value="">{role === "none" ? "Nothing" : "As elsewhere"}</option>
              {roles.map((each) => (
                <option key={each} value={each}>
                  {roleChoices[each].label}
                </option>
              ))}
            </Select>
          </li>
        ))}
      </ul>
      <p role="alert" className="mt-1.5 text-danger text-sm empty:hidden">
        {error}
      </p>
    </fieldset>
  );
}

interface ProtectedFieldProps {
  checked: boolean;
  onChange: (mayChange: boolean) => void;
}

/** Whether an editor may change protected environments, too. */
export const ProtectedField = ({ checked, onChange }: ProtectedFieldProps) => (
  <Checkbox
    label="May change protected environments"
    hint="As an editor. Unchecked, whatever reaches a protected environment is left to admins."
    checked={checked}
    onChange={({ currentTarget }) => onChange(currentTarget.checked)}
  />
);
