import { type FitOptions, type FitSettings, type Problem, readFitOptions, type TableOptions } from "@gatecast/forecast";
import { z } from "zod";
import type { Values } from "./add-flags.ts";
import { invalidOption } from "./invalid-option.ts";
import { readTableOptions } from "./table-options.ts";

/** Picture formats of the report's charts. */
export type ChartFormat = "svg" | "png";

const commandSchema = z.object({
  out: z.string().min(1).optional(),
  lang: z.enum(["en", "zh"]).optional(),
  charts: z.array(z.enum(["svg", "png"])).default([]),
  threads: z
    .int("a whole number from 1 to 64")
    .min(1, "a whole number from 1 to 64")
    .max(64, "a whole number from 1 to 64")
    .optional(),
  fast_math: z.boolean().default(false),
});

/** What `fit` was asked for, judged. */
export interface FitRequest {
  readonly settings: FitSettings;
  /** The same as they were given, without defaults. */
  readonly options: FitOptions;
  readonly table: TableOptions;
  readonly command: z.output<typeof commandSchema>;
}

/**
 * Judges every option, before any data is looked at.
 * @throws Problem (usage) that names the option, and the configuration file where the value came from there.
 */
export function fitRequest(values: Values): FitRequest {
  const { out, lang, charts, threads, fast_math, table, ...options } = values;
  const parsed = commandSchema.safeParse({ out, lang, charts, threads, fast_math });
  if (!parsed.success) throw invalid(values, parsed.error.issues[0]);
  return {
    settings: readFitOptions(options),
    options: options as FitOptions,
    table: readTableOptions({ table }),
    command: parsed.data,
  };
}

const CHOICES: Readonly<Record<string, readonly string[]>> = { lang: ["en", "zh"], charts: ["svg", "png"] };

function invalid(values: Values, issue: z.core.$ZodIssue | undefined): Problem {
  const path = issue?.path.map(String) ?? [];
  const choices = CHOICES[path[0] ?? ""] ?? [];
  const needed = choices.length > 0 ? `one of ${choices.join(", ")}` : (issue?.message ?? "another value");
  return invalidOption(values, path, needed, choices);
}
