"use client";

import { Button } from "@/components/ui/button";
import type { MatrixPlace } from "@/lib/permalink/matrix-places";
import { placeHead } from "./matrix-words";

type PlaceChoiceProps = {
  places: readonly MatrixPlace[];
  chosen: readonly string[];
  /** Null: the page's own choice again. */
  onChoose: (ids: string[] | null) => void;
  isDefault: boolean;
};

/** Which checkpoints and controls stand in the matrix; one at least does. */
export function PlaceChoice({ places, chosen, onChoose, isDefault }: PlaceChoiceProps) {
  const toggle = (id: string) => {
    const next = places.flatMap((place) =>
      (place.id === id) !== chosen.includes(place.id) ? [place.id] : [],
    );
    if (next.length > 0) onChoose(next);
  };
  return (
    <details className="mt-m font-sans text-label">
      <summary className="inline-block py-xs underline decoration-edge underline-offset-[0.18em] hover:decoration-current">
        Rows and columns: {chosen.length} of {places.length}
      </summary>
      <fieldset className="mt-s">
        <legend className="sr-only">Explainers and behaviours</legend>
        <ul className="flex flex-wrap gap-x-l gap-y-xs">
          {places.map((place) => (
            <li key={place.id}>
              <label className="flex items-baseline gap-x-xs py-xs">
                <input
                  type="checkbox"
                  checked={chosen.includes(place.id)}
                  onChange={() => toggle(place.id)}
                  className="size-[1.05em] translate-y-[0.12em] accent-ink"
                />
                {placeHead(place).title}
              </label>
            </li>
          ))}
        </ul>
      </fieldset>
      {!isDefault && (
        <Button look="text" className="text-note" onClick={() => onChoose(null)}>
          The first choice again
        </Button>
      )}
    </details>
  );
}
