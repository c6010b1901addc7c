import { ACTIVATIONS, CELLS, OPTIMIZERS } from "@gatecast/nn";
import { z } from "zod";
import { Problem } from "../contracts/index.ts";
import { nearestName } from "../data/index.ts";
import { preparationSchema } from "../prepare/index.ts";

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
  /** Rows that the network looks back on; two or three seasons where a season is found. */
  lookback: count.max(100_000).optional(),
  /** Rows ahead that are forecast; one season where a season is found. */
  horizon: count.max(100_000).optional(),
  /** Parts by time, each a fraction of the rows or a count. */
  split: z.strictObject({ train: part.optional(), validation: part.optional(), test: part.optional() }).default({}),
  cell: z.string().default("lstm"),
  /** Hidden units of each recurrent layer. */
  units: z.array(count.max(4096)).min(1).max(16).default([32]),
  /** 2 reads each window from both ends. */
  directions: z.union([z.literal(1), z.literal(2)]).default(1),
  /** Widths of dense layers behind the recurrent ones. */
  dense: z.array(count.max(65_536)).max(16).default([]),
  activation: z.enum(Object.keys(ACTIVATIONS) as [keyof typeof ACTIVATIONS]).default("relu"),
  dropout: z.number().min(0).lt(1).default(0),
  /** A linear map of the window beside the recurrent path, started at the ridge solution. */
  linear_path: z.boolean().default(true),
  /** `steps`: one step of the network for each row; `features`: the whole window as one step. */
  window_as: z.enum(["steps", "features"]).default("steps"),
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
  /** Windows in a training step; 32 where absent, fewer where an epoch would have less than eight steps. */
  batch: count.max(1_000_000).optional(),
  /** Epochs without a better validation loss before training stops. */
  patience: count.default(10),
  seed: z.int().min(0).default(1),
  /** Rows forecast beyond the end of the table; the horizon where absent. */
  beyond: count.max(100_000).optional(),
});

/** As a person writes them: what has a default may be left out. */
export type FitOptions = z.input<typeof fitOptionsSchema>;
/** With every default filled in. */
export type FitSettings = z.output<typeof fitOptionsSchema>;

/**
 * Fills in defaults and judges what was asked for, before any data is looked at.
 * @throws Problem (usage): `option_invalid`, `cell_unknown`, `option_conflict`; `option` names the option.
 */
export function readFitOptions(options: unknown): FitSettings {
  const parsed = fitOptionsSchema.safeParse(options);
  if (!parsed.success) throw invalid(options, parsed.error.issues[0]!);
  const settings = parsed.data;
  if (!Object.hasOwn(CELLS, settings.cell)) {
    const known = Object.keys(CELLS);
    const near = nearestName(settings.cell, known);
    throw new Problem("usage", "cell_unknown", `There is no cell "${settings.cell}".`, {
      found: settings.cell,
      needed: `one of ${known.join(", ")}`,
      hint: near === undefined ? `Choose one of ${known.join(", ")}.` : `Did you mean "${near}"?`,
      option: "--cell",
    });
  }
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

function invalid(options: unknown, issue: z.core.$ZodIssue): Problem {
  const path = issue.path.map(String);
  if (issue.code === "unrecognized_keys") return unknownOption([...path, ...issue.keys.slice(0, 1)]);
  const value = path.reduce<unknown>((at, key) => (at as Record<string, unknown> | undefined)?.[key], options);
  // Parts have flags of their own; a number within a list belongs to the list's option.
  const name = path[0] === "split" && path.length > 1 ? path[1]! : (path[0] ?? "options");
  const option = `--${name.replaceAll("_", "-")}`;
  const found = value === undefined ? "nothing" : JSON.stringify(value);
  const needed = neededBy(issue);
  return new Problem("usage", "option_invalid", `${option} cannot be ${found}.`, {
    found,
    needed,
    hint: `Give ${option} ${needed}.`,
    option,
  });
}

function unknownOption(path: readonly string[]): Problem {
  const known = Object.keys(fitOptionsSchema.shape);
  const near = nearestName(path.at(-1) ?? "", known);
  return new Problem("usage", "option_unknown", `There is no option "${path.join(".")}".`, {
    found: path.join("."),
    needed: `one of ${known.join(", ")}`,
    ...(near === undefined ? {} : { hint: `Did you mean "${near}"?` }),
    option: `--${path.join(".").replaceAll("_", "-")}`,
  });
}

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
    case "invalid_union":
      return "a fraction between 0 and 1, or a whole number of rows from 1";
    default:
      return issue.message;
  }
}
