import type { ExplanationWords } from "./explanation-words.ts";

/** An explanation, English. */
export const explanationEn: ExplanationWords = {
  kind: "Gatecast explanation",
  title: "Why {target} is forecast so after {cutoff} · {id}",
  headingSummary: "What mattered most",
  headingMore: "Also worth knowing",
  headingMethod: "What these numbers are",
  above:
    "With readings up to {cutoff}, the {network} forecasts {forecast} for {target} {when}: {difference} more than the {baseline} that {against} gives.",
  below:
    "With readings up to {cutoff}, the {network} forecasts {forecast} for {target} {when}: {difference} less than the {baseline} that {against} gives.",
  same: "With readings up to {cutoff}, the {network} forecasts {forecast} for {target} {when}, which is what {against} gives.",
  atStep: "at {ds} (step {step})",
  onAverage: "on average from {first} to {last} ({steps:step:steps})",
  againstMean: "the mean of {windows:earlier window:earlier windows}",
  againstSeason:
    "the mean of {windows:earlier window:earlier windows} at the same point of the season of {season:row:rows}",
  againstLast: "a window that stands still at its last values",
  linearAll:
    "All of it comes from the network's linear path: validation found nothing that the {model} beside it adds and kept it silent, so that nothing within it changes any forecast of this model.",
  linearPart: "Of it, the network's linear path alone says {linear}; the {model} beside it adds {difference}.",
  moved: "What moved it most: {input}, {total} in all.",
  movedMostAt: "What moved it most: {input}, {total} in all, the largest part at {ds}: {value}.",
  movedNext: "After that: {list}.",
  nothingMoved: "No input moved it: the window says what the baseline says.",
  livesOn:
    "Over {windows:window:windows}, the network lives on {input} most: with it exchanged between windows, the RMSE rises from {rmse} to {worse} ({percent} % more).",
  livesOnNone:
    "Over {windows:window:windows}, no input is missed: whichever is exchanged between windows, the forecast is no worse than its RMSE of {rmse}.",
  hardlyMissed: "Hardly missed: {list}.",
  misleads: "Exchanging these makes the forecast better, so they mislead the model on these rows: {list}.",
  noGates:
    "“{model}” has no gates: what its parts hand on is shown in their place. Its equations: gatecast cells show {model}.",
  moreParts:
    'Drawn are the gates of {drawn} of {parts} parts; the others\' are in numbers too, and --part "{name}" draws those of one.',
  looksAt: "Its attention looks at {ds} most, with {percent} % of its weight on the mean.",
  path: "{nodes} points from the baseline to the window",
  inputs: {
    target: "its own past ({name})",
    past: "{name}",
    future: "{name} (known in advance)",
    holidays: "holidays ({name})",
    calendar: "calendar: {name}",
  },
  labels: {
    input: "input",
    contribution: "contribution",
    raised: "raised by",
    lowered: "lowered by",
    strongestAt: "largest part at",
    contributionThere: "there",
    rise: "RMSE rises by",
    spread: "±",
    rmseExchanged: "RMSE exchanged",
    forecast: "Forecast explained",
    baselineForecast: "Forecast of the baseline",
    difference: "Difference",
    sum: "Sum of all contributions",
    residual: "Missed by the sum",
    nodes: "Integrated over",
    cutoff: "Last reading known",
    exchanged: "Windows exchanged",
    exchangedRows: "Rows forecast there",
    rmse: "RMSE as it is",
    gate: "gate or state",
    mean: "mean",
    least: "lowest",
    most: "highest",
    atEnd: "mean at the end",
    part: "part",
    steps: "steps",
    rowsOfStep: "rows a step",
    firstStep: "first step",
    lastStep: "last step",
    baseline: "baseline",
    equations: "The equations of the cell",
  },
  keys: {
    raises: "raises the forecast",
    lowers: "lowers the forecast",
    lowest: "lowest of the plot",
    middle: "middle",
    highest: "highest of the plot",
    share: "share {share}",
    band: "middle 80 % of the units",
  },
  meanOfUnits: "mean of {units:unit:units}",
  meanOfEach: "mean of the units",
  unit: "unit {unit}",
  layer: "layer {layer}",
  partOfLayer: "layer {layer}, {part}",
  backward: "{name}, backward",
  parts: {
    encoder: "encoder",
    decoder: "decoder",
    level: "level {which}",
    scale: "scale {which}",
    segments: "segments",
    "segments ahead": "segments ahead",
    patches: "patches",
    node: "node {which}",
    controller: "controller",
    "write head": "write head",
    "read head": "read head",
    memory: "memory",
    "state space": "state space",
    "gated unit": "gated unit",
    block: "block {which}",
  },
  ofSeveralRows: "A step here covers up to {rows:row:rows}, and is drawn over those that no step before it covers.",
  ofRowsAhead: "The steps here are rows ahead.",
  valueKinds: { gate: "gate {name}", state: "state {name}", value: "value {name}" },
  pictures: {
    window: {
      title: "The window and its forecast",
      caption: "What the forecast was made from, what it is compared with, and what is expected after it.",
    },
    contributions: {
      title: "Contributions over time",
      caption:
        "By how much each row moved the forecast away from the baseline's, in the unit of the target; each plot has a scale of its own. Rows behind the last reading are known in advance.",
    },
    inputs: {
      title: "All inputs side by side",
      caption: "Each line is an input; the fuller the colour, the larger the contribution of that row, on one scale.",
    },
    importance: {
      title: "How much worse without each input",
      caption:
        "By how much the RMSE rises when an input's values are exchanged between windows. Bars are means, dots single draws.",
    },
    gates: {
      title: "Gates and states",
      caption:
        "What each gate and state said at each step. A gate near 1 lets everything through, near 0 nothing; a tanh lies between −1 and 1. What the equations do not squash, or multiply before they do, is shown as it enters them.",
    },
    alignment: {
      title: "What the attention looked at",
      caption:
        "Each line is a step ahead, the first at the top; the fuller the colour, the more of its weight lies on that row of the window.",
    },
    alignmentWithin: {
      title: "What the attention looked at",
      caption:
        "Each line is a row of the window, the oldest at the top; the fuller the colour, the more of its weight lies on the row below it.",
    },
    drivers: {
      title: "Which columns the attention chose",
      caption: "At each row of the window; the fuller the colour, the more of its weight lies on that column.",
    },
    units: {
      title: "Gates and states, unit by unit",
      caption:
        "Each line is one unit. Colours run from one end of each plot's range, which its heading names, to the other; what has no colour lies in the middle.",
    },
  },
  method: [
    "Contributions are integrated gradients (Sundararajan, Taly and Yan 2017): the forecast's gradient by each reading, summed up along the straight line from the baseline to the window. They go through the network, its linear path and every step of the preparation, so they are in the unit of the target, and together they make up the difference between the two forecasts.",
    "They tell what the model made of these readings compared with this baseline; another baseline gives other contributions. They say nothing about causes in the world.",
    "The RMSE without an input is measured by exchanging its values between windows, a whole window at a time (permutation importance). Inputs that say the same stand in for each other, so that neither seems to be missed; and exchanged windows can be such as never occur.",
  ],
};
