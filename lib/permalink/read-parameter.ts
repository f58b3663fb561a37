/** Reading one parameter of a link: its value, or a default and a note that says so. */

/** A parameter of a link that could not be used. The sentence is for the page to show. */
export type IgnoredParameter = { name: string; given: string; sentence: string };

/** A link's parameters as text; null where the link has none of that name. */
export type RawParameters<Name extends string> = Record<Name, string | null>;

/** The longest part of a bad value that a note repeats. */
const QUOTED_CHARACTERS = 40;

/** Of any other length, shortened; between quotation marks unless told otherwise. */
export function quote(text: string, marks: "“”" | "" = "“”"): string {
  const short = text.length > QUOTED_CHARACTERS ? `${text.slice(0, QUOTED_CHARACTERS)}…` : text;
  return marks === "" ? short : `“${short}”`;
}

export type Reader<Name extends string> = {
  /** What could not be used so far. */
  ignored: IgnoredParameter[];
  /** Notes that a value, or the part of it that is given, was left out; `reason` completes "which ...". */
  ignore: (name: Name, reason: string, given?: string) => void;
  /**
   * The parsed value where it is sound and `accept` takes it, else the default; `accept` answers null, or why
   * not ("is not in this bundle").
   */
  read: <T>(
    name: Name,
    parser: { parse: (text: string) => T | null },
    otherwise: T,
    accept?: (value: T) => string | null,
  ) => T;
};

/** Reads parameters one by one and collects what was ignored. */
export function makeReader<Name extends string>(raw: RawParameters<Name>): Reader<Name> {
  const ignored: IgnoredParameter[] = [];
  const ignore: Reader<Name>["ignore"] = (name, reason, given = raw[name] ?? "") => {
    ignored.push({
      name,
      given,
      sentence: `The link says ${name} ${quote(given)}, which ${reason}; it was left out.`,
    });
  };
  const read: Reader<Name>["read"] = (name, parser, otherwise, accept = () => null) => {
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
