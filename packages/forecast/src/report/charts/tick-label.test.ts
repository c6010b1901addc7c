import { expect, test } from "vitest";
import { tickLabel } from "./tick-label.ts";

const DAY = 86_400_000;

test("A tick says no more than its instant means", () => {
  expect(tickLabel(Date.UTC(1960, 0, 1), 4000 * DAY, false)).toBe("1960");
  expect(tickLabel(Date.UTC(1960, 0, 1), 300 * DAY, false)).toBe("1960-01");
  expect(tickLabel(Date.UTC(1960, 6, 1), 4000 * DAY, false)).toBe("1960-07");
  expect(tickLabel(Date.UTC(2014, 2, 9), 20 * DAY, false)).toBe("2014-03-09");
  expect(tickLabel(Date.UTC(2014, 2, 1), 20 * DAY, false)).toBe("2014-03-01");
  expect(tickLabel(Date.UTC(2014, 2, 9, 6), 2 * DAY, false)).toBe("06:00");
  expect(tickLabel(Date.UTC(2014, 2, 9, 6, 0, 30), DAY, false)).toBe("06:00:30");
});

test("Instants before 1970 are no different", () => {
  expect(tickLabel(Date.UTC(1949, 0, 1, 12), DAY, false)).toBe("12:00");
});

test("The first tick names its day, so that an axis of hours alone is not without a date", () => {
  expect(tickLabel(Date.UTC(2014, 2, 9, 6), DAY, true)).toBe("2014-03-09 06:00");
  expect(tickLabel(Date.UTC(2014, 2, 9), DAY, true)).toBe("2014-03-09");
});
