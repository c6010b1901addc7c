import { type Seed, shuffled } from "@gatecast/engine";
import { originsWithin, type Prepared } from "../../prepare/index.ts";
import type { AsWrittenSettings } from "./options.ts";

/** Names of the parts that a tutorial cuts. */
export type PartName = "train" | "validation" | "test";

/** Origins of every part's windows, ascending; a part that the tutorial does not have is absent. */
export type Parts = Readonly<Partial<Record<PartName, Int32Array>>> & { readonly train: Int32Array };

/** Cuts windows as the tutorial does: by time, or at random where it shuffles. */
export function partsOf(prepared: Prepared, settings: AsWrittenSettings, seed: Seed): Parts {
  if (settings.shuffled_test !== undefined) return shuffledParts(prepared, settings.shuffled_test, seed);
  const { rows, windows, drop_last } = settings;
  const parts: Partial<Record<PartName, Int32Array>> = {};
  let from = 0;
  for (const name of ["train", "validation", "test"] as const) {
    const count = rows[name];
    if (count === undefined) continue;
    const to = Math.min(from + count, prepared.rows);
    const cut = name === "test" ? (settings.test_windows ?? windows) : windows;
    parts[name] = cut === "across" ? originsWithin(prepared, from, to) : inside(prepared, from, to, drop_last);
    from = to;
  }
  return parts as Parts;
}

function inside(prepared: Prepared, from: number, to: number, dropLast: boolean): Int32Array {
  const first = from + prepared.task.lookback - 1;
  const origins = originsWithin(prepared, from, to).filter((origin) => origin >= first);
  return dropLast ? origins.slice(0, -1) : origins;
}

function shuffledParts(prepared: Prepared, share: number, seed: Seed): Parts {
  const origins = originsWithin(prepared, 0, prepared.rows);
  const order = shuffled(origins.length, seed);
  const tested = Math.max(1, Math.round(share * origins.length));
  const pick = (from: number, to: number) => Int32Array.from(order.subarray(from, to), (i) => origins[i]!).sort();
  return { train: pick(tested, origins.length), test: pick(0, tested) };
}
