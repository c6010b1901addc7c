import fc from "fast-check";
import { unzipSync, zipSync } from "fflate";
import { parquetWriteBuffer } from "hyparquet-writer";
import { test } from "vitest";
import { excelRows } from "./excel.ts";
import { jsonRows } from "./json.ts";
import { parquetRows } from "./parquet.ts";
import { rowsOrProblem, workbook } from "./rows.fixture.ts";
import { tsfRows } from "./tsf.ts";

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);

const SHEET = Array.from(
  { length: 12 },
  (_, i) =>
    `<row r="${i + 1}"><c r="A${i + 1}" t="inlineStr"><is><t>a${i} &amp; b</t></is></c><c r="B${i + 1}"><v>${i / 3}</v></c><c r="D${i + 1}" t="b"><v>1</v></c></row>`,
).join("");
const PARQUET = (["SNAPPY", "UNCOMPRESSED"] as const).map(
  (codec) =>
    new Uint8Array(
      parquetWriteBuffer({
        codec,
        rowGroupSize: 20,
        columnData: [
          { name: "ds", data: Array.from({ length: 50 }, (_, i) => new Date(i * 3.6e6)), type: "TIMESTAMP" },
          { name: "y", data: Array.from({ length: 50 }, (_, i) => (i % 7 ? i / 3 : null)), type: "DOUBLE" },
          { name: "s", data: Array.from({ length: 50 }, (_, i) => (i % 5 ? `s${i % 3}` : null)), type: "STRING" },
          { name: "b", data: Array.from({ length: 50 }, (_, i) => i % 2 === 0), type: "BOOLEAN", encoding: "RLE" },
          {
            name: "i",
            data: Array.from({ length: 50 }, (_, i) => i * i),
            type: "INT32",
            encoding: "DELTA_BINARY_PACKED",
          },
        ],
      }),
    ),
);
const JSON_TEXTS = [
  '[{"ds":"2020-01-01","y":1.5},{"ds":"2020-01-02","y":null,"z":true}]',
  '{"ds":"2020-01-01","y":1}\n{"ds":"2020-01-02","y":2}\n',
  '{"columns":["ds","y"],"index":[0,1],"data":[["a",1],["b",2]]}',
  '{"ds":{"0":"a","1":"b"},"y":{"0":1,"1":2}}',
  '{"ds":["a","b"],"y":[1,2]}',
].map(utf8);
const TSF = [
  utf8(
    "# c\n@relation x\n@attribute series_name string\n@attribute start date\n@frequency 10_minutes\n@data\nT1:1979-01-01 00-00-00:1,?,3\nT2:1979-01-01 00-00-00:5\n",
  ),
];

const readers = {
  excel: { read: excelRows, files: [workbook({ a: SHEET, b: SHEET })] },
  parquet: { read: parquetRows, files: PARQUET },
  json: { read: jsonRows, files: JSON_TEXTS },
  tsf: { read: tsfRows, files: TSF },
};

const edits = fc.array(fc.tuple(fc.nat(1_000_000), fc.nat(255)), { minLength: 1, maxLength: 6 });

function edited(bytes: Uint8Array, changes: readonly (readonly [number, number])[]): Uint8Array {
  const copy = bytes.slice();
  for (const [place, byte] of changes) copy[place % copy.length] = byte;
  return copy;
}

for (const [name, { read, files }] of Object.entries(readers)) {
  const valid = fc.constantFrom(...files);

  test(`${name}: random bytes behind the right beginning give rows or a Problem`, async () => {
    const bytes = fc.tuple(valid, fc.nat(60), fc.uint8Array({ maxLength: 300 })).map(([whole, keep, rest]) => {
      return Uint8Array.of(...whole.subarray(0, keep), ...rest);
    });
    await fc.assert(
      fc.asyncProperty(bytes, (b) => rowsOrProblem(read(b))),
      { numRuns: 150 },
    );
  });

  test(`${name}: valid files with changed bytes give rows or a Problem`, async () => {
    const changed = fc.tuple(valid, edits).map(([bytes, changes]) => edited(bytes, changes));
    await fc.assert(
      fc.asyncProperty(changed, (b) => rowsOrProblem(read(b))),
      { numRuns: 600 },
    );
  });

  test(`${name}: valid files cut, doubled or with a piece taken out give rows or a Problem`, async () => {
    const changed = fc.tuple(valid, fc.nat(1_000_000), fc.nat(50)).map(([bytes, place, length]) => {
      const at = place % bytes.length;
      return place % 3 === 0
        ? bytes.slice(0, at)
        : Uint8Array.of(...bytes.subarray(0, at), ...bytes.subarray(place % 3 === 1 ? at + length : 0));
    });
    await fc.assert(
      fc.asyncProperty(changed, (b) => rowsOrProblem(read(b))),
      { numRuns: 300 },
    );
  });
}

test("excel: workbooks whose XML is changed within a sound archive give rows or a Problem", async () => {
  const parts = unzipSync(readers.excel.files[0]!);
  const names = Object.keys(parts);
  const change = fc.tuple(
    fc.constantFrom(...names),
    fc.nat(100_000),
    fc.nat(8),
    fc.constantFrom(
      "",
      "<",
      ">",
      '"',
      "'",
      "&",
      "0",
      "9",
      "99999999",
      "ZZZ",
      " r=",
      "/",
      "!--",
      "<c>",
      "</row>",
      "<row>",
    ),
  );
  const changed = fc.array(change, { minLength: 1, maxLength: 4 }).map((changes) => {
    const copy: Record<string, Uint8Array> = { ...parts };
    for (const [name, place, remove, insert] of changes) {
      const text = new TextDecoder().decode(copy[name]);
      const at = place % (text.length + 1);
      copy[name] = utf8(text.slice(0, at) + insert + text.slice(at + remove));
    }
    return zipSync(copy, { level: 0 });
  });
  await fc.assert(
    fc.asyncProperty(changed, (b) => rowsOrProblem(excelRows(b))),
    { numRuns: 500 },
  );
});

test("json: text of JSON's own characters gives rows or a Problem", async () => {
  const unit = fc.constantFrom(...'[]{}:,"\\01.-eE \ntrufalsnéN\u0000');
  const text = fc.string({ unit, maxLength: 60 }).map((s) => utf8(`[{${s}`));
  await fc.assert(
    fc.asyncProperty(text, (b) => rowsOrProblem(jsonRows(b))),
    { numRuns: 1000 },
  );
});
