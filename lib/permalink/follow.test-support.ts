/** What a page that a link opens reads of it. */
import type { Bundle } from "@/lib/bundle/schema";
import type { PageView, ReadView } from "@/lib/permalink/page-view";
import type { RawParameters } from "@/lib/permalink/read-parameter";

export function followLink<Name extends string, View, Read extends ReadView<View>>(
  page: PageView<Name, View, Read>,
  bundle: Bundle,
  href: string,
): Read {
  const { searchParams } = new URL(href, "http://localhost");
  const raw = Object.fromEntries(page.names.map((name) => [name, searchParams.get(name)]));
  return page.read(bundle, raw as RawParameters<Name>);
}
