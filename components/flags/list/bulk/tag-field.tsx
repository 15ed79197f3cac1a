import { useId } from "react";
import { Field } from "@/components/ui/field/field";
import { Input, Select } from "@/components/ui/field/input";
import { limits } from "@/lib/contract/limits";

interface TagFieldProps {
  /** The tags that some of the flags have. */
  tags: readonly string[];
  /** Whether it must be one of them; else they are suggestions. */
  isOfKnown: boolean;
  value: string;
  onChange: (tag: string) => void;
}

export function TagField({ tags, isOfKnown, value, onChange }: TagFieldProps) {
  const listId = useId();
  return (
    <Field label="Tag" className="max-w-80">
      {(control) =>
        isOfKnown ? (
          <Select {...control} value={value} onChange={({ currentTarget }) => onChange(currentTarget.value)}>
            <option value="">{tags.length === 0 ? "None of them has a tag" : "Choose a tag"}</option>
            {tags.map((tag) => (
              <option key={tag}>{tag}</option>
            ))}
          </Select>
        ) : (
          <>
            <Input
              {...control}
              autoComplete="off"
              list={listId}
              maxLength={limits.tagLength}
              value={value}
              onChange={({ currentTarget }) => onChange(currentTarget.value)}
            />
            <datalist id={listId}>
              {tags.map((tag) => (
                <option key={tag} value={tag} />
              ))}
            </datalist>
          </>
        )
      }
    </Field>
  );
}
