import { Notice } from "./notice";

/** What of a link could not be used, in one place at the top of the page; nothing where all of it was. */
export function IgnoredNotice({ ignored }: { ignored: readonly { sentence: string }[] }) {
  if (ignored.length === 0) return null;
  return (
    <div className="mb-l">
      <Notice>{ignored.map(({ sentence }) => sentence).join(" ")}</Notice>
    </div>
  );
}
