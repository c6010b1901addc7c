/** Places and sizes in an SVG, as against words, colours and looks. */
const COORDINATES = /(?<= (?:d|x|y|points|transform|width|height|cx|cy|r)=")[^"]*/g;
const NUMBER = /-?\d+(?:\.\d+)?(?:e-?\d+)?/g;

/** The picture with coordinates of one decimal: nobody sees more, and the file is lighter. */
export const rounded = (svg: string): string =>
  svg.replace(COORDINATES, (values) => values.replace(NUMBER, (n) => String(Math.round(10 * Number(n)) / 10)));

/** Whether two pictures are the same but for coordinates that differ by no more than rounding does. */
export function looksAlike(a: string, b: string): boolean {
  const [ours, theirs] = [coordinatesOf(a), coordinatesOf(b)];
  const rest = (svg: string) => svg.replace(COORDINATES, (values) => values.replace(NUMBER, "0"));
  return rest(a) === rest(b) && ours.every((n, i) => Math.abs(n - theirs[i]!) < 0.15);
}

const coordinatesOf = (svg: string): number[] =>
  (svg.match(COORDINATES) ?? []).flatMap((values) => (values.match(NUMBER) ?? []).map(Number));
