/** Reading one parameter of a link: its value, or a default and a note that says so. */

/** A parameter of a link that could not be used. The sentence is for the page to show. */
export type IgnoredParameter = { name: string; given: string; sentence: string };

/** A link's parameters as text; null where the link has none of that name. */
export type RawParameters<Name extends string> = Record<Name, string | null>;

/** The longest part of a bad value that a note repeats. */
const QUOTED_CHARACTERS = 40;

export function quote(text: string): string {
  return `“${text.length > QUOTED_CHARACTERS ? `${text.slice(0, QUOTED_CHARACTERS)}…` : text}”`;
}

/**
 * Reads parameters one by one and collects what was ignored. `read` gives the parsed value where it is sound
 * and `accept` takes it, else the default; `accept` answers null, or why not ("is not in this bundle").
 */
export function makeReader<Name extends string>(raw: RawParameters<Name>) {
  const ignored: IgnoredParameter[] = [];
  const ignore = (name: Name, reason: string, given = raw[name] ?? "") => {
    ignored.push({
      name,
      given,
      sentence: `The link says ${name} ${quote(given)}, which ${reason}; it was left out.`,
    });
  };
  const read = <T>(
    name: Name,
    parser: { parse: (text: string) => T | null },
    otherwise: T,
    accept: (value: T) => string | null = () => null,
  ): T => {
    const text = raw[name];
    if (text === null) return otherwise;
    const value = parser.parse(text);
    const reason = value === null ? "cannot be read" : accept(value);
    if (value !== null && reason === null) return value;
    ignore(name, reason ?? "cannot be read");
    return otherwise;
  };
  return { ignored, ignore, read };
}
