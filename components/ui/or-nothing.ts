import type { ComponentType } from "react";

/**
 * For the code of something that is good to have and not needed: when it cannot be loaded, which is offline most of the
 * time, there is nothing in its place, and the page goes on. With `loading: () => null`, for without it `dynamic` hides all
 * that is around it while the code comes.
 */
export const orNothing = <Props>(component: Promise<ComponentType<Props>>): Promise<ComponentType<Props>> =>
  component.catch(() => Nothing);

function Nothing() {
  return null;
}
