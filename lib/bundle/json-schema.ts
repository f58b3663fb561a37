/** The manifest's JSON Schema, by which the two definitions of it (zod here, pydantic in training) are compared. */
import { toJSONSchema } from "zod/v4/core";
import { bundleSchema } from "@/lib/bundle/schema";

/** A value with the keys of all its objects in alphabetical order, so that texts of it can be compared. */
export function sortKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sortKeys);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, child]) => [key, sortKeys(child)]),
  );
}

/** The text of `models/bundle.schema.json`. */
export function bundleJsonSchema(): string {
  const schema = toJSONSchema(bundleSchema, {
    // zod bounds whole numbers by what a double holds exactly, which says nothing about bundles.
    override: ({ jsonSchema }) => {
      if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum;
      if (jsonSchema.minimum === Number.MIN_SAFE_INTEGER) delete jsonSchema.minimum;
    },
  });
  return `${JSON.stringify(sortKeys(schema), null, 2)}\n`;
}
