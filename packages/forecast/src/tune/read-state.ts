import type { z } from "zod";
import { Problem } from "../contracts/index.ts";

/** What a state is of: `search`; and what may differ where it goes on. */
export interface StateOf {
  readonly what: string;
  readonly but?: string;
}

/**
 * Reads the state of long work with that hash, such as a search or a comparison.
 * @throws Problem `checkpoint_unreadable` (model) where it is none, `checkpoint_differs` (usage) where it is of another.
 */
export function readStateOf<State extends { readonly run: string }>(
  schema: z.ZodType<State>,
  state: unknown,
  run: string,
  { what, but }: StateOf,
): State {
  const parsed = schema.safeParse(state);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw new Problem("model", "checkpoint_unreadable", `This is not the state of a ${what}.`, {
      found: `${issue?.path.join(".") || "the whole"}: ${issue?.message ?? "not understood"}`,
      needed: `the state that an earlier ${what} has written`,
      hint: "Leave out --resume to start anew.",
      option: "--resume",
    });
  }
  if (parsed.data.run !== run) {
    throw new Problem("usage", "checkpoint_differs", `The ${what} to go on with had other options or other data.`, {
      found: `the state of another ${what}`,
      needed: `the same data and the same options as before${but === undefined ? "" : `; ${but}`}`,
      hint: "Repeat the command exactly, or leave out --resume to start anew.",
      option: "--resume",
    });
  }
  return parsed.data;
}
