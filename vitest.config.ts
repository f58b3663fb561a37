import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

export default defineConfig({
  resolve: { alias: { "@": fileURLToPath(new URL(".", import.meta.url)) } },
  test: {
    include: ["{app,components,lib,scripts}/**/*.test.{ts,tsx}"],
    environment: "node",
    // For machines that are busy with something else; on an idle one none takes a tenth of it.
    testTimeout: 30_000,
    hookTimeout: 30_000,
  },
});
