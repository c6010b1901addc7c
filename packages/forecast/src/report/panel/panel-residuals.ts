import type { PanelOutcome } from "../../contracts/index.ts";
import { residualWhiteness } from "../../diagnose/index.ts";
import { escapeHtml } from "../escape-html.ts";
import { formatCount } from "../format-number.ts";
import { bullets, section } from "../page/page.ts";
import { networkResiduals, residualsSection, type Tested } from "../page/residuals.ts";
import type { Catalogue } from "../words/catalogue.ts";
import { fill } from "../words/fill.ts";
import { drawnSeries } from "./panel-pictures.ts";

type Panel = Pick<PanelOutcome, "test" | "firstSteps" | "perSeries" | "target" | "season" | "model">;

/** Share of series without any pattern that a test at this level finds one in. */
const LEVEL = 0.05;

/**
 * What the network left unexplained in a panel: in how many series the first step's residuals hold a pattern, beside the number
 * that chance would have, and of each series that is drawn what a single one's report says.
 */
export function panelResiduals(outcome: Panel, words: Catalogue): string {
  const { headingResiduals } = words.diagnosis;
  const all = outcome.test.map((_, s) => residualWhiteness(networkResiduals(seriesOf(outcome, s)), outcome.season));
  if (all.length === 0) return "";
  const tested = all.filter(({ reason }) => reason === null);
  const pattern = tested.filter(({ conclusion }) => conclusion === "not_white").length;
  const facts = { tested: formatCount(tested.length), pattern: formatCount(pattern) };
  const untested = all.length - tested.length;
  const sentences = [
    ...(tested.length > 0
      ? [
          fill(words.panel.residualsOfAll, {
            ...facts,
            expected: String(Number((LEVEL * tested.length).toPrecision(2))),
          }),
        ]
      : []),
    ...(untested > 0 ? [fill(words.panel.residualsUntested, { untested: formatCount(untested) })] : []),
  ];
  const drawn = drawnSeries(outcome.perSeries).map(({ series }) =>
    residualsSection(seriesOf(outcome, series), words, {
      name: outcome.test[series]!.frame.id,
      hint: words.panel.residualsHint,
    }),
  );
  const hint = `<p class="hint">${escapeHtml(words.panel.residualsHint)}</p>`;
  return [section(headingResiduals, `${hint}${bullets(sentences)}`), ...drawn].join("\n");
}

function seriesOf({ test, firstSteps, target, season, model }: Panel, series: number): Tested {
  return { frame: test[series]!.frame, target, season, model, test: [firstSteps[series]!] };
}
