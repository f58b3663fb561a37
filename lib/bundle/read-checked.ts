/**
 * Reads JSON against a schema, and then against what a form cannot say. All problems are found at once, each in one
 * sentence, for whoever exports a bundle.
 */
import type * as z from "zod/v4/core";

/** How many problems a message lists; the rest is counted. */
const LISTED_PROBLEMS = 5;

/** The small build of zod comes without words for what is wrong; its English would be a kilobyte of every visit. */
function messageOf(issue: z.$ZodRawIssue): string {
  switch (issue.code) {
    case "unrecognized_keys":
      return `Unrecognized key: ${issue.keys.map((key) => `"${key}"`).join(", ")}`;
    case "invalid_type":
      return `expected ${issue.expected}, got ${issue.input === null ? "null" : typeof issue.input}`;
    case "invalid_value":
      return `expected ${issue.values.map((value) => JSON.stringify(value)).join(" or ")}`;
    case "too_small":
      return `expected ${issue.origin} of at least ${issue.minimum}`;
    case "too_big":
      return `expected ${issue.origin} of at most ${issue.maximum}`;
    case "invalid_format":
      return `expected ${issue.format}${issue.pattern ? ` that matches ${issue.pattern}` : ""}`;
    default:
      return "expected one of the forms that the schema names";
  }
}

/** What of a schema is used. */
type Schema<T> = {
  safeParse(json: unknown, context: z.ParseContext<z.$ZodIssue>): z.util.SafeParseResult<T>;
};

/** What was read, or what is wrong with it: the first problems in words, and how many there are. */
export type Checked<T> = { value: T } | { value: null; problems: string; count: number };

/** `whole` stands for the place of a problem of all of it: "the manifest". `check` names problems in sentences. */
export function readChecked<T>(
  schema: Schema<T>,
  json: unknown,
  whole: string,
  check: (value: T) => string[],
): Checked<T> {
  const parsed = schema.safeParse(json, { error: messageOf });
  const problems = parsed.success
    ? check(parsed.data)
    : parsed.error.issues.map(({ path, message }) => `${path.map(String).join(".") || whole}: ${message}.`);
  if (parsed.success && problems.length === 0) return { value: parsed.data };
  const listed = problems.slice(0, LISTED_PROBLEMS).join(" ");
  const more = problems.length > LISTED_PROBLEMS ? ` And ${problems.length - LISTED_PROBLEMS} more.` : "";
  return { value: null, problems: listed + more, count: problems.length };
}
