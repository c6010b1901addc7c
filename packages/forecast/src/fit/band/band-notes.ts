import type { Note, WindowForecasts } from "../../contracts/index.ts";
import { type Band, bandOf, isFlat } from "./band.ts";
import type { BandOptions } from "./read-band.ts";
import type { Sampled, SampledSeries } from "./sample-paths.ts";

/** A series with its forecast. */
type Forecast = SampledSeries & { readonly forecasts: WindowForecasts };

/** The bands of some series, and what a reader must know of them. */
export function bandWithNotes(
  of: Sampled,
  series: readonly Forecast[],
  asked: BandOptions,
): { readonly bands: readonly Band["ends"][]; readonly notes: readonly Note[] } {
  const made = series.map((one) => bandOf(of, one, one.forecasts, asked));
  const bands = made.map(({ ends }) => ends);
  const { passes, level } = asked;
  const rows = made.reduce((least, { reach }) => Math.min(least, reach), Number.POSITIVE_INFINITY);
  const isShort = made.some(({ reach, ends }) => reach < ends[0].horizon);
  const further: Note[] = isShort ? [{ code: "band_ends", facts: { rows } }] : [];
  if (of.pastErrors === null) {
    const flat = bands.every(isFlat) ? [{ code: "band_flat", facts: { passes } }] : [];
    return { bands, notes: [{ code: "band_passes_only", facts: { passes, level } }, ...flat, ...further] };
  }
  const { errors, noise } = of.pastErrors;
  const share = Math.round((100 * made.reduce((sum, one) => sum + one.share, 0)) / made.length);
  const known = errors.reduce((sum, error) => (Number.isNaN(error) ? sum : sum + 1), 0);
  const notes: Note[] = [{ code: "band_made", facts: { level, windows: errors.length / noise.length, share } }];
  if ((known + 1) * (1 - level / 100) < 1) notes.push({ code: "band_few_errors", facts: { level, errors: known } });
  return { bands, notes: [...notes, ...further] };
}
