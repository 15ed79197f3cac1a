import { expect, test } from "./support";
import { holdCode } from "./support/code";
import { withoutPrefetchedData } from "./support/documents";

const betaTesters = { rules: [{ key: "plan", operator: "equals", value: "beta" }] };

test.describe("a document", () => {
  test.use({ javaScriptEnabled: false });

  test("comes with what its page shows, before any script has run", async ({ page, project, api }) => {
    const segment = await api.makeSegment(project, "Beta testers", betaTesters);
    await api.makeFlag(project, "checkout", { name: "New checkout", description: "Pay in one step" });
    const open = (path: string) => page.goto(`/projects/${project.slug}/${path}`);

    await page.goto("/projects");
    // The list begins with the oldest; how many projects other tests have made is not known.
    await expect(page.getByRole("list", { name: "Projects" }).getByRole("link").first()).toBeVisible();
    await open("flags");
    await expect(page.getByRole("button", { name: `Project: ${project.name}` })).toBeVisible();
    await expect(page.getByRole("link", { name: "New checkout" })).toBeVisible();
    await open("flags/checkout");
    await expect(page.getByText("Pay in one step")).toBeVisible();
    await open("segments");
    await expect(page.getByText("plan is beta")).toBeVisible();
    await open(`segments/${segment.id}`);
    await expect(page.getByLabel("Name")).toHaveValue("Beta testers");
    await open("audit");
    await expect(page.getByText("created the flag")).toContainText("New checkout");
    await open("settings");
    await expect(page.getByLabel("Address")).toHaveValue(project.slug);
    await page.goto("/settings/keys");
    await expect(page.getByRole("button", { name: "New API key" })).toBeVisible();
    await page.goto("/settings/members");
    await expect(page.getByText("viewer@example.com")).toBeVisible();
  });

  test("takes what people write for text, wherever it stands in it, and is kept by nobody", async ({
    page,
    project,
    api,
  }) => {
    const name = "</script><b id='planted'>\u2028<!--";
    await api.makeFlag(project, "hostile", { name });
    const document = await page.goto(`/projects/${project.slug}/flags`);
    await expect(page.getByRole("link", { name: "</script>" })).toBeVisible();
    await expect(page.locator("#planted")).toHaveCount(0);
    expect(document?.headers()["cache-control"]).toContain("no-store");
  });

  test.describe("for a viewer", () => {
    test.use({ role: "viewer" });

    test("holds no more than the API gives them", async ({ page }) => {
      await page.goto("/settings/members");
      await expect(page.getByText("For admins only").first()).toBeVisible();
      // Whom to ask is told to every member; who else there is, is not.
      expect(await page.content()).not.toContain("editor@example.com");
    });
  });

  test.describe("for somebody whose session is over", () => {
    test.use({ role: null });

    test("holds no data", async ({ page, context, baseURL, project, api }) => {
      await context.addCookies([{ name: "guidon.session_token", value: "over", url: baseURL ?? "" }]);
      await api.makeFlag(project, "checkout", { name: "New checkout" });
      await page.goto(`/projects/${project.slug}/flags`);
      await expect(page.getByRole("navigation", { name: "Project" })).toBeVisible();
      const content = await page.content();
      expect(content).not.toContain("New checkout");
      expect(content).not.toContain(project.id);
    });
  });
});

test("a document is not asked for again what it came with", async ({ page, project, api }) => {
  await api.makeFlag(project, "checkout", { name: "New checkout" });
  // The flag was made so lately that the page may be told of it once more.
  await page.route("**/flags/stream?*", (route) =>
    route.fulfill({ contentType: "text/event-stream", body: ": nothing has changed\n\n" }),
  );
  const asked: string[] = [];
  page.on("request", (request) => {
    const { pathname } = new URL(request.url());
    if (pathname.startsWith("/api/") && !pathname.endsWith("/stream")) asked.push(pathname);
  });
  await page.goto(`/projects/${project.slug}/flags`);
  await page.getByRole("switch", { name: "New checkout" }).click();
  await expect(page.getByText("New checkout is on")).toBeVisible();
  expect(asked[0], "the change is the first that the API hears of").toMatch(/\/api\/v1\/flags\/[0-9a-f-]{36}$/);
});

test("a page whose document came without data asks for it itself", async ({ page, project, api }) => {
  await api.makeFlag(project, "checkout", { name: "New checkout" });
  await withoutPrefetchedData(page);
  const asked = page.waitForRequest(/\/api\/v1\/flags\?/);
  await page.goto(`/projects/${project.slug}/flags`);
  await asked;
  await expect(page.getByRole("link", { name: "New checkout" })).toBeVisible();
});

test("a list that is too long for the document is asked for by the browser, ahead of the scripts", async ({
  page,
  project,
  api,
}) => {
  const values = Array.from({ length: 40_000 }, (_, index) => `customer-${index}`);
  await api.makeSegment(project, "Customers", { rules: [{ key: "user_id", operator: "in", value: values }] });
  await page.goto(`/projects/${project.slug}/segments`);
  await expect(page.getByRole("link", { name: "Customers" })).toBeVisible();
  const preload = page.locator('link[rel="preload"][as="fetch"]');
  await expect(preload).toHaveAttribute("href", /^\/api\/v1\/flags\/segments\?/);
});

test("what is shown before it is hydrated takes no letters, for they would be lost", async ({ page, project }) => {
  const release = await holdCode(page);
  await page.goto(`/projects/${project.slug}/segments/new`, { waitUntil: "commit" });
  const name = page.getByLabel("Name");
  await expect(name).toBeVisible();
  await name.click({ force: true });
  await page.keyboard.type("lost");
  await expect(name).toHaveValue("");
  release();
  await name.click();
  await page.keyboard.type("kept");
  await expect(name).toHaveValue("kept");
});
