import { expect, expectNoSidewaysScroll, test } from "./support";

const plan = { key: "plan", operator: "equals", value: "pro" };
const country = { key: "country", operator: "in", value: ["US", "CA"] };

test("each segment stands in words, with how many rules use it", async ({ page, project, api }) => {
  const both = await api.makeSegment(project, "Both", { rules: [plan, country] });
  await api.makeSegment(project, "Either", { rules: [plan, country], match_type: "any", description: "One will do" });
  await api.makeSegment(project, "Empty");
  const flag = await api.makeFlag(project, "user");
  await api.makeRule(flag, { segment_id: both.id });
  await api.makeRule(flag, { segment_id: both.id });
  await page.goto(`/projects/${project.slug}/segments`);
  const rows = page.getByRole("list", { name: "Segments" }).getByRole("listitem");
  await expect(rows.nth(0)).toContainText(/Both.*plan is pro and country is one of US or CA.*2 rules/);
  await expect(rows.nth(1)).toContainText(/Either.*One will do.*plan is pro or country is one of US or CA.*not used/);
  await expect(rows.nth(2)).toContainText("Nobody");
});

test("the list is searched by name and description, and the address keeps it", async ({ page, project, api }) => {
  await api.makeSegment(project, "Beta testers");
  await api.makeSegment(project, "Staff", { description: "Everyone with a beta badge" });
  await api.makeSegment(project, "Others");
  await page.goto(`/projects/${project.slug}/segments`);
  const rows = page.getByRole("list", { name: "Segments" }).getByRole("listitem");
  await expect(rows).toHaveCount(3);
  await page.getByRole("searchbox", { name: "Search segments" }).fill("BETA");
  await expect(rows).toHaveCount(2);
  await page.reload();
  await expect(rows).toHaveCount(2);
});

test("a phone shows it all without scrolling sideways, whatever the names", async ({ page, project, api }) => {
  const value = "v".repeat(300);
  await api.makeSegment(project, "n".repeat(200), { rules: [{ key: "a".repeat(200), operator: "equals", value }] });
  await page.setViewportSize({ width: 375, height: 740 });
  await page.goto(`/projects/${project.slug}/segments`);
  await expect(page.getByRole("list", { name: "Segments" })).toBeVisible();
  await expectNoSidewaysScroll(page);
});
