/** True for cells that look like months of years, each by itself, and together are none. */
export function areFalseTimes(cells: readonly string[]): boolean {
  return areDaysOfMonths(cells) || areSeasons(cells);
}

/** `Jan-05` below `Jan-04`: the day of a month, not the month of a year. */
function areDaysOfMonths(cells: readonly string[]): boolean {
  const months = cells.filter((cell) => /^[a-z]{3,9}[-/ ]\d\d$/i.test(cell)).map((cell) => cell.slice(0, 3));
  if (months.length * 2 <= cells.length) return false;
  return months.filter((month, i) => month === months[i - 1]).length * 2 > months.length;
}

/** `2021/22` below `2020/21`: years that begin in one and end in the next, not months. */
function areSeasons(cells: readonly string[]): boolean {
  const isSeason = (cell: string): boolean => {
    const [, first, next] = /^(\d{4})[-/](\d{2})$/.exec(cell) ?? [];
    return first !== undefined && (Number(first) + 1) % 100 === Number(next);
  };
  return cells.every(isSeason) && new Set(cells).size > 1;
}
