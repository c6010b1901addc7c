import { type FitSettings, nearestName, Problem, readFitOptions } from "@gatecast/forecast";
import { z } from "zod";
import type { Values } from "./add-flags.ts";

/** Picture formats of the report's charts. */
export type ChartFormat = "svg" | "png";

const commandSchema = z.object({
  time: z.union([z.string().min(1), z.array(z.string().min(1)).min(1)]).optional(),
  out: z.string().min(1).optional(),
  lang: z.enum(["en", "zh"]).optional(),
  charts: z.array(z.enum(["svg", "png"])).default([]),
});

/** What `fit` was asked for, judged. */
export interface FitRequest {
  readonly settings: FitSettings;
  readonly command: z.output<typeof commandSchema>;
}

/**
 * Judges every option, before any data is looked at.
 * @throws Problem (usage) that names the option, and the configuration file where the value came from there.
 */
export function fitRequest(values: Values): FitRequest {
  const { time, out, lang, charts, ...options } = values;
  const parsed = commandSchema.safeParse({ time, out, lang, charts });
  if (!parsed.success) throw invalid(values, parsed.error.issues[0]);
  return { settings: readFitOptions(options), command: parsed.data };
}

const CHOICES: Readonly<Record<string, readonly string[]>> = { lang: ["en", "zh"], charts: ["svg", "png"] };

function invalid(values: Values, issue: z.core.$ZodIssue | undefined): Problem {
  const key = String(issue?.path[0]);
  const place = issue?.path[1];
  const value = Array.isArray(values[key]) && typeof place === "number" ? values[key][place] : values[key];
  const choices = CHOICES[key] ?? [];
  const near = nearestName(String(value), choices);
  const needed = choices.length > 0 ? `one of ${choices.join(", ")}` : (issue?.message ?? "another value");
  return new Problem("usage", "option_invalid", `--${key} cannot be ${JSON.stringify(value)}.`, {
    found: JSON.stringify(value) ?? "nothing",
    needed,
    hint: near === undefined ? `Write ${needed}.` : `Did you mean "${near}"?`,
    option: `--${key}`,
  });
}
