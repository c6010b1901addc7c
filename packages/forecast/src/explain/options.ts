import { z } from "zod";
import { Problem } from "../contracts/index.ts";

const count = z.int().min(1);

/** What `explain` can be told; everything may be left out. */
export const explainOptionsSchema = z.strictObject({
  /** Row of the frame, from 0: the last reading that the forecast knows. The latest that can be forecast from where absent. */
  origin: z.int().min(0).optional(),
  /** The step ahead to explain, from 1; the mean over all where absent. */
  step: count.optional(),
  /** The recurrent layer whose gates are wanted, from 1; all where absent. */
  layer: count.optional(),
  /** The part of its layers whose gates are wanted, such as "encoder" or "scale 4"; all where absent. */
  part: z.string().min(1).optional(),
  /** The unit whose gates are wanted, from 1; all where absent. */
  unit: count.optional(),
  /** What attributions are measured against; the mean where the table holds enough earlier windows, else the last value. */
  baseline: z.enum(["mean", "last"]).optional(),
  /** How often each input is exchanged between windows; five times where absent, fewer where that takes long. */
  repeats: count.max(1000).optional(),
  /** What the exchanges are drawn from. */
  seed: z.int().min(0).default(1),
});
/** How far an explanation is: so many inputs of all have been exchanged between windows. */
export interface ExplainProgress {
  readonly inputs: number;
  readonly of: number;
}

/** Who waits for an explanation. */
export interface ExplainRun {
  readonly signal?: AbortSignal | undefined;
  /** Aborted, gates and contributions are worked out all the same; of the exchanges what they have told by then is kept, with a remark. */
  readonly keep?: boolean;
  readonly onProgress?: ((reached: ExplainProgress) => void) | undefined;
}

/** As a person writes them. */
export type ExplainOptions = z.input<typeof explainOptionsSchema>;
/** With every default filled in. */
export type ExplainSettings = z.output<typeof explainOptionsSchema>;

/**
 * Fills in defaults and judges what was asked for, before any data is looked at.
 * @throws Problem (usage) `option_invalid`, `option_unknown`.
 */
export function readExplainOptions(options: unknown): ExplainSettings {
  const parsed = explainOptionsSchema.safeParse(options);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  if (issue?.code === "unrecognized_keys") {
    const known = Object.keys(explainOptionsSchema.shape).join(", ");
    throw new Problem("usage", "option_unknown", `There is no option "${issue.keys[0]}".`, {
      found: String(issue.keys[0]),
      needed: `one of ${known}`,
      hint: `Write one of ${known}.`,
    });
  }
  const name = String(issue?.path[0]);
  const found = JSON.stringify((options as Record<string, unknown>)[name]);
  const needed = NEEDED[name] ?? "a whole number from 1";
  throw new Problem("usage", "option_invalid", `--${name} cannot be ${found}.`, {
    found: found ?? "nothing",
    needed,
    hint: `Give --${name} ${needed}, or leave it out.`,
    option: `--${name}`,
  });
}

const NEEDED: Readonly<Record<string, string>> = {
  baseline: "mean or last",
  part: "the name of a part",
  repeats: "a whole number from 1 to 1000",
  seed: "a whole number from 0",
};
