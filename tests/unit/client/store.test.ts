import { expect, test } from "vitest";
import { Listeners, Store } from "@/lib/client/store";

test("whoever follows a store hears of each change and reads the new value, until the subscription ends", () => {
  const store = new Store("one");
  const heard: string[] = [];
  const end = store.subscribe(() => heard.push(store.get()));
  store.set("two");
  store.set("three");
  end();
  store.set("four");
  expect(heard).toEqual(["two", "three"]);
  expect(store.get()).toBe("four");
});

test("a list of listeners is empty again when the last subscription has ended", () => {
  const listeners = new Listeners();
  const ends = [listeners.subscribe(() => {}), listeners.subscribe(() => {})];
  expect(listeners.isEmpty).toBe(false);
  for (const end of ends) end();
  expect(listeners.isEmpty).toBe(true);
});
