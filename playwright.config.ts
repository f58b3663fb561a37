/**
 * Browser tests against the built site (out/), served as a visitor would get it. `npm run e2e` chooses the
 * browser and the port; without it, what is installed and a fixed port are taken.
 */
import { defineConfig, devices } from "@playwright/test";
import { findInstalledBrowser, QUIET_ARGS, SOFTWARE_WEBGPU_ARGS, thisMachine } from "./scripts/browser.mjs";

const port = Number(process.env.E2E_PORT ?? 4173);
const basePath = process.env.BASE_PATH ?? "";
const origin = `http://127.0.0.1:${port}`;
const executablePath = process.env.CHROMIUM_PATH ?? findInstalledBrowser(thisMachine())?.path;

/** The pages under test are our own, and containers often allow no sandbox, root never. */
const launch = (args: string[]) => ({
  chromiumSandbox: false,
  args: [...QUIET_ARGS, ...args],
  ...(executablePath ? { executablePath } : {}),
});

export default defineConfig({
  testDir: "e2e",
  outputDir: "test-results",
  reporter: "list",
  forbidOnly: Boolean(process.env.CI),
  retries: 0,
  workers: 2,
  // For machines that are busy with something else; on an idle one nothing takes a tenth of it.
  timeout: 120_000,
  expect: { timeout: 30_000 },
  use: { baseURL: `${origin}${basePath}/`, trace: "retain-on-failure" },
  projects: [
    {
      name: "chromium",
      testIgnore: /webgpu.*\.spec\.ts/,
      use: { ...devices["Desktop Chrome"], launchOptions: launch([]) },
    },
    {
      name: "webgpu",
      testMatch: /webgpu.*\.spec\.ts/,
      timeout: 300_000,
      use: { ...devices["Desktop Chrome"], launchOptions: launch(SOFTWARE_WEBGPU_ARGS) },
    },
  ],
  webServer: {
    command: "node scripts/serve.mjs",
    url: `${origin}${basePath}/`,
    env: { PORT: String(port), BASE_PATH: basePath, HOST: "127.0.0.1" },
    reuseExistingServer: false,
    stdout: "ignore",
    stderr: "pipe",
  },
});
