import type { OnnxGraph, Value } from "@gatecast/nn";
import type { CalendarFeature, Holidays, TimeAxis } from "../contracts/index.ts";
import { HARMONICS } from "../prepare/calendar.ts";
import { HOLIDAY_WIDTH } from "../prepare/holidays.ts";
import { phaseUnit } from "../prepare/phase.ts";

const DAY = 86_400_000;

/**
 * What a graph reads off the clock on the wall: `time` `[B, R]` float64 is epoch milliseconds of a UTC clock that shows the same, or
 * numbers of rows. The answers are those of `prepare`, in float64.
 */
export class ClockNodes {
  private readonly graph: OnnxGraph;
  private readonly time: Value;
  private readonly made = new Map<string, Value>();

  constructor(graph: OnnxGraph, time: Value) {
    this.graph = graph;
    this.time = time;
  }

  /** The calendar's waves `[B, R, W]`, in the order of `calendarColumns`. */
  waves(features: readonly CalendarFeature[]): Value {
    const columns = features.flatMap((feature) =>
      Array.from({ length: HARMONICS[feature] }, (_, k) => {
        const angle = this.math("Mul", this.phaseOf(feature), 2 * Math.PI * (k + 1));
        // cos x is sin(x + π/2): not every runtime has a cosine of 64 bits.
        return [this.math("Sin", angle), this.math("Sin", this.math("Add", angle, Math.PI / 2))];
      }).flat(),
    );
    return this.columns(columns);
  }

  /**
   * 1 on holidays, else 0, `[B, R, 3]`: of the day before, the day itself and the day after. NaN on days that the list is not about.
   */
  holidays({ from, to, days }: Holidays): Value {
    const { graph } = this;
    const known = new Set(days);
    // One day more on either side, for the neighbours of the first and the last.
    const list = Float64Array.from({ length: to - from + 3 }, (_, i) => (known.has(from - 1 + i) ? 1 : 0));
    const table = graph.constant("holidays", list, [list.length]);
    const at = this.math("Sub", this.day(), from - 1);
    const isKnown = graph.node("And", [
      this.math("GreaterOrEqual", at, 1),
      this.math("LessOrEqual", at, list.length - 2),
    ]);
    const place = graph.node("Where", [isKnown, at, graph.number(1)]);
    const columns = Array.from({ length: HOLIDAY_WIDTH }, (_, c) => {
      const index = graph.cast(this.math("Add", place, c - 1), "int64");
      return graph.node("Where", [isKnown, graph.node("Gather", [table, index]), graph.number(Number.NaN)]);
    });
    return this.columns(columns);
  }

  /** Each row's phase within the season, `[B, R]` int64, as `phasesOf` counts it. */
  phases(axis: TimeAxis, season: number): Value {
    return this.once(`phases ${season}`, () => this.graph.cast(this.phase(axis, season), "int64"));
  }

  private phase(axis: TimeAxis, season: number): Value {
    const unit = phaseUnit(axis, season);
    switch (unit.kind) {
      case "row":
        return this.remainder(this.time, unit.count);
      case "month":
        return this.whole(this.month(), unit.months);
      case "day_of_year":
        return this.math("Sub", this.day(), this.yearStart(0));
      case "time_of_day":
        return this.math("Min", this.whole(this.remainder(this.time, DAY), unit.step), unit.count - 1);
    }
  }

  /** Where a time lies within its day, week or year, from 0 to 1. */
  private phaseOf(feature: CalendarFeature): Value {
    const days = this.math("Div", this.time, DAY);
    switch (feature) {
      case "hour":
        return this.remainder(days, 1);
      case "weekday":
        // 1970-01-01 was a Thursday.
        return this.math("Div", this.remainder(this.math("Add", days, 3), 7), 7);
      case "month":
        return this.math("Div", this.month(), 12);
      case "day_of_year": {
        const start = this.yearStart(0);
        return this.math("Div", this.math("Sub", days, start), this.math("Sub", this.yearStart(1), start));
      }
    }
  }

  /** Days since 1970-01-01. */
  private day(): Value {
    return this.once("day", () => this.whole(this.time, DAY));
  }

  /**
   * Days to years that begin on the first of March, so that a leap day comes last; and the year's day. (Hinnant, chrono-compatible
   * low-level date algorithms, https://howardhinnant.github.io/date_algorithms.html)
   */
  private marchDate(): { readonly year: Value; readonly day: Value } {
    const shifted = this.math("Add", this.day(), 719_468);
    const era = this.whole(shifted, 146_097);
    const ofEra = this.remainder(shifted, 146_097);
    const leapDays = this.math(
      "Add",
      this.math("Sub", this.whole(ofEra, 1460), this.whole(ofEra, 36_524)),
      this.whole(ofEra, 146_096),
    );
    const year = this.whole(this.math("Sub", ofEra, leapDays), 365);
    const before = this.math(
      "Add",
      this.math("Mul", year, 365),
      this.math("Sub", this.whole(year, 4), this.whole(year, 100)),
    );
    return {
      year: this.math("Add", year, this.math("Mul", era, 400)),
      day: this.math("Sub", ofEra, before),
    };
  }

  /** Months since the first of March, 0 to 11. */
  private marchMonth(): Value {
    return this.once("march month", () =>
      this.whole(this.math("Add", this.math("Mul", this.marchDate().day, 5), 2), 153),
    );
  }

  /** 0 for January. */
  private month(): Value {
    return this.once("month", () => this.remainder(this.math("Add", this.marchMonth(), 2), 12));
  }

  /** The day on which a row's year begins, or the year that is `later` years after it. */
  private yearStart(later: number): Value {
    return this.once(`year ${later}`, () => {
      // January and February are the last two months of the year before.
      const year = this.math("Add", this.marchDate().year, this.whole(this.marchMonth(), 10));
      const before = this.math("Add", year, later - 1);
      const leapDays = this.math(
        "Add",
        this.math("Sub", this.whole(before, 4), this.whole(before, 100)),
        this.whole(before, 400),
      );
      return this.math("Sub", this.math("Add", this.math("Mul", before, 365), leapDays), 719_162);
    });
  }

  /** ⌊value / by⌋ */
  private whole(value: Value, by: number): Value {
    return this.math("Floor", this.math("Div", value, by));
  }

  /** value − by · ⌊value / by⌋ */
  private remainder(value: Value, by: number): Value {
    return this.math("Sub", value, this.math("Mul", this.whole(value, by), by));
  }

  private math(op: string, a: Value, b?: Value | number): Value {
    if (b === undefined) return this.graph.node(op, [a]);
    return this.graph.node(op, [a, typeof b === "number" ? this.graph.number(b) : b]);
  }

  /** Values `[B, R]` side by side, `[B, R, columns]`. */
  private columns(columns: readonly Value[]): Value {
    const { graph } = this;
    const last = graph.integers(2);
    return graph.concatenate(
      columns.map((column) => graph.node("Unsqueeze", [column, last])),
      2,
    );
  }

  private once(name: string, make: () => Value): Value {
    const known = this.made.get(name);
    if (known !== undefined) return known;
    const value = make();
    this.made.set(name, value);
    return value;
  }
}
