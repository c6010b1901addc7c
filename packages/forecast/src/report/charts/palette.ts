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
  validationBand: "rgba(230, 159, 0, 0.10)",
  testBand: "rgba(0, 114, 178, 0.07)",
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
