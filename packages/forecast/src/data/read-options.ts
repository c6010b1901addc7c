import type { TimeFormat } from "../contracts/time-axis.ts";

/** How an earlier file was read: what its own numbers and dates decided. */
export interface EarlierReading {
  /** The `decimal` of its table. */
  readonly decimal?: "." | ",";
  /** The `format` of its times. */
  readonly time?: TimeFormat;
}

/** What `readTable` may be told; everything else it finds out from the file. */
export interface ReadTableOptions {
  /** The file's name: for messages, for the format of `.tsf` files, and without its extension the table's id. */
  readonly file?: string;
  /** The column that holds the time, or the columns with year, month, day, hour, minute and second in this order. */
  readonly time?: string | readonly string[];
  /** The column that says which series a row belongs to. */
  readonly series?: string;
  /** The table's id; by default the file's name without its extension, else `series`. */
  readonly id?: string;
  /** IANA name of the time zone in which the file writes its clock: `Europe/Berlin`. */
  readonly zone?: string;
  /** More spellings of a missing reading, beside empty, `NA`, `NaN`, `null`, `?`, `-`, `:`, `.` and `..`: `["n/a", -9999]`. */
  readonly missing?: readonly (string | number)[];
  /** Bytes of a stream in all, where they are known: memory is then measured out beforehand. */
  readonly size?: number;
  /** The decimal mark; found by itself where it is not given. */
  readonly decimal?: "." | ",";
  /**
   * How the file was read that this one goes on from: `1.104` and `03/04/2022`, which can be read in two ways, are then read as
   * they were there. Where this file says otherwise itself, that is done and a note tells it.
   */
  readonly like?: EarlierReading;
  /** Sheet of a workbook, by name; the first by default. */
  readonly sheet?: string;
  /** Stops the reading with the signal's own reason. */
  readonly signal?: AbortSignal;
  /** Called now and then while reading. `bytes` and `total` count the file as stored; `total` is absent for a stream of unknown size. */
  readonly onProgress?: (progress: ReadProgress) => void;
}

/** How far the reading has come. */
export interface ReadProgress {
  readonly bytes: number;
  readonly total?: number;
  readonly rows: number;
}
