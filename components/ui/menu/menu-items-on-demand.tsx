import type { ComponentType } from "react";

/** Undefined until it has come. */
interface Code<Props> {
  component: ComponentType<Props> | undefined;
}

/**
 * The items of a menu, whose code comes when the menu's does.
 * @returns what the menu takes as `loadItems`, and the items, to be drawn inside of it
 */
export function menuItemsOnDemand<Props extends object>(
  loadItems: () => Promise<ComponentType<Props>>,
): [load: () => Promise<void>, Items: ComponentType<Props>] {
  const code: Code<Props> = { component: undefined };
  const load = async () => {
    code.component ??= await loadItems();
  };
  return [load, (props) => <Items code={code} props={props} />];
}

function Items<Props extends object>({ code, props }: { code: Code<Props>; props: Props }) {
  return code.component && <code.component {...props} />;
}
