"use client";

/**
 * A dot plot of estimates along one axis: means with their intervals, a dot for every run, threads that join runs,
 * and what stands beside them for comparison. Categories run downwards, so that their names can be read; quantities
 * to the right. Series in, picture out.
 */
import { useEffect, useState } from "react";
import { formatNumber } from "@/components/ui/number-format";
import { bandHeight, type DotBand, DotBandLayer, type DotNull, DotNulls, DotRows } from "./dot-grounds";
import { DotKey, keyHeight } from "./dot-key";
import { DotIntervals, DotMarks, DotNumbers, DotThreads } from "./dot-layers";
import {
  type DotAxis,
  type DotMark,
  type DotSeries,
  type Drawable,
  dotMoves,
  drawableMarks,
  placeDomain,
  spreadPlace,
  valueDomain,
} from "./dot-marks";
import { MarkNote, sayMark } from "./dot-note";
import { placeOf, ROW_GAP } from "./dot-places";
import type { HoverKey } from "./hover-store";
import { KeyCursor } from "./key-cursor";
import { roundTicks } from "./linear-scale";
import { useHovered, useHoverStore } from "./linked-hover";
import { nearestPlace } from "./nearest-place";
import { AxisX, AxisY, Plot, type PlotPlace, usePlot } from "./plot";
import { COLOUR, TEXT } from "./theme";
import { useWidth } from "./use-width";

export type DotPlotProps = {
  axis: DotAxis;
  /** What the values are. */
  valueName: string;
  series: readonly DotSeries[];
  marks: readonly DotMark[];
  nulls: readonly DotNull[];
  band: DotBand | null;
  /** What stands beside the means, two at most; marks name theirs by its place (`companion`). */
  companions: readonly string[];
  /** What the picture shows, for who does not see it. */
  label: string;
  onOpen: (id: string) => void;
  onPin: (id: string) => void;
};

const REACH = 16;
/** Below this width a category's names take less room, and its numbers are left to the note and the table. */
const NARROW = 620;
/** Beside rows: "0.63 [0.58, 0.66]"; beside a quantity's plot: a null's name. */
const NUMBERS_ROOM = 130;
const NULLS_ROOM = 110;
const TICKS_ROOM = 44;
const BOTTOM = 48;

/** The mark nearest to the pointer, if one is near. */
function nearestMark(props: DotPlotProps, marks: readonly Drawable[], { px, py, frame }: PlotPlace) {
  const place = placeOf({ axis: props.axis, series: props.series, marks }, frame);
  const places = marks.map((mark) => place(mark, mark.value));
  return nearestPlace(places, { px, py }, REACH);
}

/** The marks pointed at, here or in another panel: those that share a key with what is hovered. */
function useActive(marks: readonly Drawable[]) {
  const store = useHoverStore();
  const [own, setOwn] = useState<string | null>(null);
  const row = useHovered(store, "row");
  const run = useHovered(store, "run");
  useEffect(() => () => store.set([]), [store]);
  const keys = [row && `row:${row}`, run && `run:${run}`].filter(Boolean) as HoverKey[];
  const linked = marks.filter(({ kind, hover }) =>
    run === null ? kind === "mean" && hover.some((key) => keys.includes(key)) : hover.includes(`run:${run}`),
  );
  const index = marks.findIndex(({ id }) => id === own);
  return {
    index: index < 0 ? null : index,
    active: index < 0 ? linked.map(({ id }) => id) : [own as string],
    move(next: number | null) {
      const mark = next === null ? undefined : marks[next];
      setOwn(mark?.id ?? null);
      store.set(mark?.hover ?? []);
    },
  };
}

/** Where the ticks of a quantity stand, spread, and what they say: its named places, or round numbers. */
function placeTicks(axis: DotAxis, domain: readonly [number, number]) {
  const named = axis.places.map(({ at, label }) => ({ spread: spreadPlace(axis, at), label }));
  const round = roundTicks(domain[0], domain[1], 5);
  return {
    ticks: named.length > 0 ? named.map(({ spread }) => spread) : round,
    format: (spread: number) =>
      named.find((place) => place.spread === spread)?.label ?? formatTick(round, spread),
  };
}

/** Two decimals where one would write two ticks alike. */
function formatTick(ticks: readonly number[], value: number): string {
  return formatNumber(
    value,
    ticks.some((tick) => Math.abs(tick * 10 - Math.round(tick * 10)) > 1e-9) ? 2 : 1,
  );
}

export function DotPlot(props: DotPlotProps) {
  const { axis, valueName, series, marks, nulls, band, companions, label, onOpen, onPin } = props;
  const isDown = axis.scale === "category";
  const [room, width] = useWidth<HTMLDivElement>();
  const isNarrow = width < NARROW;
  const drawn = drawableMarks(marks);
  const { index, active, move } = useActive(drawn);
  const mark = index === null ? undefined : drawn[index];

  const values = valueDomain(
    drawn,
    nulls.map(({ value }) => value),
  );
  const places = placeDomain(axis, drawn, band ? [band.from, band.to] : []);
  const key = { series, marks: drawn, companions, width };
  const nameRoom = isNarrow ? 112 : 220;
  const right = isDown ? (isNarrow ? 12 : NUMBERS_ROOM) : isNarrow ? 12 : NULLS_ROOM;
  const left = isDown ? nameRoom : TICKS_ROOM;
  const bandRoom =
    band && !isDown
      ? bandHeight(
          band,
          width - left - right,
          (spreadPlace(axis, band.from) - places[0]) / (places[1] - places[0]),
        )
      : 0;
  // Where there is little room the name of the categories stands above those of the nulls.
  const nameRise = isDown && isNarrow ? 28 : bandRoom + 10;
  const top = keyHeight(key) + nameRise + 20;
  const rowHeight = Math.max(48, ROW_GAP * series.length + 14);
  const layers = { axis, series, marks: drawn };
  const ticks = roundTicks(values[0], values[1], isNarrow && isDown ? 3 : 5);
  const along = placeTicks(axis, places);
  const act = (on: (id: string) => void) => (place: number) => {
    const one = drawn[place];
    if (one) on(one.id);
  };

  return (
    <div ref={room}>
      <KeyCursor
        label="Arms and their runs"
        count={drawn.length}
        active={index}
        valueText={mark ? sayMark(mark, valueName) : "no point chosen"}
        onMove={move}
        moves={(from) =>
          dotMoves(drawn, from, isDown ? ["ArrowDown", "ArrowUp"] : ["ArrowRight", "ArrowLeft"])
        }
        onOpen={mark?.opens === null ? undefined : act(onOpen)}
        onPin={act(onPin)}
      >
        <div className={mark ? "" : "[&_svg]:cursor-default"}>
          <Plot
            height={isDown ? top + BOTTOM + rowHeight * axis.places.length : top + BOTTOM + 320}
            margin={{ top, bottom: BOTTOM, left, right }}
            xDomain={isDown ? values : places}
            yDomain={isDown ? [places[1], places[0]] : values}
            label={label}
            onPointer={(place) => move(place && nearestMark(props, drawn, place))}
            onPress={(place) => {
              const nearest = nearestMark(props, drawn, place);
              if (nearest !== null) act(place.isShift ? onPin : onOpen)(nearest);
            }}
            overlay={(frame) =>
              mark && (
                <MarkNote
                  mark={mark}
                  at={placeOf(layers, frame)(mark, mark.value)}
                  frame={frame}
                  valueName={valueName}
                />
              )
            }
          >
            <DotKey {...key} />
            {band && !isDown && <DotBandLayer axis={axis} band={band} />}
            {isDown && <DotRows axis={axis} room={nameRoom} />}
            <AxisX
              ticks={isDown ? ticks : along.ticks}
              format={isDown ? (value) => formatTick(ticks, value) : along.format}
            />
            {!isDown && <AxisY ticks={ticks} format={(value) => formatTick(ticks, value)} />}
            <AxisNames
              below={isDown ? valueName : axis.title}
              left={isDown ? axis.title : valueName}
              above={nameRise}
            />
            <DotNulls axis={axis} nulls={nulls} hasRoom={!isNarrow} />
            <DotThreads {...layers} active={active} />
            <DotIntervals {...layers} />
            <DotMarks {...layers} active={active} />
            {isDown && !isNarrow && <DotNumbers {...layers} />}
          </Plot>
        </div>
      </KeyCursor>
    </div>
  );
}

/** The names of the axes: below the plot, and above its upper left corner. */
function AxisNames({ below, left, above }: { below: string; left: string; above: number }) {
  const { area } = usePlot();
  return (
    <g {...TEXT}>
      <text x={area.x + area.width / 2} y={area.y + area.height + 40} textAnchor="middle">
        {below}
      </text>
      <text x={0} y={area.y - above} fill={COLOUR.ink}>
        {left}
      </text>
    </g>
  );
}
