/** A browser that lacks what was asked for says so, and offers what it has. */
import { expect, test } from "./support/page-watch";
import { expectParameter, openProbe } from "./support/probe-page";

const lacks = {
  "has no WebGPU": {
    script: () => Object.defineProperty(Navigator.prototype, "gpu", { get: () => undefined }),
    says: "this browser has no WebGPU here",
  },
  "has WebGPU and no adapter": {
    script: () => {
      const gpu = { requestAdapter: async () => null };
      Object.defineProperty(Navigator.prototype, "gpu", { get: () => gpu });
    },
    says: "WebGPU found no graphics adapter",
  },
};

for (const [what, { script, says }] of Object.entries(lacks)) {
  test(`WebGPU chosen in a browser that ${what}`, async ({ page }) => {
    await page.addInitScript(script);
    const probe = await openProbe(page, "?seed=1");
    await expect(probe.start).toBeEnabled();
    await probe.backend.selectOption("webgpu");
    await expect(probe.source).toContainText(`Nothing can be run live here: ${says}.`);
    await expectParameter(page, "backend", "webgpu");
    await expect(probe.start).toHaveCount(0);
    await expect(probe.table).toBeVisible();

    await probe.backend.selectOption("auto");
    await expect(probe.start).toHaveText(/, [\d.]+\sMB$/);
    await expect(probe.source).not.toContainText("Nothing can be run");
  });
}

test("a link that names WebGPU where there is none says so at once", async ({ page }) => {
  await page.addInitScript(lacks["has no WebGPU"].script);
  const probe = await openProbe(page, "?seed=1&backend=webgpu&live=1");
  await expect(probe.source).toContainText("Nothing can be run live here: this browser has no WebGPU here.");
  await expect(probe.table).toBeVisible();
  await expect(probe.backend).toHaveValue("webgpu");
});
