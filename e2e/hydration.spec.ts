/**
 * React takes the built HTML over piece by piece. The data may arrive in between, and on a slow line a page's own
 * scripts come last; the watch over errors (page-watch.ts) sees it when HTML and first rendering differ then.
 */
import { expect, test } from "./support/page-watch";
import { probePage } from "./support/probe-page";
import { holdBack, scriptsOf } from "./support/requests";

test("Probe's scripts may come after the manifest", async ({ page, context, baseURL }) => {
  const overview = scriptsOf(baseURL ?? "");
  const own = scriptsOf(new URL("probe/", baseURL).href).filter((script) => !overview.includes(script));
  expect(own).not.toEqual([]);
  const release = await holdBack(context, new RegExp(own.join("|").replaceAll(".", "\\.")));
  await page.goto("probe/?prompt=hello", { waitUntil: "commit" });
  await expect(page.getByRole("contentinfo")).toContainText("Bundle");
  await release();
  await expect(probePage(page).prompt).toHaveValue("hello");
});
