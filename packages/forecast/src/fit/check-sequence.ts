import { FAMILY } from "@gatecast/nn";
import { Problem } from "../contracts/index.ts";
import type { FitSettings } from "./options.ts";

/** Refuses what a cell that gives one row a window and no sequence cannot do. Throws `option_conflict` (usage). */
export function checkSequence({ cell, units, pretrain }: Pick<FitSettings, "cell" | "units" | "pretrain">): void {
  if (FAMILY[cell]?.lastOnly !== true) return;
  if (units.length > 1) {
    throw new Problem("usage", "option_conflict", `"${cell}" gives no sequence for a second layer.`, {
      found: `--units ${units.join(",")}`,
      needed: "one number of units",
      hint: `Give --units ${units[0]}, or another --cell.`,
      option: "--units",
    });
  }
  if (pretrain > 0) {
    throw new Problem("usage", "option_conflict", `"${cell}" says nothing of single steps to be filled in.`, {
      found: `--pretrain ${pretrain}`,
      needed: "a cell that gives a sequence",
      hint: "Leave --pretrain out, or give another --cell, such as bert-lstm.",
      option: "--pretrain",
    });
  }
}
