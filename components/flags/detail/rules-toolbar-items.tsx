import { CopyPlus, Terminal } from "lucide-react";
import { copyCurlCommand } from "@/components/curl/copy-curl-command";
import { MenuItem } from "@/components/ui/menu/dropdown-menu";
import type { Flag } from "@/lib/contract/flag";
import type { Rule } from "@/lib/contract/rule";

interface RulesToolbarItemsProps {
  flag: Pick<Flag, "id">;
  environment: string;
  rules: readonly Rule[] | undefined;
  canWrite: boolean;
  /** There is another environment to copy them to. */
  hasTarget: boolean;
  onCopy: () => void;
}

/** What can be done with all rules of a list. */
export function RulesToolbarItems({
  flag,
  environment,
  rules = [],
  canWrite,
  hasTarget,
  onCopy,
}: RulesToolbarItemsProps) {
  const path = `/api/v1/flags/${flag.id}/rules`;
  const order = { environment, rule_ids: rules.map(({ id }) => id) };
  return (
    <>
      {canWrite && hasTarget && (
        <MenuItem disabled={rules.length === 0} onSelect={onCopy}>
          <CopyPlus aria-hidden /> Copy to another environment…
        </MenuItem>
      )}
      <MenuItem onSelect={() => copyCurlCommand({ method: "GET", path: `${path}?environment=${environment}` })}>
        <Terminal aria-hidden /> Copy the list as curl
      </MenuItem>
      {canWrite && (
        <MenuItem onSelect={() => copyCurlCommand({ method: "PUT", path: `${path}/order`, body: order })}>
          <Terminal aria-hidden /> Copy the order as curl
        </MenuItem>
      )}
    </>
  );
}
