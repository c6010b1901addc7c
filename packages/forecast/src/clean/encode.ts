import { z } from "zod";
import { type Note, Problem, type Table, type TableColumn } from "../contracts/index.ts";
import { chooseColumns, columnNames } from "./choose-columns.ts";
import { impossibleNotes } from "./impossible.ts";
import { defineCleanStep } from "./step.ts";

const kind = z.literal("encode");
const as = z.enum(["one_hot", "ordinal"]);
const MOST = 1000;

/**
 * Columns of words become numbers; a column of numbers counts as words. The words are those of the past, in order of
 * their first appearance. Missing cells stay missing.
 * - `one_hot`: a column `name=word` for each word, 1 where it stands and 0 elsewhere. A word that the past does not
 *   have gives 0 in all of them.
 * - `ordinal`: the number of the word, from 0. A word that the past does not have gives NaN.
 */
export const encode = defineCleanStep({
  spec: z.strictObject({ kind, as, columns: columnNames }),
  fitted: z.strictObject({
    kind,
    as,
    columns: z.array(z.strictObject({ name: z.string(), words: z.array(z.string()) })),
  }),
  learns: () => true,
  fit(spec, { table }) {
    const names = chooseColumns(table, spec.columns, spec.kind);
    const columns = names.map((name) => {
      const column = table.columns.find((candidate) => candidate.name === name)!;
      const words = [...new Set(wordsOf(column))].filter((word) => word !== undefined);
      if (spec.as === "one_hot") checkNames(table, name, words);
      return { name, words };
    });
    return { kind: spec.kind, as: spec.as, columns };
  },
  apply(fitted, table) {
    const notes: Note[] = [];
    const columns = table.columns.flatMap((column): readonly TableColumn[] => {
      const words = fitted.columns.find(({ name }) => name === column.name)?.words;
      if (words === undefined) return [column];
      const codeOf = new Map(words.map((word, code) => [word, code]));
      const cells = [...wordsOf(column)];
      // The code of each row's word; −1 where the past does not have it.
      const codes = Float64Array.from(cells, (word) => (word === undefined ? Number.NaN : (codeOf.get(word) ?? -1)));
      const { name } = column;
      if (words.length === 0) {
        notes.push(...impossibleNotes("encode", [{ column: name, series: "", reason: "no_reading" }]));
        return [];
      }
      const unseen = codes.reduce((sum, code) => sum + (code < 0 ? 1 : 0), 0);
      if (unseen > 0) {
        const first = cells[codes.findIndex((code) => code < 0)]!;
        notes.push({ code: "clean_unseen", facts: { column: name, rows: unseen, first, as: fitted.as } });
      }
      notes.push({ code: "clean_encoded", facts: { column: name, as: fitted.as, words: words.length } });
      if (fitted.as === "ordinal")
        return [
          numbers(
            name,
            codes.map((code) => (code < 0 ? Number.NaN : code)),
          ),
        ];
      return words.map((word, wanted) =>
        numbers(
          oneHotName(name, word),
          codes.map((code) => (Number.isNaN(code) ? code : code === wanted ? 1 : 0)),
        ),
      );
    });
    return { table: { ...table, columns }, notes };
  },
});

/** The word of each row; undefined where the cell is missing. */
function* wordsOf(column: TableColumn): Generator<string | undefined> {
  if (column.kind === "text") for (const code of column.codes) yield column.categories[code];
  else for (const value of column.values) yield Number.isNaN(value) ? undefined : String(value);
}

function numbers(name: string, values: Float64Array): TableColumn {
  return { kind: "number", name, values };
}

function oneHotName(column: string, word: string): string {
  return `${column}=${word}`;
}

function checkNames(table: Table, column: string, words: readonly string[]): void {
  if (words.length > MOST) {
    throw new Problem("data", "too_many_words", `Column "${column}" holds ${words.length} different words.`, {
      found: `${words.length} different words`,
      needed: `at most ${MOST} for one_hot, which makes a column of each`,
      hint: "Encode it as ordinal, or leave it out.",
      column,
    });
  }
  const taken = words
    .map((word) => oneHotName(column, word))
    .find((name) => table.columns.some((c) => c.name === name));
  if (taken === undefined) return;
  throw new Problem("data", "column_exists", `There is a column "${taken}" already.`, {
    found: `"${taken}"`,
    needed: `no column of that name, as "${column}" is to be split into columns so called`,
    hint: "Rename the column, or drop it first.",
    column: taken,
  });
}
