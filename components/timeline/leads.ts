/** From a point of the Timeline to the items it stands for, or why there are none. Pure. */
import { formatCount } from "@/components/ui/number-format";
import type { ItemsLink } from "@/lib/permalink/items-view";
import { type Line, pathOf, stepsOfLine } from "./lines";
import { lineName } from "./words";

/** `place` is null where nothing is behind the point; the words say why, or where it leads. */
export type Lead = {
  words: string;
  place: Pick<ItemsLink, "run" | "step" | "self" | "target" | "split"> | null;
};

/** Whose items they are: a mean's are those of one of its runs. */
function ownerName(line: Line, run: string): string {
  const seed = pathOf(line, run)?.explainer.seed;
  const name = lineName(line);
  if (line.paths.length === 1) return line.split ? `this run, entities ${name},` : name;
  return line.kind === "main" ? `seed ${seed}` : `${name}, seed ${seed}`;
}

/**
 * Where a step of a line leads. `id` null: no line in particular, which is the run looked at (`run`, of `lines` the
 * first), or where that has no record of the step the first line that has. `lines` as `listDrawn` gives them.
 */
export function leadOf(lines: readonly Line[], run: string, step: number, id: string | null): Lead {
  const hasStep = (line: Line) => stepsOfLine(line).includes(step);
  const isSaid = (line: Line) =>
    line.paths.some(({ scores }) => scores.some(({ claims }) => claims.kind === "run"));
  const [main] = lines;
  const wanted =
    id === null
      ? ((main && hasStep(main) ? main : undefined) ?? lines.find((line) => isSaid(line) && hasStep(line)))
      : lines.find((line) => line.id === id);
  const at = `step ${formatCount(step)}`;
  if (wanted === undefined) return { words: `No run has a record of ${at}: no items.`, place: null };
  if (!isSaid(wanted)) {
    return { words: "No items: a constant is nobody’s claim, and has no rows of its own.", place: null };
  }
  const path = pathOf(wanted, run);
  const score = path?.scores.find(({ self }) => self.step === step);
  if (path === undefined || score === undefined || !hasStep(wanted)) {
    return { words: `No items: no record of ${lineName(wanted)} at ${at}.`, place: null };
  }
  const missing =
    main && wanted !== main && id === null
      ? `${lineName(main).replace(/^./, (letter) => letter.toUpperCase())} has no record of ${at}. `
      : "";
  const isOutside = path.explainer.id !== path.subject.id;
  return {
    words: `${missing}Opens the items of ${ownerName(wanted, run)} at ${at}.`,
    place: {
      run: path.explainer.id,
      step,
      ...(wanted.split && { split: wanted.split }),
      // Of its own behaviour and its own target a run's items are without being told.
      ...(isOutside && { self: score.self, target: score.target }),
    },
  };
}
