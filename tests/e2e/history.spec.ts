import { expect, expectAccessible, expectNoSidewaysScroll, test } from "./support";

test("a change is read as a sentence and a difference, and found by flag and by who made it", async ({
  page,
  project,
  api,
}) => {
  const flag = await api.makeFlag(project, "checkout", { name: "Checkout" });
  await api.makeFlag(project, "search", { name: "Search" });
  const segment = await api.makeSegment(project, "Americas", {
    rules: [{ key: "country", operator: "in", value: ["US", "CA"] }],
  });
  const rule = await api.makeRule(flag, { name: "Beta first" });
  await api.call("PATCH", `/flags/${flag.id}/rules/${rule.id}`, { percentage: 25 });
  await api.call("PATCH", `/flags/segments/${segment.id}`, { name: "The Americas" });

  await page.goto(`/projects/${project.slug}/audit`);
  const changes = page.getByRole("region", { name: "Changes, newest first" }).getByRole("listitem");
  await expect(page.getByRole("heading", { name: "Today" })).toBeVisible();
  await expect(changes.first()).toContainText("tests (key) renamed Americas to The Americas");
  await changes.first().getByRole("button", { expanded: false }).click();
  await expect(changes.first()).toContainText("Before: Americas");
  await expect(changes.first()).toContainText("Now: The Americas");
  await expectAccessible(page);

  await page.getByRole("button", { name: "Flag", exact: true }).click();
  await page.getByRole("option", { name: /^Checkout/ }).click();
  await expect(page).toHaveURL(/resource=/);
  await expect(changes).toHaveCount(3);
  await expect(changes.first()).toContainText("limited Beta first to 25 % in Checkout");
  await changes.first().getByRole("button", { expanded: false }).click();
  await expect(changes.first()).toContainText("Now: 25");

  await page.getByRole("button", { name: "Person or key", exact: true }).click();
  await page.getByRole("option", { name: /admin@example.com/ }).click();
  await expect(page.getByText("Nothing matches")).toBeVisible();
  await page.getByRole("button", { name: "Clear filters" }).click();
  // The project itself was made, too.
  await expect(changes).toHaveCount(7);
  await page.setViewportSize({ width: 375, height: 760 });
  await expectNoSidewaysScroll(page);
});

test("a long history comes in pages, and says so when one cannot be had", async ({
  page,
  project,
  api,
  consoleWatch,
}) => {
  const flag = await api.makeFlag(project, "busy", { name: "Busy" });
  for (let change = 0; change < 55; change += 1) {
    await api.call("PATCH", `/flags/${flag.id}`, { description: `Change ${change}` });
  }
  await page.goto(`/projects/${project.slug}/audit`);
  const changes = page.getByRole("region", { name: "Changes, newest first" }).getByRole("listitem");
  await expect(changes).toHaveCount(50);
  const older = page.getByRole("button", { name: "Show older changes" });
  consoleWatch.allow(/status of 400/);
  await page.route("**/flags/audit?*cursor=*", (route) =>
    route.fulfill({ status: 400, json: { error: "Bad request" } }),
  );
  await older.click();
  await expect(page.getByText("Could not load older changes")).toBeVisible();
  await expect(changes).toHaveCount(50);
  await page.unroute("**/flags/audit?*cursor=*");

  // What somebody changes meanwhile is read at once, in place of the page that is under way; which comes all the same.
  const newest = page.waitForResponse((response) => /\/flags\/audit\?(?!.*cursor=)/.test(response.url()));
  await page.route(
    "**/flags/audit?*cursor=*",
    async (route) => {
      await api.call("PATCH", `/flags/${flag.id}`, { description: "Meanwhile" });
      await newest;
      // The page has let go of it.
      await route.abort().catch(() => undefined);
    },
    { times: 1 },
  );
  consoleWatch.allow(/ERR_FAILED/);
  await older.click();
  await expect(changes).toHaveCount(58);
  await expect(page.getByRole("button", { name: "Show older changes" })).toBeHidden();
});
