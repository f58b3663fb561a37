import { expect, test } from "vitest";
import { makeBundle } from "@/lib/bundle/bundle.test-support";
import { type MatrixParameter, type MatrixView, matrixPageView } from "./matrix-view";

const bundle = makeBundle();
const EMPTY = Object.fromEntries(matrixPageView.names.map((name) => [name, null])) as Record<
  MatrixParameter,
  string | null
>;
const read = (given: Partial<typeof EMPTY>) => matrixPageView.read(bundle, { ...EMPTY, ...given });

test("an empty link is the flagship, faithfulness, held-out entities, the run's own choice of places", () => {
  const { view, ignored } = read({});
  expect(view).toMatchObject({
    run: "flagship",
    statistic: "faithfulness",
    disputed: false,
    places: null,
    pins: [],
  });
  expect(view.filter.split).toBe("held-out");
  expect(ignored).toEqual([]);
});

test("reads what it writes", () => {
  const view: MatrixView = {
    run: "flagship",
    statistic: "coupling-index",
    disputed: true,
    places: ["target", "0", "external"],
    pins: ["0.target", "external.10"],
    filter: {
      split: null,
      task: "b",
      cue: "weather",
      edit: "add",
      flip: { from: 0, to: 2 },
      reply: "same",
      margin: "away",
    },
  };
  expect(read(matrixPageView.write(view))).toEqual({ view, ignored: [] });
});

test("keeps the sound places in the matrix's order and names the others", () => {
  const { view, ignored } = read({ places: "external,7,target" });
  expect(view.places).toEqual(["target", "external"]);
  expect(ignored.map(({ name, given }) => [name, given])).toEqual([["places", "7"]]);
});

test("keeps the cells that are the run's and names the others", () => {
  const { view, ignored } = read({ pins: "10.target,7.target" });
  expect(view.pins).toEqual(["10.target"]);
  expect(ignored.map(({ name, given }) => [name, given])).toEqual([["pins", "7.target"]]);
});

test("a mangled link gives the default and says what was left out", () => {
  const mangled = read({ run: "m0", statistic: "vibes", disputed: "perhaps", places: "," });
  expect(mangled.view).toEqual(read({}).view);
  expect(mangled.ignored.map(({ name }) => name)).toEqual(["run", "places", "statistic", "disputed"]);
});
