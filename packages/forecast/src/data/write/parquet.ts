import type { SchemaElement } from "hyparquet";
import type { Table } from "../../contracts/table.ts";
import { writeTime } from "../time-format.ts";
import { type ColumnOut, columnsOut } from "./columns-out.ts";
import { type TimeOut, timeOut } from "./time-out.ts";

/** A column as the library takes it: what it holds and how the schema calls that. */
interface ParquetOut {
  readonly element: SchemaElement;
  readonly data: (number | bigint | string | null)[];
}

/**
 * A table as a Parquet file, packed with Snappy: series id, time, then all columns. Numbers are DOUBLE, text is STRING; a missing
 * cell is null. Times are DATE where they have no clock, else TIMESTAMP in milliseconds, or microseconds where they are finer:
 * instants in UTC where the offset or the zone is known, else readings of a clock. Times without a whole date (`1959-11`) are
 * text in the table's own format.
 */
export async function writeParquet(table: Table): Promise<Uint8Array> {
  const { parquetWriteBuffer } = await import("hyparquet-writer");
  const columns = columnsOut(table).map(columnOut);
  const schema: SchemaElement[] = [
    { name: "root", num_children: columns.length },
    ...columns.map(({ element }) => ({ ...element, repetition_type: "OPTIONAL" as const })),
  ];
  const columnData = columns.map(({ element, data }) => ({ name: element.name, data }));
  return new Uint8Array(parquetWriteBuffer({ columnData, schema, rowGroupSize: 131_072, createdBy: "gatecast" }));
}

function columnOut(column: ColumnOut): ParquetOut {
  const { name } = column;
  switch (column.kind) {
    case "number":
      return {
        element: { name, type: "DOUBLE" },
        data: Array.from(column.values, (v) => (Number.isNaN(v) ? null : v)),
      };
    case "text":
      return textOut(
        name,
        Array.from(column.codes, (code) => column.categories[code] ?? null),
      );
    case "time": {
      const out = timeOut(column);
      if (out.kind !== "text") return timesOut(name, column.values, out);
      const write = (ms: number): string | null =>
        Number.isNaN(ms) ? null : writeTime(column.format, ms, column.zone);
      return textOut(name, Array.from(column.values, write));
    }
  }
}

function textOut(name: string, data: (string | null)[]): ParquetOut {
  return { element: { name, type: "BYTE_ARRAY", converted_type: "UTF8", logical_type: { type: "STRING" } }, data };
}

function timesOut(name: string, values: Float64Array, { kind, isInstant, clocks }: TimeOut): ParquetOut {
  if (kind === "date") {
    const data = Array.from(clocks, (ms) => (Number.isNaN(ms) ? null : ms / 86_400_000));
    return { element: { name, type: "INT32", converted_type: "DATE", logical_type: { type: "DATE" } }, data };
  }
  const isFine = values.some((ms) => !Number.isNaN(ms) && !Number.isInteger(ms));
  const unit = isFine ? "MICROS" : "MILLIS";
  const factor = isFine ? 1000 : 1;
  return {
    element: { name, type: "INT64", logical_type: { type: "TIMESTAMP", isAdjustedToUTC: isInstant, unit } },
    data: Array.from(values, (ms) => (Number.isNaN(ms) ? null : BigInt(Math.round(ms * factor)))),
  };
}
