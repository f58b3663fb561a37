/** What an edit did to a prompt's text, for marking it in the row. Pure. */

/** The prompt around the words that an edit takes out or puts in. */
export type EditText = { before: string; changed: string; after: string };

/** Words that the two texts share at the beginning. */
function sharedStart(a: readonly string[], b: readonly string[]): number {
  let shared = 0;
  while (shared < a.length && shared < b.length && a[shared] === b[shared]) shared++;
  return shared;
}

/**
 * The longer of a prompt and its edited text, cut around what the other one lacks; `changed` is empty where they are
 * equal, and everything between the common ends where it is more than one stretch.
 */
export function readEdit(prompt: string, edited: string): EditText {
  const [longer, shorter] = [prompt, edited]
    .map((text) => text.split(" "))
    .sort((a, b) => b.length - a.length) as [string[], string[]];
  const start = sharedStart(longer, shorter);
  const rest = [longer, shorter].map((words) => words.slice(start).reverse()) as [string[], string[]];
  const end = sharedStart(...rest);
  const join = (from: number, to: number) => longer.slice(from, to).join(" ");
  return {
    before: join(0, start),
    changed: join(start, longer.length - end),
    after: join(longer.length - end, longer.length),
  };
}
