/**
 * Browser tests against the built site (out/), served as a visitor would get it. `npm run e2e` chooses the
 * browser and the port; without it, what is installed and a fixed port are taken.
 */
import { defineConfig, devices } from "@playwright/test";
import { findInstalledBrowser, QUIET_ARGS, SOFTWARE_WEBGPU_ARGS, thisMachine } from "./scripts/browser.mjs";
import { BELOW_PATH, isBuiltBelow } from "./scripts/build-below.mjs";

const port = Number(process.env.E2E_PORT ?? 4173);
const basePath = process.env.BASE_PATH ?? "";
const origin = `http://127.0.0.1:${port}`;
/** Tested where there is a build for it; `npm run e2e` sees to that. */
const hasBelow = basePath === "" && isBuiltBelow(import.meta.dirname);
const belowPort = Number(process.env.E2E_BELOW_PORT ?? port + 1);
const belowUrl = `http://127.0.0.1:${belowPort}${BELOW_PATH}/`;
const executablePath = process.env.CHROMIUM_PATH ?? findInstalledBrowser(thisMachine())?.path;

/** A server of one of the builds. */
const serve = (folder: string, at: { port: number; basePath: string }, url: string) => ({
  command: `node scripts/serve.mjs ${folder}`,
  url,
  env: { PORT: String(at.port), BASE_PATH: at.basePath, HOST: "127.0.0.1" },
  reuseExistingServer: false,
  stdout: "ignore" as const,
  stderr: "pipe" as const,
});

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
  // A trace costs a sixth of the time, and nobody gets at those of CI.
  use: { baseURL: `${origin}${basePath}/`, trace: process.env.CI ? "off" : "retain-on-failure" },
  projects: [
    {
      name: "chromium",
      testIgnore: /(webgpu.*|sub-path)\.spec\.ts/,
      use: { ...devices["Desktop Chrome"], launchOptions: launch([]) },
    },
    {
      name: "webgpu",
      testMatch: /webgpu.*\.spec\.ts/,
      timeout: 300_000,
      use: { ...devices["Desktop Chrome"], launchOptions: launch(SOFTWARE_WEBGPU_ARGS) },
    },
    ...(hasBelow
      ? [
          {
            name: "sub-path",
            testMatch: /sub-path\.spec\.ts/,
            use: { ...devices["Desktop Chrome"], baseURL: belowUrl, launchOptions: launch([]) },
          },
        ]
      : []),
  ],
  webServer: [
    serve("out", { port, basePath }, `${origin}${basePath}/`),
    ...(hasBelow ? [serve("out-below", { port: belowPort, basePath: BELOW_PATH }, belowUrl)] : []),
  ],
});
