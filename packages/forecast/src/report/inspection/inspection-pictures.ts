import type { NumberColumn, Table } from "../../contracts/index.ts";
import { inspectedTable } from "../../inspect/inspected-table.ts";
import type { Finding, Inspection } from "../../inspect/inspection.ts";
import { boxChart, boxHeight } from "../charts/box-chart.ts";
import { linesChart } from "../charts/lines-chart.ts";
import { missingChart, missingHeight } from "../charts/missing-chart.ts";
import { ACTUAL_LOOK, PALETTE } from "../charts/palette.ts";
import { type Point, thinReadings } from "../charts/thin-line.ts";
import type { Picture } from "../picture.ts";
import {
  longestSeries,
  missingSpans,
  type RowPlaces,
  readingsOver,
  rowPlaces,
  type SeriesRows,
} from "../table-series.ts";
import type { Catalogue, Lang } from "../words/catalogue.ts";
import { fill } from "../words/fill.ts";
import { wordsFor } from "../words/words-for.ts";
import { missingData } from "./missing-data.ts";

const MOST_SERIES = 4;
const MOST_BOXES = 8;
const OUTLIERS: readonly Finding["code"][] = ["outliers_iqr", "outliers_hampel", "sentinel"];

/** What an inspection shows of its table: columns over time with their gaps, the map of missing readings, box plots. */
export function inspectionPictures(inspection: Inspection, read: Table, options: { readonly lang: Lang }): Picture[] {
  const words = wordsFor(options.lang);
  const table = inspectedTable(read, inspection);
  const places = rowPlaces(table);
  const longest = longestSeries(table, places.at);
  const hasMissing = inspection.columns.some(({ missing }) => missing > 0);
  return [
    ...overviewColumns(inspection, table).map((column, i) =>
      seriesPicture(column, i, inspection, table, places, longest, words),
    ),
    ...(hasMissing ? [missingPicture(table, places, words)] : []),
    ...boxPictures(table, words),
  ];
}

/** The target, and other columns of numbers with outliers, in the table's order. */
function overviewColumns({ target, findings }: Inspection, table: Table): NumberColumn[] {
  const numbers = table.columns.filter((column): column is NumberColumn => column.kind === "number");
  const wild = new Set(findings.filter(({ code }) => OUTLIERS.includes(code)).map(({ column }) => column));
  const first = numbers.filter(({ name }) => name === target?.column);
  return [...first, ...numbers.filter(({ name }) => wild.has(name) && name !== target?.column)].slice(0, MOST_SERIES);
}

function seriesPicture(
  column: NumberColumn,
  index: number,
  inspection: Inspection,
  table: Table,
  { span, at }: RowPlaces,
  series: SeriesRows,
  words: Catalogue,
): Picture {
  const about =
    series.name === null
      ? column.name
      : fill(words.inspection.columnOfSeries, { column: column.name, series: series.name });
  const { title, caption } = words.pictures.titles.series;
  return {
    name: index === 0 ? "series" : `series-${index + 1}`,
    title: fill(words.named, { name: title, text: about }),
    caption,
    about,
    height: 340,
    option: (heading) => {
      const readings = readingsOver(series, at, column.values);
      const wild = wildRows(column, inspection, table, series);
      const wildAt = (i: number): Point => [at[wild[i]!]!, column.values[wild[i]!]!];
      return linesChart(
        {
          unit: column.name,
          span,
          lines: [{ name: column.name, points: thinReadings(readings.at, readings.values, 450), look: ACTUAL_LOOK }],
          marks: [
            { name: words.pictures.gap, color: PALETTE.gapBand, spans: missingSpans(readings) },
            {
              name: words.pictures.outlier,
              color: PALETTE.outlier,
              points: { length: wild.length, at: wildAt },
            },
          ],
        },
        words,
        heading,
      );
    },
    nothing: words.labels.nothingToDraw,
  };
}

/** Rows of a series to mark: all that lie beyond the bounds that a finding gives, of it or of all, and those that others name. */
function wildRows(
  { name, values }: NumberColumn,
  { findings }: Inspection,
  table: Table,
  drawn: SeriesRows,
): Uint32Array {
  const own = findings.filter(
    ({ code, column, series }) =>
      OUTLIERS.includes(code) && column === name && (series === null || series === drawn.name),
  );
  const named = new Set(own.flatMap(({ firstRows }) => firstRows));
  const bounds = own.map(({ facts }) => [facts.low, facts.high]);
  const isBeyond = (value: number): boolean =>
    bounds.some(([low, high]) => typeof low === "number" && typeof high === "number" && (value < low || value > high));
  const wild = new Uint32Array(drawn.rows.length);
  let length = 0;
  for (const row of drawn.rows) {
    if (isBeyond(values[row]!) || named.has(table.lines[row]!)) wild[length++] = row;
  }
  return wild.subarray(0, length);
}

function missingPicture(table: Table, places: RowPlaces, words: Catalogue): Picture {
  const data = missingData(table, places);
  return {
    name: "missing",
    ...words.pictures.titles.missing,
    about: table.id,
    height: missingHeight(data.columns.length),
    option: (heading) => missingChart(data, words, heading),
    nothing: words.labels.nothingToDraw,
  };
}

function boxPictures(table: Table, words: Catalogue): Picture[] {
  const boxes = table.columns
    .filter((column): column is NumberColumn => column.kind === "number")
    .filter(({ values }) => varies(values))
    .slice(0, MOST_BOXES)
    .map(({ name, values }) => ({ heading: name, groups: [{ name: "", values }] }));
  if (boxes.length === 0) return [];
  return [
    {
      name: "boxes",
      ...words.pictures.titles.distributions,
      about: table.id,
      height: boxHeight(boxes),
      option: (heading) => boxChart(boxes, heading),
      nothing: words.labels.nothingToDraw,
    },
  ];
}

function varies(values: Float64Array): boolean {
  const first = values.find((value) => !Number.isNaN(value));
  return values.some((value) => !Number.isNaN(value) && value !== first);
}
