import { InlineCode } from "./inline-code";
import type { SchemaField } from "./schema-fields";

/** Fields or parameters, each with its type and what it means. */
export function FieldList({ label, fields }: { label: string; fields: readonly SchemaField[] }) {
  if (fields.length === 0) return null;
  return (
    <div className="flex flex-col gap-2">
      <h4 className="font-medium text-ink text-sm">{label}</h4>
      <dl className="rounded-control border border-line">
        {fields.map(({ name, type, isRequired, description }) => (
          <div key={name} className="border-line border-b px-3 py-2 last:border-b-0">
            <dt className="wrap-anywhere flex flex-wrap items-baseline gap-x-2 text-sm">
              <code className="font-medium font-mono text-ink">{name}</code>
              <span className="font-mono text-muted">{type}</span>
              {isRequired && <span className="text-warning">required</span>}
            </dt>
            {description !== "" && (
              <dd className="wrap-anywhere mt-0.5 text-muted text-sm">
                <InlineCode text={description} />
              </dd>
            )}
          </div>
        ))}
      </dl>
    </div>
  );
}
