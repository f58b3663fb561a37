import { EstimateText } from "@/components/ui/estimate-text";
import type { MatrixNumbers, MatrixPlan } from "./matrix-spec";
import { placeHead } from "./matrix-words";

/** The estimate of a cell by the ids of its row and column; undefined where it is not shown or has no value. */
function valueAt(
  plan: MatrixPlan,
  { cells }: MatrixNumbers,
  row: string | undefined,
  column: string | undefined,
) {
  const i = plan.rows.findIndex(({ id }) => id === row);
  const j = plan.columns.findIndex(({ id }) => id === column);
  const estimate = cells[i]?.[j]?.estimate;
  return estimate?.kind === "value" ? estimate : undefined;
}

/** What the matrix says of the last checkpoint shown, in a sentence of its own numbers; nothing where they lack. */
export function MatrixFinding({ plan, numbers }: { plan: MatrixPlan; numbers: MatrixNumbers }) {
  const last = plan.rows.findLast(({ kind }) => kind === "step");
  const own = valueAt(plan, numbers, last?.id, last?.id);
  if (!last || !own) return null;
  const { title } = placeHead(last);
  const subject = `What ${title} says`;
  const outside = valueAt(plan, numbers, "external", last.id);
  if (plan.view.statistic === "coupling-index") {
    return (
      <p>
        Between its own behaviour (1) and its training target’s (0), {subject.toLowerCase()} has a coupling
        index of <EstimateText estimate={own} />
        {outside && (
          <>
            ; what the external explainer says of it, which never saw it change, has{" "}
            <EstimateText estimate={outside} />
          </>
        )}
        . One half is no preference.
      </p>
    );
  }
  const ofTarget = valueAt(plan, numbers, last.id, "target");
  if (plan.view.statistic === "cue-knowledge") {
    return (
      <p>
        {subject} tells the edits that change its own reply from those that do not, by{" "}
        <EstimateText estimate={own} />
        {ofTarget && (
          <>
            , and those that change its training target’s reply by <EstimateText estimate={ofTarget} />
          </>
        )}
        .
      </p>
    );
  }
  const constant = valueAt(plan, numbers, "unchanged", last.id);
  return (
    <p>
      {subject} is true of itself for <EstimateText estimate={own} /> of the edits
      {plan.view.disputed && " after which the two differ"}
      {ofTarget && (
        <>
          {" "}
          and true of its training target for <EstimateText estimate={ofTarget} />
        </>
      )}
      {outside && (
        <>
          ; what the external explainer says is true of it for <EstimateText estimate={outside} />
        </>
      )}
      {constant && (
        <>
          , and “nothing would change” for <EstimateText estimate={constant} />
        </>
      )}
      .
    </p>
  );
}
