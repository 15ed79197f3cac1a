import { createElement } from "react";
import { prerender } from "react-dom/static";
import { expect, test } from "vitest";
import { LongList } from "@/components/ui/list/long-list";

/** What the server sends of a list with so many rows. */
async function drawnByServer(count: number): Promise<string> {
  const keys = Array.from({ length: count }, (_, index) => `row-${index + 1}`);
  const list = createElement(LongList, { keys, label: "Rows", estimatedHeight: 50, renderRow: (key) => key });
  const { prelude } = await prerender(list);
  return new Response(prelude).text();
}

const rowsIn = (html: string) => html.match(/<li\b/g)?.length;

test("the server renders a list that is not long as a whole", async () => {
  expect(rowsIn(await drawnByServer(60))).toBe(60);
});

test("the server renders the first rows of a long list, in the height of the whole", async () => {
  const html = await drawnByServer(1_000);
  expect(rowsIn(html)).toBe(20);
  expect(html).toContain("height:50000px");
  expect(html).toContain('aria-setsize="1000"');
  expect(html).toMatch(/>row-20<\/li>/);
  expect(html).not.toContain("absolute");
});
