/**
 * What every file saved from a figure says about itself: what it shows, how the intervals were made, where it is
 * from, and what reproduces its numbers. The same lines in each kind of file. Pure.
 */

/** Where a page's numbers come from; given by the page (`figure-provenance.tsx`), for charts know no bundle. */
export type Provenance = {
  /** Id of the bundle. */
  bundle: string;
  /** SHA-256 of the bundle's manifest, which names the hash of everything else: 64 hexadecimal digits. */
  sha256: string;
  /** The command that reproduces the numbers. */
  command: string;
};

export type FigureFacts = {
  title: string;
  method: string;
  /** What is not there, not to be relied on, or else to be known: sentences. */
  notes?: readonly string[];
  /** The page's full address: it opens the same view. */
  link: string;
  /** Null while the bundle is not known. */
  provenance: Provenance | null;
};

/** A figure's notes, and what is said below its table; what a note begins with is not said again. */
export function fileNotes(notes: readonly string[], remarks: readonly string[]): string[] {
  // A note goes on where a remark has its stop: "† ...: at step 60."
  const isSaid = (remark: string) => notes.some((note) => note.startsWith(remark.replace(/\.$/, "")));
  return [...notes, ...remarks.filter((remark) => !isSaid(remark))];
}

/** Name and text of each fact, in the order of reading; no text has a line break. */
export function listFacts({ title, method, notes = [], link, provenance }: FigureFacts): [string, string][] {
  const facts: [string, string][] = [
    ["Title", title],
    ["Method", method],
    ...(notes.length > 0 ? [["Notes", notes.join(" ")] as [string, string]] : []),
    ["Link", link],
  ];
  if (provenance) {
    facts.push(
      ["Bundle", `${provenance.bundle}, bundle.json has SHA-256 ${provenance.sha256}`],
      ["Reproduce", provenance.command],
    );
  }
  return facts.map(([name, text]) => [name, text.replace(/\s+/g, " ").trim()]);
}
