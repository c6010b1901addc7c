import { Problem } from "../contracts/problem.ts";
import { readNumber } from "./cell.ts";
import { NumberList } from "./number-list.ts";

/** A column that is not numbers: its name and the first cell that showed it. `row` is the line of the file, from 1. */
export interface TextColumn {
  readonly name: string;
  readonly row: number;
  readonly value: string;
}

/** Gathers one column's numbers until a text shows that it is none; from then on only that text is kept. */
export class ColumnBuilder {
  readonly name: string;
  /** NaN where a reading is missing; empty once the column is text. */
  values = new NumberList();
  text: TextColumn | undefined;

  constructor(name: string) {
    this.name = name;
  }

  /** Takes a trimmed cell. Throws `value_not_finite` for infinities and numbers too large to hold. */
  push(cell: string, row: number): void {
    if (this.text) return;
    const value = readNumber(cell);
    if (value === undefined) {
      this.text = { name: this.name, row, value: cell.slice(0, 80) };
      this.values = new NumberList();
    } else if (value === Infinity || value === -Infinity) {
      throw new Problem(
        "data",
        "value_not_finite",
        `Row ${row}, column "${this.name}": ${cell} is not a finite number.`,
        {
          found: cell,
          needed: "finite numbers, or an empty cell where a reading is missing",
          hint: "Empty the cell or correct the number.",
          row,
          column: this.name,
        },
      );
    } else {
      this.values.push(value);
    }
  }
}
