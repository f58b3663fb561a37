/**
 * A page's view as its link: which parameters it has, what they show of a bundle, and how a change is written.
 * One of these a page, in `<page>-view.ts`; `use-page-view.ts` is the hook. Pure.
 */
import type { Bundle } from "@/lib/bundle/schema";
import {
  type IgnoredParameter,
  makeReader,
  quote,
  type RawParameters,
  type Reader,
} from "@/lib/permalink/read-parameter";

/** The view, every field of which the bundle knows, and what the link said that it does not. */
export type ReadView<View> = { view: View; ignored: IgnoredParameter[] };

/** Parameters to set (text), to take out of the link (null), or to leave (absent). */
export type Written<Name extends string> = Partial<RawParameters<Name>>;

export type PageView<Name extends string, View, Read extends ReadView<View> = ReadView<View>> = {
  names: readonly Name[];
  /** Never throws: what cannot be used is left out and listed. */
  read: (bundle: Bundle, raw: RawParameters<Name>) => Read;
  write: (change: Partial<View>) => Written<Name>;
};

/** Describes a page by what it reads and writes; the notes on what was ignored come by themselves. */
export function makePageView<Name extends string, View>(given: {
  names: readonly Name[];
  read: (bundle: Bundle, reader: Reader<Name>) => View;
  write: (change: Partial<View>) => Written<Name>;
}): PageView<Name, View> {
  return {
    names: given.names,
    write: given.write,
    read(bundle, raw) {
      const reader = makeReader(raw);
      const view = given.read(bundle, reader);
      return { view, ignored: reader.ignored };
    },
  };
}

/**
 * The fields of a change as parameters of the same names, each by its parser: null takes it out of the link,
 * and what is undefined stays as it is.
 */
export function writeFields<Name extends string>(
  parsers: Record<Name, { serialize: (value: never) => string }>,
  change: Partial<Record<NoInfer<Name>, unknown>>,
): Written<Name> {
  const written: Written<Name> = {};
  for (const name of Object.keys(parsers) as Name[]) {
    const value = change[name];
    if (value !== undefined) written[name] = value === null ? null : parsers[name].serialize(value as never);
  }
  return written;
}

/** What a link says beside a page's parameters: names that the page does not have, and repetitions. */
export function strayParameters(names: readonly string[], search: URLSearchParams): IgnoredParameter[] {
  const seen = new Set<string>();
  return [...search].flatMap(([name, given]) => {
    const reason = !names.includes(name)
      ? "this page does not know"
      : seen.has(name)
        ? "is said a second time"
        : null;
    seen.add(name);
    if (reason === null) return [];
    const sentence = `The link says ${quote(name, "")} ${quote(given)}, which ${reason}; it was left out.`;
    return [{ name, given, sentence }];
  });
}
