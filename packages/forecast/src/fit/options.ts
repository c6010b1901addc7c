import type { Cell, CellData } from "@gatecast/engine";
import { FAMILY, OPTIMIZERS } from "@gatecast/nn";
import { z } from "zod";
import { Problem } from "../contracts/index.ts";
import { nearestName } from "../data/index.ts";
import { preparationSchema, STEP_KINDS } from "../prepare/index.ts";
import { checkSequence } from "./check-sequence.ts";
import { checkGraph } from "./graph.ts";
import { calendarFeatureSchema, networkFields, rowCount } from "./network-schema.ts";
import { impossible, ownEquations } from "./own-equations.ts";
import { requireOwnName } from "./own-name.ts";
import { WRAPPER_OPTIONS, WRAPPER_SUFFIXES } from "./wrapper-options.ts";

const count = z.int().min(1);
const names = z.array(z.string().min(1));
const part = z.union([count, z.number().gt(0).lt(1)]);

const scheduleSchema = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("constant") }),
  z.strictObject({ kind: z.literal("step"), every: count, factor: z.number().gt(0).max(1) }),
  z.strictObject({ kind: z.literal("cosine"), floor: z.number().min(0).max(1) }),
  z.strictObject({ kind: z.literal("plateau"), factor: z.number().gt(0).lt(1), patience: count }),
]);

/**
 * Everything that `fit` can be told; all but the target has a default. Rows and steps are rows of the table. The same
 * names stand in a configuration file, with `_` between words.
 */
export const fitOptionsSchema = z.strictObject({
  target: z.string().min(1),
  /** Columns known up to the origin of a forecast. */
  past: names.default([]),
  /** Columns known in advance, such as a plan or a calendar. */
  future: names.default([]),
  /** What the calendar tells of every row; chosen on validation rows where absent. */
  calendar: z.array(calendarFeatureSchema).optional(),
  /** The place whose public holidays count, a country or country and state: `CN`, `DE-BY`. */
  holidays: z
    .string()
    .regex(/^[A-Za-z]{2}(-[A-Za-z0-9]{1,6}){0,2}$/)
    .optional(),
  /** Rows in a season, 1 for none; found by itself where absent. */
  season: rowCount.optional(),
  /** Rows that the network looks back on, or several to choose from on validation rows; two or three seasons where absent. */
  lookback: z.union([rowCount, z.array(rowCount).min(1).max(20)]).optional(),
  /** Rows ahead that are forecast; one season where a season is found. */
  horizon: rowCount.optional(),
  /** Parts by time, each a fraction of the rows or a count. */
  split: z.strictObject({ train: part.optional(), validation: part.optional(), test: part.optional() }).default({}),
  cell: networkFields.cell.default("lstm"),
  equations: networkFields.equations,
  graph: networkFields.graph,
  units: networkFields.units.default([32]),
  dilations: networkFields.dilations,
  residual: networkFields.residual,
  directions: networkFields.directions.default(1),
  dense: networkFields.dense.default([]),
  activation: networkFields.activation.default("relu"),
  dropout: networkFields.dropout.default(0),
  variational: networkFields.variational,
  /** Share of the recurrent weights that training prunes away, the smallest first; 0: none. */
  sparsity: z.number().min(0).lt(1).default(0),
  linear_path: networkFields.linear_path.default(true),
  window_as: networkFields.window_as.default("steps"),
  /** Chosen on validation rows where absent. */
  preparation: preparationSchema.optional(),
  /** Of ridge, relative to the variance of its inputs; chosen on validation rows where absent. */
  ridge_strength: z.number().gt(0).optional(),
  loss: z.enum(["mse", "mae", "huber"]).default("mse"),
  optimizer: z.enum(Object.keys(OPTIMIZERS) as [keyof typeof OPTIMIZERS]).default("adam"),
  learning_rate: z.number().gt(0).max(10).default(0.001),
  schedule: scheduleSchema.default({ kind: "constant" }),
  /** Gradients with a larger norm are scaled down to it; 0 leaves them as they are. */
  clip_norm: z.number().min(0).default(1),
  epochs: z.int().min(0).max(1_000_000).default(100),
  /** Epochs in which the recurrent layers first learn to fill in steps of the training windows that are hidden from them. */
  pretrain: z.int().min(0).max(1_000_000).default(0),
  /** Windows in a training step; 32 where absent, fewer where an epoch would have less than eight steps. */
  batch: count.max(1_000_000).optional(),
  /** Epochs without a better validation loss before training stops. */
  patience: count.default(10),
  seed: z.int().min(0).default(1),
  /** Rows forecast beyond the end of the table; the horizon where absent. */
  beyond: rowCount.optional(),
});

/**
 * As a person writes them: what has a default may be left out. In the place of a cell's name may stand a cell of your own, as
 * `cell()` of the engine makes it.
 */
export type FitOptions = Omit<z.input<typeof fitOptionsSchema>, "cell"> & { readonly cell?: string | Cell };
/** With every default filled in. */
export type FitSettings = z.output<typeof fitOptionsSchema>;

/**
 * Fills in defaults and judges what was asked for, before any data is looked at.
 * @throws Problem (usage): `option_invalid`, `cell_unknown`, `graph_missing`, `option_conflict`; `option` names the option.
 */
export function readFitOptions(options: unknown): FitSettings {
  const parsed = fitOptionsSchema.safeParse(withEquations(options));
  if (!parsed.success) throw invalid(options, parsed.error.issues[0]!);
  const settings = parsed.data;
  if (settings.equations !== undefined) checkOwnCell(settings.cell, settings.equations);
  else requireCell(settings.cell, "--cell");
  if (settings.equations === undefined) checkSequence(settings);
  checkGraph(settings);
  const columns = [settings.target, ...settings.past, ...settings.future];
  const twice = columns.find((column, i) => columns.indexOf(column) !== i);
  if (twice !== undefined) {
    const what = twice === settings.target ? "the target, whose past is always used" : "named twice";
    throw new Problem("usage", "option_conflict", `Column "${twice}" is ${what}.`, {
      found: twice,
      hint: "Name each column once.",
      column: twice,
      option: settings.past.includes(twice) ? "--past" : "--future",
    });
  }
  return settings;
}

/** A cell of one's own becomes its name and its equations, for the layers that it is to be used in. */
function withEquations(options: unknown): unknown {
  const { cell, units } = (options ?? {}) as { readonly cell?: unknown; readonly units?: unknown };
  if (typeof cell !== "object" || cell === null || !("next" in cell && "gates" in cell)) return options;
  const own = cell as Cell;
  const sizes = Array.isArray(units) ? units.filter((size): size is number => typeof size === "number") : [32];
  return { ...(options as object), cell: own.name, equations: ownEquations(own, sizes, "--cell") };
}

/** @throws Problem `option_conflict` (usage) where a cell of one's own is not the one that is named, or takes a known name. */
function checkOwnCell(name: string, equations: CellData): void {
  requireOwnName(equations.name, "--cell");
  if (equations.name === name) return;
  throw new Problem("usage", "option_conflict", `The equations are those of a cell "${equations.name}".`, {
    found: `"${name}" as the cell's name`,
    needed: "the same name in both places",
    hint: "Give your cell another name.",
    option: "--cell",
  });
}

/**
 * @param others names that will do as well
 * @throws Problem `cell_unknown` (usage) for a cell that is not in the family, with the nearest that is.
 */
export function requireCell(cell: string, option: string, others: readonly string[] = []): void {
  const known = [...Object.keys(FAMILY), ...others];
  if (known.includes(cell)) return;
  const near = nearestName(cell, known);
  const choose = near === undefined ? `Choose one of ${known.join(", ")}.` : `Did you mean "${near}"?`;
  const isAround = Object.hasOwn(WRAPPER_OPTIONS, cell);
  const add = option === "--cells" ? `write lstm${WRAPPER_SUFFIXES[cell]}` : `add ${WRAPPER_OPTIONS[cell]}`;
  throw new Problem("usage", "cell_unknown", `There is no cell "${cell}".`, {
    found: cell,
    needed: `one of ${known.join(", ")}`,
    hint: isAround
      ? `It goes around a cell: name one of these, and ${add}.`
      : cell === "policy"
        ? "It decides, and forecasts nothing: see `gatecast cells show policy`."
        : choose,
    option,
  });
}

function invalid(options: unknown, issue: z.core.$ZodIssue): Problem {
  const path = issue.path.map(String);
  if (issue.code === "unrecognized_keys") return unknownOption([...path, ...issue.keys.slice(0, 1)]);
  if (path[0] === "equations" && issue.code === "custom") return impossible(issue.message, "--cell");
  const value = path.reduce<unknown>((at, key) => (at as Record<string, unknown> | undefined)?.[key], options);
  // Parts have flags of their own.
  const name = path[0] === "split" && path.length > 1 ? path[1]! : (path[0] ?? "options");
  const option = optionAt(path, name);
  const found = value === undefined ? "nothing" : JSON.stringify(value);
  if (value === undefined && name === "target") {
    return new Problem("usage", "option_invalid", "--target is missing.", {
      found: "no target",
      needed: "the name of the column to forecast",
      hint: "Name it: --target COLUMN.",
      option,
    });
  }
  const needed = NEEDED[name] ?? neededBy(issue);
  if (value === undefined && path.length > 1) return missing(options, path, needed);
  return new Problem("usage", "option_invalid", `${option} cannot be ${found}.`, {
    found,
    needed,
    hint: `Give ${option} ${needed}.`,
    option,
  });
}

/** Keys that only a file holds, where flags set something else of them or nothing. */
const OF_FILES = ["split", "preparation", "schedule", "ridge_strength", "equations", "directions", "linear_path"];

/** The flag of an option, to which a number within its list belongs; its key in a configuration where it has no flag. */
function optionAt(path: readonly string[], name: string): string {
  const isWithin = path[0] !== "split" && path.slice(1).some((key) => !/^\d+$/.test(key));
  if (isWithin || OF_FILES.includes(name)) return keyAt(path);
  return `--${name.replaceAll("_", "-")}`;
}

/** `preparation.target[0].kind` */
const keyAt = (path: readonly string[]): string =>
  path.map((key, i) => (/^\d+$/.test(key) ? `[${key}]` : i === 0 ? key : `.${key}`)).join("");

/** What a configuration lacks within one of its keys. */
function missing(options: unknown, path: readonly string[], needed: string): Problem {
  const [inside, key] = [keyAt(path.slice(0, -1)), path.at(-1)!];
  const beside = path.slice(0, -1).reduce<unknown>((at, one) => (at as Record<string, unknown>)[one], options);
  const keys = typeof beside === "object" && beside !== null ? Object.keys(beside) : [];
  return new Problem("usage", "option_invalid", `"${keyAt(path)}" is missing in the configuration.`, {
    found: keys.length === 0 ? `nothing under "${inside}"` : `under "${inside}" only ${keys.join(", ")}`,
    needed: `${inside}: ${needed}`,
    hint: `Write "${key}" under "${inside}"${LISTS.includes(key) ? `, an empty list where nothing is to be done: ${key}: []` : ""}.`,
    option: keyAt(path),
  });
}

/** Keys of lists that may be empty. */
const LISTS = ["target", "covariates"];

function unknownOption(path: readonly string[]): Problem {
  const known = path.length > 1 ? [] : Object.keys(fitOptionsSchema.shape);
  const near = nearestName(path.at(-1) ?? "", known);
  const within = NEEDED[path[0]!];
  return new Problem("usage", "option_unknown", `There is no option "${keyAt(path)}".`, {
    found: keyAt(path),
    needed:
      known.length > 0
        ? `one of ${known.join(", ")}`
        : `no such key within ${path[0]}${within === undefined ? "" : `, but ${within}`}`,
    ...(near === undefined ? {} : { hint: `Did you mean "${near}"?` }),
    option: path.length > 1 ? keyAt(path) : `--${path.join().replaceAll("_", "-")}`,
  });
}

/** What an option takes, where the shape of the value alone does not say it. */
const NEEDED: Readonly<Record<string, string>> = {
  train: "a fraction between 0 and 1, or a whole number of rows from 1",
  validation: "a fraction between 0 and 1, or a whole number of rows from 1",
  test: "a fraction between 0 and 1, or a whole number of rows from 1",
  holidays: "a country, or a country and state, such as CN or DE-BY",
  lookback: "a whole number of rows from 1, or a list of such numbers",
  directions: "1 or 2",
  graph: "a file with edges (from,to,weight) or a square of weights, from 0 on",
  units: "whole numbers from 1 to 1024, such as [50, 50]",
  dilations: "whole numbers from 1, one for each recurrent layer, such as [1, 2, 4]",
  equations: "the equations of a cell, as a model file or cellData() writes them",
  dense: "whole numbers from 1, such as [25]",
  schedule: "a kind (constant, step, cosine or plateau) with its numbers, such as { kind: cosine, floor: 0.1 }",
  split: "parts (train, validation, test) with their sizes, such as { test: 0.2 }",
  preparation: `lists of steps for target and covariates (${STEP_KINDS.join(", ")}) and a window (none, last or mean_spread)`,
};

/** What a value should have been, in a person's words. */
function neededBy(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case "invalid_type":
      return (
        { string: "a name", number: "a number", int: "a whole number", array: "a list", boolean: "true or false" }[
          issue.expected as string
        ] ?? `a value of type ${issue.expected}`
      );
    case "too_small":
      return issue.origin === "string" || issue.origin === "array"
        ? "at least one name or number"
        : `a number ${issue.inclusive === false ? "above" : "from"} ${issue.minimum}`;
    case "too_big":
      return issue.origin === "array"
        ? `at most ${issue.maximum} numbers`
        : `a number ${issue.inclusive === false ? "below" : "up to"} ${issue.maximum}`;
    case "invalid_value":
      return `one of ${issue.values.join(", ")}`;
    default:
      return issue.message;
  }
}
