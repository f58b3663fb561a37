import { Glyph, Swatch } from "@/components/charts/marks";

/** How every picture of the site is to be read, in one breath. */
export function GrammarSentence() {
  return (
    <p className="max-w-prose text-[1rem] leading-[1.6]">
      In every picture, what a model <em>does</em> is solid&nbsp;
      <Glyph kind="does" /> and what it <em>says</em> is open&nbsp;
      <Glyph kind="says" />; a true claim is a ring around its dot&nbsp;
      <Glyph kind="true" />, a false one stands beside it&nbsp;
      <Glyph kind="false" />.{" "}
      <span className="whitespace-nowrap font-[600] text-self-ink">
        <Swatch whose="self" /> Teal
      </span>{" "}
      is the model itself,{" "}
      <span className="whitespace-nowrap font-[600] text-target-ink">
        <Swatch whose="target" /> ochre
      </span>{" "}
      the training target, the model its explanations were made from,{" "}
      <span className="whitespace-nowrap font-[600] text-soft">
        <Swatch whose="control" /> grey
      </span>{" "}
      what is there for comparison.
    </p>
  );
}
