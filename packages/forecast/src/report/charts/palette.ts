// Okabe and Ito's colours, told apart by colour-blind readers. https://jfly.uni-koeln.de/color/
/** Colours of the charts; `ink` and its kin are the page's greys. */
export const PALETTE = {
  ink: "#1f2933",
  text: "#52606d",
  rule: "#e4e7eb",
  axis: "#9aa5b1",
  training: "#7b8794",
  validation: "#b7791f",
  network: "#0072b2",
  outlier: "#d55e00",
  green: "#009e73",
  validationBand: "rgba(230, 159, 0, 0.10)",
  testBand: "rgba(0, 114, 178, 0.07)",
  forecastBand: "rgba(0, 114, 178, 0.16)",
  gapBand: "rgba(230, 159, 0, 0.35)",
  soft: "#b9d6e8",
} as const;

/** How one model's line is drawn: the dash tells lines apart where colour does not, in print or to an eye. */
export interface LineLook {
  readonly color: string;
  readonly dash: "solid" | "dashed" | "dotted";
  readonly width: number;
}

const BASELINES: Readonly<Record<string, LineLook>> = {
  persistence: { color: "#c77c02", dash: "dotted", width: 1.5 },
  seasonal_naive: { color: "#009e73", dash: "dashed", width: 1.5 },
  // A brown that is none of theirs: it stays apart from all that are drawn beside it.
  climatology: { color: "#6b4f2a", dash: "dashed", width: 1.5 },
  drift: { color: "#cc79a7", dash: "dotted", width: 1.5 },
  ridge: { color: "#d55e00", dash: "dashed", width: 1.5 },
};

/** The look of a model's line; the network is the solid blue one. */
export function lookOf(model: string, network: string): LineLook {
  if (model === network) return { color: PALETTE.network, dash: "solid", width: 2 };
  return (
    (Object.hasOwn(BASELINES, model) ? BASELINES[model] : undefined) ?? {
      color: PALETTE.axis,
      dash: "dashed",
      width: 1.5,
    }
  );
}

/** The truth's line. */
export const ACTUAL_LOOK: LineLook = { color: PALETTE.ink, dash: "solid", width: 1.4 };

const STEPS = ["#08306b", "#0072b2", "#4a90c4", "#c77c02", "#d55e00", "#cc79a7"];

/** Colours of steps ahead, near ones dark, far ones warm; several share one where there are more than six. */
export function stepColor(step: number, steps: number): string {
  const at = steps <= STEPS.length ? step : Math.floor((step * STEPS.length) / steps);
  return STEPS[at] ?? PALETTE.axis;
}
