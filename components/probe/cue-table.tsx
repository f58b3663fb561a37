import type { ReactNode } from "react";
import { Glyph } from "@/components/charts/marks";
import { formatProbability } from "@/components/ui/number-format";
import type { Task } from "@/lib/bundle/schema";
import type { CueAnswer, ProbeAnswer } from "@/lib/coupling/types";
import { judgeProbe } from "@/lib/coupling/verdict";
import { editWords, REMARK_WORDS, remarkMeanings } from "./verdict-words";

type CueTableProps = {
  task: Task;
  /** Reply words in class order. */
  replies: readonly string[];
  answer: ProbeAnswer;
  /** The training target's answer to the same prompt; null where it was not asked. */
  target: ProbeAnswer | null;
  /** False for a run that has no target: nothing is said of one then. */
  hasTarget: boolean;
};

const CELL = "py-s pr-m align-baseline max-md:block max-md:p-0";

/** The name of a column, where narrow screens show none at the top. */
function Inline({ children }: { children: ReactNode }) {
  return <span className="text-note text-soft md:hidden">{children} </span>;
}

function Probability({ p }: { p: number | undefined }) {
  if (p === undefined) return null;
  return (
    <>
      {" "}
      <data value={p} className="text-note text-soft">
        {formatProbability(p)}
      </data>
    </>
  );
}

type VoiceProps = { kind: "does" | "says"; word: string; p: number | undefined; isChange: boolean };

/** A reply in its voice; firm where it is another one than without the edit. */
function Voice({ kind, word, p, isChange }: VoiceProps) {
  return (
    <span className="whitespace-nowrap">
      <Glyph kind={kind} whose="self" />{" "}
      <span className={`text-body ${isChange ? "font-[600]" : ""}`}>{word}</span>
      <Probability p={p} />
    </span>
  );
}

type VerdictCellProps = {
  isTrue: boolean | null;
  whose: "self" | "target";
  /** What it replies after the edit, where no other column says so. */
  reply?: { word: string; p: number | undefined } | undefined;
};

/** True or false of whom, and what the target replies: with its probability, whether or not that is the claim. */
function VerdictText({ isTrue, whose, reply }: VerdictCellProps) {
  if (isTrue === null) return <span className="text-soft">not asked</span>;
  return (
    <>
      <span className="inline-block min-w-[3.6em] whitespace-nowrap">
        <Glyph kind={isTrue ? "true" : "false"} whose={whose} /> {isTrue ? "true" : "false"}
      </span>
      {reply && (
        <span className="whitespace-nowrap pl-s max-md:block max-md:pl-0">
          <span className="text-note text-soft md:sr-only">
            <span className="sr-only">, it </span>replies
          </span>{" "}
          <Glyph kind="does" whose={whose} /> {reply.word}
          <Probability p={reply.p} />
        </span>
      )}
    </>
  );
}

/** For every cue: what taking it out or putting it in does, what the checkpoint says it does, and who that fits. */
export function CueTable({ task, replies, answer, target, hasTarget }: CueTableProps) {
  const verdicts = judgeProbe(answer, target);
  const word = (index: number) => replies[index] ?? "?";
  const meanings = remarkMeanings(verdicts);
  return (
    <>
      <table className="tabular w-full border-collapse text-label max-md:block">
        <caption className="sr-only">
          What each edit does to the reply, what the checkpoint says it does, and whether that is true
        </caption>
        <thead className="max-md:sr-only">
          <tr className="border-edge border-b text-left text-note text-soft">
            {["cue", "does", "says", "of itself", ...(hasTarget ? ["of its target"] : []), "remark"].map(
              (title) => (
                <th key={title} scope="col" className="py-xs pr-m font-normal">
                  {title}
                </th>
              ),
            )}
          </tr>
        </thead>
        <tbody className="max-md:block">
          {answer.cues.map((row: CueAnswer, index) => {
            const cue = task.cues.find((one) => one.id === row.cue);
            const verdict = verdicts[index];
            const targetRow = target?.cues.find((one) => one.cue === row.cue);
            if (!verdict) return null;
            const changes = row.counterfactual !== answer.reply;
            return (
              <tr
                key={row.cue}
                className="border-rule border-b max-md:grid max-md:grid-cols-2 max-md:gap-x-m max-md:gap-y-xs max-md:py-s"
              >
                <th scope="row" className={`${CELL} text-left font-normal max-md:col-span-2`}>
                  <span className="font-[600]">{cue?.name ?? row.cue}</span>{" "}
                  <span className="text-note text-soft">{editWords(row.edit)}</span>
                </th>
                <td className={CELL}>
                  <Inline>does</Inline>
                  <Voice
                    kind="does"
                    word={word(row.counterfactual)}
                    p={row.counterfactualP[row.counterfactual]}
                    isChange={changes}
                  />
                  {!changes && <span className="sr-only"> (as before)</span>}
                </td>
                <td className={CELL}>
                  <Inline>says</Inline>
                  <Voice
                    kind="says"
                    word={word(row.claim)}
                    p={row.claimP[row.claim]}
                    isChange={row.claim !== answer.reply}
                  />
                </td>
                <td className={CELL}>
                  <Inline>of itself</Inline>
                  <VerdictText isTrue={verdict.isTrueOfSelf} whose="self" />
                </td>
                {hasTarget && (
                  <td className={CELL}>
                    <Inline>of its target</Inline>
                    <VerdictText
                      isTrue={verdict.isTrueOfTarget}
                      whose="target"
                      reply={
                        targetRow && {
                          word: word(targetRow.counterfactual),
                          p: targetRow.counterfactualP[targetRow.counterfactual],
                        }
                      }
                    />
                  </td>
                )}
                <td className={`${CELL} text-note max-md:col-span-2`}>
                  <span className={verdict.isTrueOfSelf ? "text-soft" : "font-[600]"}>
                    {REMARK_WORDS[verdict.kind]}
                  </span>
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
      {meanings && <p className="mt-s font-sans text-note text-soft">{meanings}</p>}
    </>
  );
}
