import { escapeHtml } from "../escape-html.ts";
import { type Picture, renderFigure } from "../picture.ts";
import type { Catalogue } from "../words/catalogue.ts";
import { PAGE_STYLE } from "./page-style.ts";

/** What every page has. */
export interface PageParts {
  /** What sort of page it is; stands over the title. */
  readonly kind: string;
  readonly title: string;
  /** HTML, in the order of reading. */
  readonly body: readonly string[];
}

/**
 * A page of its own. It opens offline, refers to nothing, runs no script (its own policy forbids both) and prints. Kind and
 * title are escaped here; the body's parts are HTML already.
 */
export function renderPage({ kind, title, body }: PageParts, words: Catalogue): string {
  return `<!doctype html>
<html lang="${words.htmlLang}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${escapeHtml(title)} · Gatecast</title>
<style>${PAGE_STYLE}</style>
</head>
<body>
<main>
<header><p class="kind">${escapeHtml(kind)}</p><h1>${escapeHtml(title)}</h1></header>
${body.filter((part) => part !== "").join("\n")}
</main>
</body>
</html>
`;
}

/** A part of a page under its heading; `body` is HTML. */
export const section = (heading: string, body: string): string =>
  `<section><h2>${escapeHtml(heading)}</h2>\n${body}</section>`;

/** A sentence or two at the top of a page, with a bar of colour that follows `tone`. */
export function lead(tone: string, label: string, text: string): string {
  const strong = label === "" ? "" : `<strong>${escapeHtml(label)}</strong>\n`;
  return `<section class="verdict ${tone}">${strong}<p>${escapeHtml(text)}</p></section>`;
}

/** A picture under its title with its caption; `below` is HTML. */
export function figureSection(picture: Picture, below = ""): string {
  const caption = picture.caption === "" ? "" : `<figcaption>${escapeHtml(picture.caption)}</figcaption>`;
  return section(picture.title, `<figure>${caption}<div class="wide">${renderFigure(picture)}</div></figure>${below}`);
}

/** A list of sentences. */
export const bullets = (sentences: readonly string[]): string =>
  `<ul>${sentences.map((sentence) => `<li>${escapeHtml(sentence)}</li>`).join("\n")}</ul>`;

/** Terms with their values: `facts` in a grid, `run` one under the other. */
export function definitionList(
  name: "facts" | "run",
  pairs: readonly (readonly [term: string, text: string])[],
): string {
  const items = pairs.map(([term, text]) => `<dt>${escapeHtml(term)}</dt><dd>${escapeHtml(text)}</dd>`);
  return `<dl class="${name}">${items.map((item) => (name === "facts" ? `<div>${item}</div>` : item)).join("\n")}</dl>`;
}
