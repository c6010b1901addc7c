import { z } from "zod";
import { Problem } from "../contracts/index.ts";
import { asWrittenSchema, fitOptionsSchema, tableOptionsSchema } from "../fit/index.ts";

const text = z.string().min(1);
const bothLanguages = z.strictObject({ en: text, zh: text });
/** A sentence in one language stands for both. */
const oneOrBoth = z.union([text.transform((one) => ({ en: one, zh: one })), bothLanguages]);

/** A unit, empty for none; °C is the same in both languages. */
const unit = z.union([
  z.string().transform((one) => ({ en: one, zh: one })),
  z.strictObject({ en: z.string(), zh: z.string() }),
]);

/** Where a recipe's data come from: a public file, and what it was when the recipe was written. */
const sourceSchema = z.strictObject({
  /** Path below the data folder. */
  file: text,
  /** The public page of the data, or the name under which they were published. */
  url: text,
  licence: text,
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
});

/** How files become a table: one file read as it is, or a drive put together from two recordings. */
const dataSchema = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("table"), file: text, table: tableOptionsSchema.default({}) }),
  z.strictObject({ kind: z.literal("drive"), car: text, phone: text }),
]);

const metric = z.enum(["rmse", "mae", "mase", "smape", "mape"]);

/** One question of a recipe: a target and a horizon, asked as the tutorial does, or done right, or both. */
const partSchema = z.strictObject({
  name: z.string().regex(/^[a-z][a-z0-9_]*$/),
  title: bothLanguages,
  /** Of the scores; empty where there is none. */
  unit,
  metric,
  others: z.array(z.enum(["rmse", "mae", "bias", "mape", "smape", "mase", "r2", "mda"])).default([]),
  /** What done right aims at, in the metric. */
  goal: z.number().positive().optional(),
  /** Asked of each of so many columns, those with the largest sum in the training part; they take the target's place. */
  busiest: z.int().min(1).max(100).optional(),
  as_written: z
    .strictObject({
      /** Cleaning, fitted on every row of the file, as the tutorial does it. */
      table: tableOptionsSchema.default({}),
      /** Rows are taken one after the other, whatever their times say. */
      ignore_time: z.boolean().default(false),
      /** The cleaned series is saved in this format and read back before anything is trained. */
      through: z.literal("excel").optional(),
      /** The part of the rows whose score is told. */
      scored: z.enum(["validation", "test"]).default("test"),
      fit: asWrittenSchema,
    })
    .optional(),
  done_right: z
    .strictObject({
      table: tableOptionsSchema.default({}),
      fit: fitOptionsSchema.partial({ target: true }),
    })
    .optional(),
});

/** A case study as configuration: where its data are, what is asked, how the tutorial did it and how it is done right. */
export const recipeSchema = z.strictObject({
  name: z.string().regex(/^[a-z][a-z0-9-]*$/),
  sources: z.array(sourceSchema).min(1),
  data: dataSchema,
  /** What pictures call the columns, and their units; a column that is not here goes by its own name. */
  names: z.record(text, bothLanguages.extend({ unit: unit.optional() })).default({}),
  tutorial: z.strictObject({ metric: text, values: z.array(z.number()).min(1), source: oneOrBoth }).optional(),
  parts: z.array(partSchema).min(1),
});
export type Recipe = z.output<typeof recipeSchema>;
export type RecipePartSpec = Recipe["parts"][number];
export type RecipeSourceSpec = Recipe["sources"][number];

/**
 * Judges a recipe, usually read from YAML.
 * @throws Problem `recipe_invalid` (usage), which says where and what.
 */
export function readRecipe(value: unknown, file?: string): Recipe {
  const parsed = recipeSchema.safeParse(value);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const where = issue!.path.map(String).join(".") || "the whole file";
  throw new Problem("usage", "recipe_invalid", `This is not a recipe: ${where}: ${issue!.message}.`, {
    found: `${where}: ${issue!.message}`,
    needed: "name, sources, data and parts, as in the recipes that come with Gatecast",
    hint: "Copy one of them (gatecast recipe list) and change it step by step.",
    ...(file === undefined ? {} : { file }),
  });
}
