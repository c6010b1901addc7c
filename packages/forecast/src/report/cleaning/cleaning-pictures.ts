import type { Table } from "../../contracts/index.ts";
import { type Boxes, boxChart, boxHeight } from "../charts/box-chart.ts";
import { linesChart } from "../charts/lines-chart.ts";
import { missingChart, missingHeight } from "../charts/missing-chart.ts";
import { type LineLook, PALETTE } from "../charts/palette.ts";
import { type Point, thinReadings } from "../charts/thin-line.ts";
import { missingData } from "../inspection/missing-data.ts";
import type { Picture } from "../picture.ts";
import { longestSeries, readingsOver, rowPlaces } from "../table-series.ts";
import type { Catalogue, Lang } from "../words/catalogue.ts";
import { fill } from "../words/fill.ts";
import { wordsFor } from "../words/words-for.ts";
import { type Cleaning, type ColumnChange, columnChanges } from "./cleaning.ts";

const MOST_BOXES = 8;
const MOST_SERIES = 3;
const BEFORE: LineLook = { color: "#d9a441", dash: "solid", width: 1.2 };
const AFTER: LineLook = { color: PALETTE.network, dash: "solid", width: 1.2 };

/** Box plots before and after side by side, changed columns over time, and the map of what is still missing. */
export function cleaningPictures(cleaning: Cleaning, options: { readonly lang: Lang }): Picture[] {
  const words = wordsFor(options.lang);
  const { before, after } = cleaning;
  const changes = columnChanges(cleaning);
  const [old, made] = [placed(before), placed(after)];
  const data = missingData(after, made);
  const missing: Picture = {
    name: "missing",
    ...words.pictures.titles.missing_after,
    about: after.id,
    height: missingHeight(data.columns.length),
    option: (title) => missingChart(data, words, title),
    nothing: words.labels.nothingToDraw,
  };
  return [
    boxesPicture(cleaning, words),
    ...changes
      .filter((change) => change.before && change.after)
      .slice(0, MOST_SERIES)
      .map((change, i) => seriesPicture(change, i, [old, made], words)),
    ...(data.shares.some((share) => share > 0) ? [missing] : []),
  ];
}

/** Box plots of each column before and after, those that changed first, under what the columns are `called`. */
export function boxesPicture(
  cleaning: Pick<Cleaning, "before" | "after">,
  words: Catalogue,
  called = (column: string): string => column,
): Picture {
  const boxes = columnChanges(cleaning)
    .filter((change) => change.before && change.after)
    .slice(0, MOST_BOXES)
    .map((change) => ({ ...boxesOf(change, words), heading: called(change.name) }));
  return {
    name: "boxes",
    ...words.pictures.titles.boxes,
    about: cleaning.before.id,
    height: boxHeight(boxes),
    option: (title) => boxChart(boxes, title),
    nothing: words.labels.nothingToDraw,
  };
}

function boxesOf({ name, before, after }: ColumnChange, { pictures }: Catalogue): Boxes {
  const none = new Float64Array(0);
  return {
    heading: name,
    groups: [
      { name: pictures.before, values: before?.values ?? none },
      { name: pictures.after, values: after?.values ?? none },
    ],
  };
}

type Placed = ReturnType<typeof placed>;

function seriesPicture(
  change: ColumnChange,
  index: number,
  [old, made]: readonly [Placed, Placed],
  words: Catalogue,
): Picture {
  const { series } = words.pictures.titles;
  const about =
    old.name === null ? change.name : fill(words.inspection.columnOfSeries, { column: change.name, series: old.name });
  const span = { ...old.span, min: Math.min(old.span.min, made.span.min), max: Math.max(old.span.max, made.span.max) };
  return {
    name: index === 0 ? "series" : `series-${index + 1}`,
    title: fill(words.named, { name: series.title, text: about }),
    caption: words.pictures.beforeBehindAfter,
    about,
    height: 340,
    option: (title) =>
      linesChart(
        {
          unit: change.name,
          span,
          lines: [
            {
              name: words.pictures.before,
              look: BEFORE,
              points: drawn(old, change.before),
            },
            {
              name: words.pictures.after,
              look: AFTER,
              points: drawn(made, change.after),
            },
          ],
        },
        words,
        title,
      ),
    nothing: words.labels.nothingToDraw,
  };
}

function drawn(series: Placed, column: ColumnChange["before"]): readonly Point[] {
  if (!column) return [];
  const readings = readingsOver(series, series.at, column.values);
  return thinReadings(readings.at, readings.values, 450);
}

function placed(table: Table) {
  const places = rowPlaces(table);
  return { ...places, ...longestSeries(table, places.at) };
}
