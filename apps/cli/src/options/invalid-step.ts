import { cleanSpecSchema, nearestName, Problem } from "@gatecast/forecast";
import type { z } from "zod";
import type { Values } from "./add-flags.ts";

const KINDS = cleanSpecSchema.options.map(({ shape }) => shape.kind.value);

/** A cleaning step that is none: which one, counted from 1, what it says, and what it should have said. */
export function invalidStep(values: Values, issue: z.core.$ZodIssue): Problem {
  const [, place, ...inside] = issue.path;
  const steps = (values.table as Values | undefined)?.clean as readonly unknown[];
  const step = steps[Number(place)];
  const { needed, hint } = cure(step, issue, inside.map(String));
  return new Problem("usage", "option_invalid", `Step ${Number(place) + 1} under table: clean: is none.`, {
    found: JSON.stringify(step),
    needed,
    hint,
    option: "--config",
  });
}

function cure(step: unknown, issue: z.core.$ZodIssue, inside: readonly string[]): { needed: string; hint: string } {
  const said = typeof step === "object" && step !== null ? (step as Values) : {};
  const kind = String(said.kind);
  const spec = cleanSpecSchema.options.find(({ shape }) => shape.kind.value === kind);
  if (spec === undefined) return oneOf("kind", kind, KINDS);
  const keys = Object.keys(spec.shape);
  if (issue.code === "unrecognized_keys") return oneOf("keys", issue.keys[0] ?? "", keys);
  const [key = ""] = inside;
  if (issue.code === "invalid_value") return oneOf(key, String(said[key]), issue.values.map(String));
  return { needed: `${key}: ${issue.message}`, hint: `A step ${kind} takes ${keys.join(", ")}.` };
}

function oneOf(what: string, found: string, choices: readonly string[]): { needed: string; hint: string } {
  const near = nearestName(found, choices);
  const needed = `${what}: one of ${choices.join(", ")}`;
  return { needed, hint: near === undefined ? `Write one of ${choices.join(", ")}.` : `Did you mean "${near}"?` };
}
