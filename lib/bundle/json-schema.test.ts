import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { bundleJsonSchema, sortKeys } from "@/lib/bundle/json-schema";

const PATH = fileURLToPath(new URL("../../models/bundle.schema.json", import.meta.url));

describe("models/bundle.schema.json", () => {
  it("is what lib/bundle/schema.ts says (UPDATE_SCHEMA=1 npx vitest run lib/bundle/json-schema writes it)", () => {
    const schema = bundleJsonSchema();
    if (process.env.UPDATE_SCHEMA === "1") writeFileSync(PATH, schema);
    expect(readFileSync(PATH, "utf8")).toBe(schema);
  });
});

describe("sortKeys", () => {
  it("sorts at every depth and leaves lists alone", () => {
    expect(JSON.stringify(sortKeys({ b: [{ d: 1, c: null }, 3], a: "x" }))).toBe(
      '{"a":"x","b":[{"c":null,"d":1},3]}',
    );
  });
});
