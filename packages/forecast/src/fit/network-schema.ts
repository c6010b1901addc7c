import { ACTIVATIONS } from "@gatecast/nn";
import { z } from "zod";
import { equationsSchema } from "./equations-schema.ts";
import { graphSchema } from "./graph-schema.ts";

const count = z.int().min(1);

/** What a calendar can tell of a row. */
export const calendarFeatureSchema = z.enum(["hour", "weekday", "month", "day_of_year"]);

/** What shapes the network: the same keys and bounds in options and in model files. */
export const networkFields = {
  cell: z.string(),
  /** The cell's equations, where it is one of your own. */
  equations: equationsSchema.optional(),
  /** Edges between columns, for cells that read columns as nodes. */
  graph: graphSchema.optional(),
  /** Hidden units of each recurrent layer. */
  units: z.array(count.max(1024)).min(1).max(16),
  /** Steps back to what each recurrent layer goes on from, layer by layer; 1 where nothing is said. */
  dilations: z.array(count.max(1024)).max(16).default([]),
  /** Each recurrent layer's input is added to its output. */
  residual: z.boolean().default(false),
  /** 2 reads each window from both ends. */
  directions: z.union([z.literal(1), z.literal(2)]),
  /** Widths of dense layers behind the recurrent ones. */
  dense: z.array(count.max(65_536)).max(16),
  activation: z.enum(Object.keys(ACTIVATIONS) as [keyof typeof ACTIVATIONS]),
  dropout: z.number().min(0).lt(1),
  /** Share of inputs and of recurrent state that each window does without while training, at all of its steps. */
  variational: z.number().min(0).lt(1).default(0),
  /** A linear map of the window beside the recurrent path, which is the ridge solution. */
  linear_path: z.boolean(),
  /** `steps`: one step of the network for each row; `features`: the whole window as one step. */
  window_as: z.enum(["steps", "features"]),
};

/** Rows that can be looked back on, and forecast, at most. */
export const rowCount = count.max(100_000);
