import { FAMILY, WRAPPERS } from "@gatecast/nn";
import { Problem } from "../contracts/index.ts";

/** Names of other models, of columns that stand beside them, and what stands for cells where they are named. */
const TAKEN = [
  ...["network", "persistence", "seasonal_naive", "drift", "climatology", "ridge"],
  ...["unique_id", "ds", "cutoff", "y"],
  ...["all", "policy"],
];

/**
 * A cell of one's own has a name that stands for nothing else: under it people read of their own equations.
 * @throws Problem `option_conflict` (usage)
 */
export function requireOwnName(name: string, option: string): void {
  if (!Object.hasOwn(FAMILY, name) && !Object.hasOwn(WRAPPERS, name) && !TAKEN.includes(name)) return;
  throw new Problem("usage", "option_conflict", `The equations are those of a cell "${name}".`, {
    found: `"${name}", a name that Gatecast uses`,
    needed: "a name of its own",
    hint: "Give your cell another name.",
    option,
  });
}
