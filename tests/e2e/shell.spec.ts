import { expect, test } from "./support";
import { withoutPrefetchedData } from "./support/documents";

test.describe("finding the way", () => {
  test("home is the project that was open last", async ({ page, project }) => {
    await page.goto(`/projects/${project.slug}/segments`);
    await expect.poll(async () => (await page.context().cookies()).map(({ value }) => value)).toContain(project.slug);
    await page.goto("/");
    await expect(page).toHaveURL(`/projects/${project.slug}/flags`);
  });

  test("the switcher goes to another project without a mouse", async ({ page, project, api }) => {
    const other = await api.makeProject({ name: `Switch target ${project.slug}` });
    await page.goto(`/projects/${project.slug}/flags`);
    await page.getByRole("button", { name: `Project: ${project.name}` }).press("Enter");
    await page.getByRole("combobox", { name: "Search: Project" }).fill(other.name);
    await expect(page.getByRole("option", { name: other.name })).toBeVisible();
    await page.keyboard.press("Enter");
    await expect(page).toHaveURL(`/projects/${other.slug}/flags`);
  });

  test("a shortened address leads on; an unknown project and page say so", async ({ page, consoleWatch }) => {
    await page.goto("/projects/there-is-none");
    await expect(page).toHaveURL("/projects/there-is-none/flags");
    await expect(page.getByRole("heading", { name: "No such project", level: 1 })).toBeVisible();
    await page.getByRole("link", { name: "All projects" }).last().click();
    await expect(page.getByRole("heading", { name: "Projects", level: 1 })).toBeVisible();
    consoleWatch.allow(/404/);
    await page.goto("/no/such/page");
    await expect(page.getByText("There is no such page")).toBeVisible();
  });

  test("the first key press leads past the header", async ({ page, project }) => {
    await page.goto(`/projects/${project.slug}/flags`);
    await expect(page.getByText("No flags yet")).toBeVisible();
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    await page.keyboard.press("Tab");
    await expect(page.getByRole("main").locator(":focus")).toHaveAccessibleName("Compare environments");
  });
});

test("every icon that a page or its manifest names is there, and is what it is said to be", async ({
  page,
  request,
}) => {
  await page.goto("/projects");
  const named = async (rel: string) =>
    page.locator(`link[rel="${rel}"]`).evaluateAll((all) => all.map((one) => one.getAttribute("href")));
  const [manifestAddress] = await named("manifest");
  const manifest = await (await request.get(manifestAddress ?? "")).json();
  const icons: string[] = manifest.icons.map(({ src }: { src: string }) => src);
  const addresses = [...(await named("icon")), ...(await named("apple-touch-icon")), ...icons];
  expect(addresses.length).toBeGreaterThanOrEqual(5);
  for (const address of addresses) {
    const answer = await request.get(address ?? "");
    expect(answer.status(), address ?? "").toBe(200);
    expect(answer.headers()["content-type"]).toBe(address?.endsWith(".svg") ? "image/svg+xml" : "image/png");
  }
  expect(await (await request.get("/robots.txt")).text()).toContain("Disallow: /");
});

test.describe("the palette and the keys", () => {
  test("Ctrl+K goes to a flag, a segment and a page, and gives the focus back", async ({ page, project, api }) => {
    await api.makeFlag(project, "palette-flag", { name: "Shiny checkout" });
    const segment = await api.makeSegment(project, "Shiny people");
    await page.goto(`/projects/${project.slug}/segments`);
    await expect(page.getByRole("link", { name: "Shiny people" })).toBeVisible();
    const search = page.getByRole("combobox", { name: "Search and commands" });

    await page.keyboard.press("Control+k");
    await search.fill("checkout shiny");
    await expect(page.getByRole("option", { name: /Shiny checkout/ })).toBeVisible();
    await search.fill("shiny");
    await expect(page.getByRole("option", { name: /Shiny checkout/ })).toBeVisible();
    await page.getByRole("option", { name: "Shiny people" }).click();
    await expect(page).toHaveURL(`/projects/${project.slug}/segments/${segment.id}`);

    await page.goto(`/projects/${project.slug}/segments`);
    await page.getByRole("searchbox", { name: "Search segments" }).focus();
    await page.keyboard.press("Control+k");
    await expect(search).toBeFocused();
    await page.keyboard.press("Escape");
    await expect(page.getByRole("searchbox", { name: "Search segments" })).toBeFocused();

    await page.keyboard.press("Control+k");
    await search.fill("flags");
    await page.keyboard.press("Enter");
    await expect(page).toHaveURL(`/projects/${project.slug}/flags`);
  });

  test("with colours of one's own the chosen entry of the search stands out", async ({ page, project }) => {
    await page.emulateMedia({ forcedColors: "active" });
    await page.goto(`/projects/${project.slug}/segments`);
    await expect(page.getByText("No segments yet")).toBeVisible();
    await page.keyboard.press("Control+k");
    const options = page.getByRole("dialog").getByRole("option");
    const colour = (index: number) => options.nth(index).evaluate((option) => getComputedStyle(option).backgroundColor);
    await expect(options.first()).toHaveAttribute("aria-selected", "true");
    expect(await colour(0)).not.toBe(await colour(1));
  });

  test("single keys search, list themselves and go to pages, until they are turned off", async ({
    page,
    project,
    api,
  }) => {
    await api.makeSegment(project, "Anyone");
    await page.goto(`/projects/${project.slug}/segments`);
    await expect(page.getByRole("link", { name: "Anyone" })).toBeVisible();
    const search = page.getByRole("searchbox", { name: "Search segments" });
    await page.keyboard.press("/");
    await expect(search).toBeFocused();
    await page.keyboard.type("g?");
    await expect(search).toHaveValue("g?");
    await search.blur();

    await page.keyboard.press("?");
    await expect(page.getByRole("dialog", { name: "Keyboard shortcuts" })).toBeVisible();
    await page.getByRole("checkbox", { name: "Single-key shortcuts" }).uncheck();
    await page.keyboard.press("Escape");
    await page.keyboard.press("/");
    await expect(search).not.toBeFocused();

    await page.getByRole("button", { name: /^Account/ }).click();
    await page.getByRole("menuitem", { name: "Keyboard shortcuts" }).click();
    await page.getByRole("checkbox", { name: "Single-key shortcuts" }).check();
    await page.keyboard.press("Escape");
    await page.keyboard.press("g");
    await page.keyboard.press("f");
    await expect(page).toHaveURL(`/projects/${project.slug}/flags`);
  });
});

test("the theme that was chosen is there from the first paint on after a reload", async ({ page, project }) => {
  await page.goto(`/projects/${project.slug}/flags`);
  const html = page.locator("html");
  await page.getByRole("button", { name: /^Account/ }).click();
  await page.getByRole("menuitemradio", { name: "Dark" }).click();
  await expect(html).toHaveCSS("color-scheme", "dark");
  await page.reload({ waitUntil: "commit" });
  await expect(html).toHaveAttribute("data-theme", "dark");
  await page.getByRole("button", { name: /^Account/ }).click();
  await page.getByRole("menuitemradio", { name: "Light" }).click();
  await expect(html).toHaveCSS("color-scheme", "light");
});

test("a printed page says what it says, dark on white in any theme, without what is only for going on", async ({
  page,
  project,
  api,
}) => {
  const flag = await api.makeFlag(project, "checkout", { name: "Checkout" });
  await api.makeRule(flag, { name: "Staff" });
  await page.emulateMedia({ media: "print", colorScheme: "dark" });
  for (const path of ["flags/checkout", "audit"]) {
    await page.goto(`/projects/${project.slug}/${path}`);
    await expect(page.getByText("Staff").first()).toBeVisible();
    await expect(page.locator("body")).toHaveCSS("background-color", "rgb(255, 255, 255)");
    await expect(page.getByRole("heading", { level: 1 })).toHaveCSS("color", "rgb(20, 22, 26)");
    await expect(page.getByRole("navigation", { name: "Project" })).toBeHidden();
    await expect(page.getByRole("complementary")).toBeHidden();
  }
});

test("with somebody's own colours icons have the colour of the text that they stand in", async ({ page, project }) => {
  await page.emulateMedia({ forcedColors: "active" });
  await page.goto(`/projects/${project.slug}/flags`);
  await expect(page.getByText("No flags yet")).toBeVisible();
  const odd = await page.locator("svg").evaluateAll(
    (icons) =>
      icons.filter((icon) => {
        const around = icon.parentElement;
        return around !== null && getComputedStyle(icon).color !== getComputedStyle(around).color;
      }).length,
  );
  expect(odd).toBe(0);
});

test.describe("when something is away", () => {
  test("a banner says that there is no network, and goes when it is back", async ({
    page,
    project,
    context,
    consoleWatch,
  }) => {
    // What the page was just asking for fails.
    consoleWatch.allow(/ERR_INTERNET_DISCONNECTED/);
    await page.goto(`/projects/${project.slug}/flags`);
    await expect(page.getByText("No flags yet")).toBeVisible();
    await context.setOffline(true);
    await expect(page.getByText("You are offline.")).toBeVisible();
    await context.setOffline(false);
    await expect(page.getByText("You are offline.")).toBeHidden();
  });

  test("a fault of the server is told with its request id, and trying again helps", async ({
    page,
    project,
    api,
    consoleWatch,
  }) => {
    await api.makeFlag(project, "survivor");
    consoleWatch.allow(/status of 500/);
    await page.route("**/api/v1/flags?*", (route) =>
      route.fulfill({
        status: 500,
        headers: { "x-request-id": "req-for-the-log" },
        json: { error: "Internal server error" },
      }),
    );
    await withoutPrefetchedData(page);
    await page.goto(`/projects/${project.slug}/flags`);
    await expect(page.getByText("Could not load the flags")).toBeVisible();
    await expect(page.getByText("req-for-the-log")).toBeVisible();
    await page.unroute("**/api/v1/flags?*");
    await page.getByRole("button", { name: "Try again" }).click();
    await expect(page.getByRole("link", { name: "survivor" })).toBeVisible();
  });
});

test.describe("a stranger", () => {
  test.use({ role: null });

  test("is led to the sign-in page, which knows where they were going", async ({ page, project }) => {
    const address = `/projects/${project.slug}/flags?search=a`;
    await page.goto(address);
    await expect(page).toHaveURL(`/sign-in?next=${encodeURIComponent(address)}`);
  });

  test("whose session is over is one, too", async ({ page, context, baseURL, project, consoleWatch }) => {
    consoleWatch.allow(/status of 401/);
    await context.addCookies([{ name: "guidon.session_token", value: "over", url: baseURL ?? "" }]);
    const address = `/projects/${project.slug}/flags?search=a`;
    await page.goto(address);
    await expect(page).toHaveURL(`/sign-in?next=${encodeURIComponent(address)}`);
  });
});

test("every answer at the address of a page has the headers of pages, also one that leads elsewhere", async ({
  request,
  project,
}) => {
  const { slug } = project;
  for (const address of ["/settings", "/settings/keys/", `/projects/${slug}`, `/projects/${slug}/flags`, "/nowhere"]) {
    const headers = (await request.get(address, { maxRedirects: 0 })).headers();
    expect(headers, address).toMatchObject({
      ...{ "x-content-type-options": "nosniff", "x-frame-options": "DENY", "referrer-policy": "same-origin" },
      ...{ "cross-origin-opener-policy": "same-origin", "permissions-policy": expect.stringContaining("camera=()") },
    });
  }
});

test("pages forbid scripts that are not theirs, and frames", async ({ page, project, consoleWatch }) => {
  const response = await page.goto(`/projects/${project.slug}/flags`);
  const policy = (await response?.headerValue("content-security-policy")) ?? "";
  const scripts = /script-src ([^;]*)/.exec(policy)?.[1] ?? "";
  expect(scripts).toMatch(/'nonce-[\w+/=]{20,}'/);
  expect(scripts).not.toMatch(/unsafe/);
  expect(policy).toContain("frame-ancestors 'none'");
  expect(await response?.headerValue("x-content-type-options")).toBe("nosniff");

  consoleWatch.allow(/Content Security Policy|The policy's script-src-attr refused inline/);
  const hasRun = await page.evaluate(() => {
    const script = document.createElement("div");
    script.innerHTML = `<img src="data:," onerror="document.title = 'taken over'">`;
    document.body.append(script);
    return new Promise<boolean>((resolve) => {
      script.querySelector("img")?.addEventListener("error", () => resolve(document.title === "taken over"));
    });
  });
  expect(hasRun).toBe(false);
});
