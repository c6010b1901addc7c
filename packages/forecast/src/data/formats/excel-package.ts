import { strFromU8, strToU8, unzipSync, type Zippable, zipSync } from "fflate";
import { Problem } from "../../contracts/problem.ts";
import { chooseSheet, type SheetPart } from "./excel-sheets.ts";
import { type SheetSize, sheetSize } from "./excel-size.ts";
import { attributesOf, tags } from "./excel-tags.ts";
import { refuseTooManyCells } from "./problems.ts";

/** One sheet of a workbook, unpacked and checked. */
export interface CheckedSheet {
  /** The sheet packed again without compression, safe to be parsed; for one taker, so that nothing else keeps it in memory. */
  takeZip(): ArrayBuffer;
  /** Place of the sheet in the workbook, from 1. */
  readonly number: number;
  readonly name: string;
  /** Names of the other sheets that hold cells and are not hidden. */
  readonly others: readonly string[];
  readonly unsaved: SheetSize["unsaved"];
  readonly errors: SheetSize["errors"];
  readonly merges: SheetSize["merges"];
}

/** Most bytes that the parts of one sheet may unpack to. */
export const MAX_UNPACKED = 512 * 1024 * 1024;

/** Most cells of a sheet, gaps included: a parsed cell takes some 30 bytes. */
const MAX_SHEET_CELLS = 32_000_000;

const WORKBOOK = "xl/workbook.xml";
const RELATIONS = "xl/_rels/workbook.xml.rels";

/**
 * Takes one sheet out of a workbook. Sizes are judged by the archive's directory before anything is unpacked, and no part
 * unpacks to more than the directory says. The workbook's bytes are let go of once the sheet is unpacked. Throws `not_excel`,
 * `workbook_too_large`, `sheet_unknown`, `too_many_cells`, and a plain error where the workbook is damaged.
 */
export async function checkedSheet(
  source: { bytes: Uint8Array },
  sheet: string | number | undefined,
  signal: AbortSignal | undefined,
): Promise<CheckedSheet> {
  const { part, number, others, relations, parts } = openSheet(source.bytes, sheet);
  source.bytes = new Uint8Array(0);
  signal?.throwIfAborted();
  const size = await sheetSize(new TextDecoder().decode(parts[part.path]), signal);
  refuseTooManyCells(size.rows, size.columns, MAX_SHEET_CELLS);
  const kept = [...relations].filter(([, { path }]) => parts[path]);
  let files: Zippable = { [RELATIONS]: strToU8(relationsXml(kept)), ...parts };
  for (const path of Object.keys(parts)) delete parts[path];
  const takeZip = (): ArrayBuffer => {
    const zip = zipSync(files, { level: 0 }).buffer as ArrayBuffer;
    files = {};
    return zip;
  };
  const { name } = part;
  const { unsaved, errors, merges } = size;
  return { takeZip, number, name, others, unsaved, errors, merges };
}

/** Chooses a sheet, and unpacks it and what is shared by all. */
function openSheet(bytes: Uint8Array, sheet: string | number | undefined) {
  const sizes = directory(bytes);
  if (!sizes.has(WORKBOOK)) throw notExcel([...sizes.keys()]);
  const book = unpack(bytes, sizes, [WORKBOOK, RELATIONS]);
  const relations = relationsOf(strFromU8(book[RELATIONS]!));
  const sheets = sheetsOf(strFromU8(book[WORKBOOK]!), relations);
  const { part, number } = chooseSheet(sheets, sheet);
  const shared = [...relations.values()].filter(({ kind }) => kind === "sharedStrings" || kind === "styles");
  const parts = unpack(bytes, sizes, [WORKBOOK, part.path, ...shared.map(({ path }) => path)]);
  const others = sheets.filter((one) => one !== part && one.path !== "" && !one.hidden).map(({ name }) => name);
  return { part, number, others, relations, parts };
}

/** Declared sizes of all files of an archive. */
function directory(bytes: Uint8Array): Map<string, number> {
  const sizes = new Map<string, number>();
  unzipSync(bytes, {
    filter: ({ name, originalSize }) => {
      sizes.set(name, (sizes.get(name) ?? 0) + originalSize);
      return false;
    },
  });
  return sizes;
}

function unpack(bytes: Uint8Array, sizes: Map<string, number>, names: readonly string[]): Record<string, Uint8Array> {
  const total = names.reduce((sum, name) => sum + (sizes.get(name) ?? 0), 0);
  if (total > MAX_UNPACKED) throw tooLarge(bytes.length, total);
  return unzipSync(bytes, { filter: ({ name }) => names.includes(name) });
}

interface Relation {
  readonly kind: string;
  readonly type: string;
  readonly path: string;
}

/** Where the workbook keeps its parts, by their ids. */
function relationsOf(xml: string): Map<string, Relation> {
  const relations = new Map<string, Relation>();
  for (const tag of tags(xml)) {
    if (tag.name !== "Relationship" || tag.closing) continue;
    const attributes = attributesOf(tag);
    const type = attributes.get("Type") ?? "";
    const target = attributes.get("Target") ?? "";
    const path = target.startsWith("/") ? target.slice(1) : `xl/${target}`;
    relations.set(attributes.get("Id") ?? "", { kind: type.slice(type.lastIndexOf("/") + 1), type, path });
  }
  return relations;
}

/** A directory of parts that names what was checked, and nothing else. */
function relationsXml(relations: readonly (readonly [string, Relation])[]): string {
  const quoted = (text: string): string =>
    text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");
  const lines = relations.map(
    ([id, { type, path }]) => `<Relationship Id="${quoted(id)}" Type="${quoted(type)}" Target="/${quoted(path)}"/>`,
  );
  return `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${lines.join("")}</Relationships>`;
}

/** The sheets in the workbook's order; charts on sheets of their own have no path. */
function sheetsOf(xml: string, relations: Map<string, Relation>): SheetPart[] {
  const sheets: SheetPart[] = [];
  for (const tag of tags(xml)) {
    if (tag.name !== "sheet" || tag.closing) continue;
    const attributes = attributesOf(tag);
    const relation = relations.get(attributes.get("id") ?? "");
    const name = attributes.get("name") ?? "";
    if (name === "") continue;
    const hidden = (attributes.get("state") ?? "visible") !== "visible";
    sheets.push({ name, hidden, path: relation?.kind === "worksheet" ? relation.path : "" });
  }
  return sheets;
}

function notExcel(names: readonly string[]): Problem {
  const found = names.includes("xl/workbook.bin")
    ? "a binary workbook (.xlsb)"
    : names.includes("content.xml")
      ? "an OpenDocument file, such as .ods"
      : `a zip archive that holds ${names.slice(0, 5).join(", ").slice(0, 200) || "nothing"}`;
  return new Problem("data", "not_excel", "This is not an Excel workbook (.xlsx).", {
    found,
    needed: "a workbook saved as .xlsx",
    hint: found.startsWith("a zip")
      ? "Unpack the archive and give the file in it."
      : "Open it in a spreadsheet and save it as .xlsx.",
  });
}

function tooLarge(packed: number, unpacked: number): Problem {
  const megabytes = (size: number): string => `${Math.round(size / 1024 / 1024)} MB`;
  return new Problem("data", "workbook_too_large", `The sheet unpacks to ${megabytes(unpacked)}.`, {
    found: `a workbook of ${packed} bytes whose sheet unpacks to ${megabytes(unpacked)}`,
    needed: `at most ${megabytes(MAX_UNPACKED)}`,
    hint: "Save the sheet as CSV (UTF-8) and give that.",
  });
}
