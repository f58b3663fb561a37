/**
 * Runs the browser tests over the built site: brings the build below a path up to date, finds a browser and free
 * ports, then hands over to Playwright.
 */
import { spawn } from "node:child_process";
import { createServer } from "node:http";
import { resolve } from "node:path";
import { ensureBrowser, thisMachine } from "./browser.mjs";
import { BELOW_PATH, buildBelow } from "./build-below.mjs";
import { listenOnFreePort } from "./serve.mjs";

async function findFreePort() {
  const server = createServer();
  const port = await listenOnFreePort(server, [0], "127.0.0.1");
  await new Promise((done) => server.close(done));
  return port;
}

try {
  const { path, source } = ensureBrowser(thisMachine());
  console.log(`Browser: ${path} (${source})`);
  // A site that was built below a path itself is tested there as a whole.
  if (!process.env.BASE_PATH && buildBelow(resolve(import.meta.dirname, ".."))) {
    console.log(`Built once more, below ${BELOW_PATH}`);
  }
  const env = {
    ...process.env,
    CHROMIUM_PATH: path,
    E2E_PORT: String(await findFreePort()),
    E2E_BELOW_PORT: String(await findFreePort()),
  };
  const playwright = resolve(import.meta.dirname, "../node_modules/@playwright/test/cli.js");
  const tests = spawn(process.execPath, [playwright, "test", ...process.argv.slice(2)], {
    stdio: "inherit",
    env,
  });
  tests.on("exit", (code) => process.exit(code ?? 1));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}
