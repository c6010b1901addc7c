import { type ChartOption, draw } from "./charts/draw.ts";
import { frameOption, titleRoom } from "./charts/frame-option.ts";

/** A chart that can be drawn: on its own, or in a page that says its title. */
export interface Picture {
  /** A short name for files: `boxes`, `acf`. Unique within a page. */
  readonly name: string;
  readonly title: string;
  /** What to look for in it; empty for nothing. */
  readonly caption: string;
  /** What it is about: a column, a series. Read out behind the title. */
  readonly about: string;
  /** Height in pixels with its title. */
  readonly height: number;
  /** The chart under this title (empty in a page); undefined where there is nothing to draw. */
  option(title: string): ChartOption | undefined;
  /** Said where there is nothing to draw. */
  readonly nothing: string;
}

// What a title takes of the height.
const TITLE = 36;

/**
 * A picture as an SVG document, 960 pixels wide, that refers to nothing outside itself. Where there is nothing to draw, it
 * says so.
 */
export function renderPicture(picture: Picture): string {
  return drawPicture(picture, picture.title, picture.height + titleRoom(picture.title));
}

/** The same picture under a heading that a page has written already: it has no title and is less high for it. */
export function renderFigure(picture: Picture): string {
  // In a page the name space is known, and `http:` stands nowhere.
  return drawPicture(picture, "", picture.height - TITLE).replace(/ xmlns="[^"]*"/, "");
}

function drawPicture(picture: Picture, title: string, height: number): string {
  const option = picture.option(title);
  const label = picture.about === "" ? picture.title : `${picture.title}: ${picture.about}`;
  if (option) return draw(option, height, label);
  const empty = frameOption({ title, unit: picture.nothing, xAxis: { show: false }, series: [], legend: [] });
  return draw(empty, 120, label);
}
