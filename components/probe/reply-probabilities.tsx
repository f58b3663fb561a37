import { DoesMark } from "@/components/charts/marks";
import { formatProbability } from "@/components/ui/number-format";

type ReplyProbabilitiesProps = {
  /** Reply words in class order, and what each class means. */
  replies: readonly string[];
  titles: readonly string[];
  probabilities: readonly number[];
  reply: number;
};

/** What the checkpoint replies: every class in its place, the likeliest with the dot. */
export function ReplyProbabilities({ replies, titles, probabilities, reply }: ReplyProbabilitiesProps) {
  return (
    <ol className="grid gap-x-m" style={{ gridTemplateColumns: `repeat(${replies.length}, minmax(0, 1fr))` }}>
      {replies.map((word, index) => {
        const p = probabilities[index] ?? 0;
        const isReply = index === reply;
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: a class is its place; two classes may share a word
          <li key={index}>
            <p className={`text-[1.25rem] leading-[1.3] ${isReply ? "font-[600]" : "text-soft"}`}>
              {isReply && (
                <svg aria-hidden="true" viewBox="0 0 12 12" className="mr-[0.3em] inline-block size-[0.6em]">
                  <DoesMark cx={6} cy={6} scale={1.5} />
                </svg>
              )}
              {word}
              {isReply && <span className="sr-only"> (its reply)</span>}
            </p>
            <p className="tabular text-note text-soft">
              {titles[index]}{" "}
              <data value={p} className={isReply ? "font-[600] text-ink" : undefined}>
                {formatProbability(p)}
              </data>
            </p>
            <div aria-hidden="true" className="mt-xs h-[3px] bg-rule">
              <div
                className={`h-full ${isReply ? "bg-self" : "bg-control"}`}
                style={{ width: `${p * 100}%` }}
              />
            </div>
          </li>
        );
      })}
    </ol>
  );
}
