import type { FileMetaData, ParquetParsers, SchemaElement } from "hyparquet";
import { Problem } from "../../contracts/problem.ts";
import { clockTime, isoTime, type Resolution } from "./iso-time.ts";

/** What the values of a column are, which decides how they are written as text. */
export interface ParquetColumn {
  readonly name: string;
  readonly kind: "time" | "clock" | "date" | "decimal" | "plain";
  /** How many units of a time of the day make a millisecond. */
  readonly units: number;
  /** Digits behind the point of a decimal. */
  readonly scale: number;
  /** `Z` where the column counts instants in UTC rather than the readings of a clock. */
  readonly zone: "" | "Z";
}

/** Times arrive as epoch milliseconds; nothing is parsed that a flat table does not hold. */
export const PARSERS: Partial<ParquetParsers> = {
  timestampFromMilliseconds: (millis) => Number(millis),
  timestampFromMicroseconds: (micros) => Number(micros) / 1000,
  // Through whole microseconds: nanoseconds since 1970 are more than a float64 holds.
  timestampFromNanoseconds: (nanos) => (nanos === undefined || nanos === null ? nanos : Number(nanos / 1000n) / 1000),
  dateFromDays: (days) => days * 86_400_000,
};

/** The columns of a flat file. Throws `column_nested`, naming the column, where one holds lists, records or binary objects. */
export function columnsOf(metadata: FileMetaData): ParquetColumn[] {
  const [root, ...elements] = metadata.schema;
  if (!elements.every(({ name }) => typeof name === "string")) throw new RangeError("a column without a name");
  const nested = elements.find(
    (element) => element.num_children || element.repetition_type === "REPEATED" || !isFlat(element),
  );
  if (nested) throw columnNested(nested);
  if (root?.num_children !== elements.length) throw new RangeError("a schema with missing columns");
  return elements.map((element) => ({ name: element.name, zone: zoneOf(element), ...kindOf(element) }));
}

/** The milliseconds of a time or of a time of the day; undefined for a value that is missing, or that no clock shows. */
export function msOf(value: unknown, { kind, units }: ParquetColumn): number | undefined {
  if (kind !== "clock") return typeof value === "number" ? value : undefined;
  if (typeof value !== "number" && typeof value !== "bigint") return undefined;
  // Nothing is finer than microseconds here.
  const ms = Math.floor((Number(value) * 1000) / units) / 1000;
  return ms >= 0 && ms < 86_400_000 ? ms : undefined;
}

/** A value as text, empty where it is missing. Times are epoch milliseconds here. */
export function valueText(value: unknown, column: ParquetColumn, resolution: Resolution): string {
  if (value === undefined || value === null) return "";
  if (column.kind === "clock") {
    const ms = msOf(value, column);
    return ms === undefined ? "" : clockTime(ms, resolution);
  }
  switch (typeof value) {
    case "boolean":
      return value ? "1" : "0";
    case "number":
      if (Number.isNaN(value)) return "";
      if (column.kind === "date") return isoTime(value, 0);
      if (column.kind === "time") return isoTime(value, resolution, column.zone);
      return column.kind === "decimal" ? value.toFixed(column.scale) : String(value);
    default:
      return String(value).trim();
  }
}

const NESTED = new Set<string | undefined>([
  "MAP",
  "MAP_KEY_VALUE",
  "LIST",
  "JSON",
  "BSON",
  "INTERVAL",
  "VARIANT",
  "GEOMETRY",
  "GEOGRAPHY",
]);

function isFlat({ type, converted_type: converted, logical_type: logical }: SchemaElement): boolean {
  if (NESTED.has(converted) || NESTED.has(logical?.type)) return false;
  // Without its converted type a decimal would be read as a whole number.
  if (logical?.type === "DECIMAL" && converted !== "DECIMAL") return false;
  return (
    type !== "FIXED_LEN_BYTE_ARRAY" ||
    converted === "DECIMAL" ||
    logical?.type === "UUID" ||
    logical?.type === "FLOAT16"
  );
}

function kindOf({ type, converted_type: converted, logical_type: logical, scale }: SchemaElement) {
  if (converted === "DATE") return { kind: "date", scale: 0, units: 1 } as const;
  const units = clockUnits(converted, logical);
  if (units !== undefined) return { kind: "clock", scale: 0, units } as const;
  const time = converted?.startsWith("TIMESTAMP") || logical?.type === "TIMESTAMP" || type === "INT96";
  if (time) return { kind: "time", scale: 0, units: 1 } as const;
  const digits = Math.min(20, Math.max(0, scale ?? 0));
  return converted === "DECIMAL"
    ? ({ kind: "decimal", scale: digits, units: 1 } as const)
    : ({ kind: "plain", scale: 0, units: 1 } as const);
}

const UNITS = { MILLIS: 1, MICROS: 1000, NANOS: 1_000_000 } as const;

/** Units in a millisecond of a column of times of the day; undefined for any other column. */
function clockUnits(
  converted: SchemaElement["converted_type"],
  logical: SchemaElement["logical_type"],
): number | undefined {
  if (logical?.type === "TIME") return UNITS[logical.unit];
  if (converted === "TIME_MILLIS") return UNITS.MILLIS;
  return converted === "TIME_MICROS" ? UNITS.MICROS : undefined;
}

function zoneOf({ logical_type: logical }: SchemaElement): "" | "Z" {
  return logical?.type === "TIMESTAMP" && logical.isAdjustedToUTC ? "Z" : "";
}

function columnNested({ name }: SchemaElement): Problem {
  return new Problem("data", "column_nested", `The column "${name}" does not hold one number, text or time a row.`, {
    found: "lists, records or binary objects",
    needed: "one value for each row",
    hint: "Spread the column over columns of single values, or leave it out when you write the file.",
    column: name,
  });
}
