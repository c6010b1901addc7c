import { workbook } from "../formats/rows.fixture.ts";
import { type Case, text } from "./case.fixture.ts";

/** Codes of the Chinese characters below. */
const GBK: Readonly<Record<string, number>> = {
  年: 0xc4ea,
  月: 0xd4c2,
  日: 0xc8d5,
  期: 0xc6da,
  气: 0xc6f8,
  温: 0xcec2,
  天: 0xccec,
  晴: 0xc7e7,
  雨: 0xd3ea,
};

/** Encodings, and formats other than text, beside what else the file holds. */
export const FORMATS: readonly Case[] = [
  {
    title: "GBK between semicolons with Chinese dates and a missing reading",
    file: gbk("日期;气温;天气\r\n2024年2月28日;8.5;晴\r\n2024年2月29日;;雨\r\n2024年3月1日;-0.5;雨\r\n"),
    time: "日期: 2024-02-28 to 2024-03-01, 1 day",
    columns: [
      ["气温", 8.5, null, -0.5],
      ["天气", "晴", "雨", "雨"],
    ],
    told: ["encoding"],
  },
  {
    title: "what a spreadsheet calls Unicode text: UTF-16 between tabs, decimal commas",
    file: utf16(
      "\uFEFFDatum\tTemp °C\tOrt\r\n29.02.2024\t1,5\tMünchen\r\n01.03.2024\t-2,5\tMünchen\r\n02.03.2024\t3\tKöln\r\n",
    ),
    time: "Datum: 2024-02-29 to 2024-03-02, 1 day",
    columns: [
      ["Temp °C", 1.5, -2.5, 3],
      ["Ort", "München", "München", "Köln"],
    ],
    told: ["decimal_comma", "encoding"],
  },
  {
    title: "Latin-1 with degrees and umlauts, a title above",
    file: Uint8Array.from(
      "Wetter in Köln\nDatum;T (°C);Böe\n31.12.2023;1,5;stark\n01.01.2024;2,5;mäßig\n02.01.2024;3,5;stark\n",
      (c) => c.charCodeAt(0),
    ),
    time: "Datum: 2023-12-31 to 2024-01-02, 1 day",
    columns: [
      ["T (°C)", 1.5, 2.5, 3.5],
      ["Böe", "stark", "mäßig", "stark"],
    ],
    told: ["decimal_comma", "encoding", "title_dropped"],
  },
  {
    title: "records in JSON with missing keys, null and truth values",
    file: `[{"ts": 1704067200000, "y": 1.5, "open": true, "site": "N"},
      {"ts": 1704070800000, "y": null, "open": false, "site": "N"},
      {"ts": 1704074400000, "y": 3, "site": "S"}]`,
    time: "ts: 2024-01-01 to 2024-01-01 02:00, 1 hour",
    columns: [
      ["y", 1.5, null, 3],
      ["open", 1, 0, null],
      ["site", "N", "N", "S"],
    ],
    told: ["time_unix_milliseconds"],
  },
  {
    title: "JSON lines with numbers as words, an empty one among them, keys in any order",
    file: text(`
      {"date": "2024-01-01", "y": "1.5", "lat": 52.5}
      {"lat": 52.5, "date": "2024-01-02", "y": "2.5"}
      {"date": "2024-01-03", "y": "", "lat": 53}
    `),
    time: "date: 2024-01-01 to 2024-01-03, 1 day",
    columns: [
      ["y", 1.5, 2.5, null],
      ["lat", 52.5, 52.5, 53],
    ],
  },
  {
    title: "columns in JSON, series by number, days first",
    file: `{"shop": [1, 1, 2, 2], "day": ["30/01/2024", "31/01/2024", "30/01/2024", "31/01/2024"], "y": [5, 6, 15, 16.5]}`,
    time: "day: 2024-01-30 to 2024-01-31, 1 day",
    series: ["shop", "1", "1", "2", "2"],
    columns: [["y", 5, 6, 15, 16.5]],
    told: ["series_found"],
  },
  {
    title: "a sheet with a title, an empty row, words as numbers with decimal commas and a sum of words below",
    file: sheet([
      ["Absatz", null, null],
      [],
      ["Monat", "Stück", "Preis"],
      ["2024-01", 12, "1,5"],
      ["2024-02", 15, "1,75"],
      ["2024-03", 11, "2,25"],
      ["Stand: April", null, null],
    ]),
    time: "Monat: 2024-01-01 to 2024-03-01, 1 month",
    columns: [
      ["Stück", 12, 15, 11],
      ["Preis", 1.5, 1.75, 2.25],
    ],
    told: ["decimal_comma", "footer_dropped", "title_dropped"],
  },
  {
    title: "a sheet whose table begins in the second column, with an empty column between",
    file: sheet([
      [null, "date", null, "y", "site"],
      [null, "2024-01-01", null, 1.5, "N"],
      [null, "2024-01-02", null, null, "N"],
      [null, "2024-01-03", null, 3.5, "S"],
    ]),
    time: "date: 2024-01-01 to 2024-01-03, 1 day",
    columns: [
      ["column_1", null, null, null],
      ["column_3", null, null, null],
      ["y", 1.5, null, 3.5],
      ["site", "N", "N", "S"],
    ],
  },
  {
    title: "a tsf file of quarters with a missing reading",
    file: text(`
      @relation small
      @attribute series_name string
      @attribute start_timestamp date
      @frequency quarterly
      @horizon 2
      @missing true
      @data
      T1:2023-07-01 00-00-00:1,?,3
      T2:2024-01-01 00-00-00:4.5,5
    `),
    name: "small.tsf",
    time: "ds: 2023-07-01 to 2024-04-01, 1 quarter",
    series: ["unique_id", "T1", "T1", "T1", "T2", "T2"],
    columns: [["y", 1, null, 3, 4.5, 5]],
    told: ["series_found"],
  },
];

/** ASCII, and the characters whose codes stand above. */
function gbk(content: string): Uint8Array {
  return Uint8Array.from(
    [...content].flatMap((character) => {
      const code = GBK[character] ?? character.charCodeAt(0);
      return code < 128 ? [code] : [code >> 8, code & 255];
    }),
  );
}

function utf16(content: string): Uint8Array {
  return Uint8Array.from([...content].flatMap((c) => [c.charCodeAt(0) & 255, c.charCodeAt(0) >> 8]));
}

/** A workbook with one sheet of these cells. */
function sheet(rows: readonly (readonly (string | number | null)[])[]): Uint8Array {
  const xml = rows.map((cells, row) => {
    const inside = cells.map((cell, column) => {
      const place = `r="${"ABCDEFGH"[column]}${row + 1}"`;
      if (cell === null) return "";
      return typeof cell === "number"
        ? `<c ${place}><v>${cell}</v></c>`
        : `<c ${place} t="inlineStr"><is><t>${cell}</t></is></c>`;
    });
    return `<row r="${row + 1}">${inside.join("")}</row>`;
  });
  return workbook({ Sheet1: xml.join("") });
}
