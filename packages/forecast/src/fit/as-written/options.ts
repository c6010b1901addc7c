import { OPTIMIZERS } from "@gatecast/nn";
import { z } from "zod";
import { preparationSchema } from "../../prepare/index.ts";
import { networkFields, rowCount } from "../network-schema.ts";

const count = z.int().min(1);
const names = z.array(z.string().min(1));

/**
 * A training run as a tutorial describes it, with whatever it does that it should not. `leaky: true` must stand there: this is
 * the only door to fitting on what is to be forecast.
 */
export const asWrittenSchema = z
  .strictObject({
    leaky: z.literal(true),
    target: z.string().min(1),
    past: names.default([]),
    future: names.default([]),
    /** False hides the target's own past from the network. */
    own_past: z.boolean().default(true),
    lookback: rowCount,
    horizon: rowCount.default(1),
    /** Rows of each part in order of time; rows beyond them are left out. */
    rows: z.strictObject({ train: count, validation: count.optional(), test: count.optional() }),
    /** `inside`: a part's first windows begin within it; `across`: they reach back into the part before. */
    windows: z.enum(["inside", "across"]),
    /** The test part's windows, where they differ. */
    test_windows: z.enum(["inside", "across"]).optional(),
    /** Leaves out the last window of every part that is cut `inside`, as a loop that ends one too early does. */
    drop_last: z.boolean().default(false),
    /** A share of all windows drawn at random is the test; no part is cut by time. */
    shuffled_test: z.number().gt(0).lt(1).optional(),
    preparation: preparationSchema,
    /** Rows that scalers see: all of them, or the training part. */
    fit_on: z.enum(["all", "train"]),
    cell: networkFields.cell.default("lstm"),
    units: networkFields.units,
    dense: networkFields.dense.default([]),
    activation: networkFields.activation.default("linear"),
    window_as: networkFields.window_as.default("steps"),
    /** Whose custom the first weights follow. */
    start: z.enum(["keras", "torch"]).default("keras"),
    loss: z.enum(["mse", "mae", "huber"]).default("mse"),
    optimizer: z.enum(Object.keys(OPTIMIZERS) as [keyof typeof OPTIMIZERS]).default("adam"),
    learning_rate: z.number().gt(0).max(10).default(0.001),
    epochs: count.max(1_000_000),
    batch: count.max(1_000_000),
    /** Epochs without a better validation loss before training stops; the last weights are kept, not the best. */
    patience: count.optional(),
    seed: z.int().min(0).default(1),
  })
  .refine(({ own_past, preparation }) => own_past || preparation.window === "none", {
    error: "a window normalisation needs the target's own past",
    path: ["preparation", "window"],
  });
export type AsWrittenOptions = z.input<typeof asWrittenSchema>;
export type AsWrittenSettings = z.output<typeof asWrittenSchema>;
