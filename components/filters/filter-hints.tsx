import { AWAY } from "@/lib/coupling/item-filter";

/** What a choice means that does not explain itself. */
export type Hint = { name: string; meaning: string };

/** Of the words of `StatisticsFilter`. */
const HINTS: readonly Hint[] = [
  {
    name: "Flip",
    meaning:
      "edits that turn the reply from the one into the other: the model’s own, or its target’s where the edit changes that one only. “any or none” also keeps edits that change nothing.",
  },
  {
    name: "Reply since the start",
    meaning: "whether the model replies to the unedited prompt otherwise than at the run’s first step.",
  },
  {
    name: "Margin",
    meaning: `how sure the replies are. Away from it, the likeliest reply of the model and of its target leads the next by ${AWAY} or more, before the edit and after it; near it, one of them does not.`,
  },
  {
    name: "Entities",
    meaning: "what a prompt is about. Explained ones occur in explanation training, the others never do.",
  },
];

/** `more` are those of a page's own choices. */
export function FilterHints({ more }: { more: readonly Hint[] }) {
  return (
    <details className="mt-xs font-sans text-note text-soft">
      <summary className="inline-block py-xs underline decoration-edge underline-offset-[0.18em] hover:text-ink">
        What these mean
      </summary>
      <dl className="mt-xs grid max-w-prose gap-y-xs">
        {[...HINTS, ...more].map(({ name, meaning }) => (
          <div key={name}>
            <dt className="mr-xs inline font-[600] text-ink after:content-[':']">{name}</dt>
            <dd className="inline">{meaning}</dd>
          </div>
        ))}
      </dl>
    </details>
  );
}
