import { type Case, text } from "./case.fixture.ts";

/** How times of the day are written, beside what else the file holds. */
export const CLOCKS: readonly Case[] = [
  {
    title: "American hours around noon and midnight",
    file: text(`
      when,"Load, MW"
      12/31/2023 10:00 PM,31
      12/31/2023 11:00 PM,30
      1/1/2024 12:00 AM,28
      1/1/2024 1:00 AM,27
    `),
    time: "when: 2023-12-31 22:00 to 2024-01-01 01:00, 1 hour",
    columns: [["Load, MW", 31, 30, 28, 27]],
  },
  {
    title: "a day ends at 24:00",
    file: text(`
      Zeit;Last
      01.01.2024 22:00;5,5
      01.01.2024 23:00;5,25
      01.01.2024 24:00;5
      02.01.2024 01:00;4,5
    `),
    time: "Zeit: 2024-01-01 22:00 to 2024-01-02 01:00, 1 hour",
    columns: [["Last", 5.5, 5.25, 5, 4.5]],
    told: ["decimal_comma"],
  },
  {
    title: "offsets from UTC across the start of summer time",
    file: text(`
      timestamp,load
      2024-03-31T00:00:00+01:00,10
      2024-03-31T01:00:00+01:00,11
      2024-03-31T03:00:00+02:00,12
      2024-03-31T04:00:00+02:00,13
    `),
    time: "timestamp: 2024-03-30 23:00 to 2024-03-31 02:00, 1 hour",
    columns: [["load", 10, 11, 12, 13]],
    told: ["time_offsets_differ"],
  },
  {
    title: "one offset throughout, minutes without seconds",
    file: text(`
      site,observed,y
      A,2024-01-01T07:45+08:00,1
      A,2024-01-01T08:00+08:00,2
      A,2024-01-01T08:15+08:00,3
    `),
    time: "observed: 2023-12-31 23:45 to 2024-01-01 00:15, 15 minutes",
    columns: [
      ["site", "A", "A", "A"],
      ["y", 1, 2, 3],
    ],
  },
  {
    title: "UTC with fractions of a second",
    file: text(`
      t,x,y
      2024-01-01T00:00:00.000Z,0.1,1
      2024-01-01T00:00:00.250Z,0.2,2
      2024-01-01T00:00:00.500Z,0.3,3
    `),
    time: "t: 2024-01-01 to 2024-01-01 00:00:00.500, 0.25 seconds",
    columns: [
      ["x", 0.1, 0.2, 0.3],
      ["y", 1, 2, 3],
    ],
  },
  {
    title: "milliseconds since 1970 beside sensors with zeros before their numbers",
    file: text(`
      timestamp,sensor,value
      1704067200000,007,1.5
      1704067200000,012,2.5
      1704070800000,007,1.75
      1704070800000,012,2.75
      1704074400000,007,2
      1704074400000,012,3
    `),
    time: "timestamp: 2024-01-01 to 2024-01-01 02:00, 1 hour",
    series: ["sensor", "007", "012", "007", "012", "007", "012"],
    columns: [["value", 1.5, 2.5, 1.75, 2.75, 2, 3]],
    told: ["series_found", "time_unix_milliseconds"],
  },
  {
    title: "a date and a clock in two columns, days first, decimal commas",
    file: text(`
      Datum;Uhrzeit;Time;Wert
      31/12/2023;spät;23:30;1,5
      31/12/2023;spät;23:45;2,5
      01/01/2024;früh;00:00;3,5
      01/01/2024;früh;00:15;4,5
    `),
    time: "Datum + Time: 2023-12-31 23:30 to 2024-01-01 00:15, 15 minutes",
    columns: [
      ["Uhrzeit", "spät", "spät", "früh", "früh"],
      ["Wert", 1.5, 2.5, 3.5, 4.5],
    ],
    told: ["decimal_comma"],
  },
  {
    title: "hours from 1 to 24 by their ends for two zones",
    file: text(`
      zone,date,hour,load
      N,2024-01-01,23,5
      N,2024-01-01,24,6
      N,2024-01-02,1,7
      S,2024-01-01,23,15
      S,2024-01-01,24,16
      S,2024-01-02,1,17
    `),
    time: "date + hour: 2024-01-01 23:00 to 2024-01-02 01:00, 1 hour",
    series: ["zone", "N", "N", "N", "S", "S", "S"],
    columns: [["load", 5, 6, 7, 15, 16, 17]],
    told: ["series_found"],
  },
  {
    title: "the time in the last column",
    file: text(`
      pressure;humidity;measured at
      1013,5;80;2024-01-01 06:00
      1012,5;82;2024-01-01 12:00
      1011,5;85;2024-01-01 18:00
    `),
    time: "measured at: 2024-01-01 06:00 to 2024-01-01 18:00, 6 hours",
    columns: [
      ["pressure", 1013.5, 1012.5, 1011.5],
      ["humidity", 80, 82, 85],
    ],
    told: ["decimal_comma"],
  },
  {
    title: "clocks without a date are words",
    file: text(`
      at,y
      08:00,1
      08:15,2
      08:30,3
    `),
    columns: [
      ["at", "08:00", "08:15", "08:30"],
      ["y", 1, 2, 3],
    ],
  },
  {
    title: "a fraction of a second behind a comma, and decimal commas",
    file: text(`
      Zeit;U
      2024-01-01 00:00:00,250;1,5
      2024-01-01 00:00:00,500;2,5
      2024-01-01 00:00:00,750;3,5
    `),
    time: "Zeit: 2024-01-01 00:00:00.250 to 2024-01-01 00:00:00.750, 0.25 seconds",
    columns: [["U", 1.5, 2.5, 3.5]],
    told: ["decimal_comma"],
  },
  {
    title: "seconds since 1970 with decimals beside a count",
    file: text(`
      n,timestamp,y
      1,1704067200.0,5
      2,1704070800.0,6
      3,1704074400.0,7
    `),
    time: "timestamp: 2024-01-01 to 2024-01-01 02:00, 1 hour",
    columns: [
      ["n", 1, 2, 3],
      ["y", 5, 6, 7],
    ],
    told: ["time_unix_seconds"],
  },
  {
    title: "seconds since a start are numbers",
    file: text(`
      time,x
      0.0,5
      0.1,6
      0.2,7
    `),
    columns: [
      ["time", 0, 0.1, 0.2],
      ["x", 5, 6, 7],
    ],
    told: ["time_not_read"],
  },
  {
    title: "the hour that comes twice at the end of summer time",
    file: text(`
      when,y
      2024-10-27 01:00,1
      2024-10-27 02:00,2
      2024-10-27 02:00,3
      2024-10-27 03:00,4
    `),
    time: "when: 2024-10-27 01:00 to 2024-10-27 03:00, 1 hour",
    columns: [["y", 1, 2, 3, 4]],
  },
  {
    title: "a date and a clock above a footer",
    file: text(`
      date,time,y
      2024-01-01,23:00,1
      2024-01-02,00:00,2
      2024-01-02,01:00,3
      Source: the meter in the cellar
    `),
    time: "date + time: 2024-01-01 23:00 to 2024-01-02 01:00, 1 hour",
    columns: [["y", 1, 2, 3]],
    told: ["footer_dropped"],
  },
  {
    title: "a date and a clock below their units",
    file: text(`
      Date;Time;Wind
      [dd.mm.yyyy];[hh:mm];[m/s]
      ${[1, 2, 3, 4, 5, 6, 7, 8, 9].map((hour) => `01.02.2024;0${hour}:30;${hour},5`).join("\n")}
      01.02.2024;10:30;10,5
    `),
    time: "Date + Time: 2024-02-01 01:30 to 2024-02-01 10:30, 1 hour",
    columns: [["Wind", 1.5, 2.5, 3.5, 4.5, 5.5, 6.5, 7.5, 8.5, 9.5, 10.5]],
    told: ["decimal_comma", "rows_without_time"],
  },
  {
    title: "seconds since 1970 above a footer that is padded with separators",
    file: text(`
      timestamp,y,z
      1704067200,5,1.5
      1704070800,6,
      1704074400,7,2.5
      * preliminary,,
    `),
    time: "timestamp: 2024-01-01 to 2024-01-01 02:00, 1 hour",
    columns: [
      ["y", 5, 6, 7],
      ["z", 1.5, null, 2.5],
    ],
    told: ["footer_dropped", "time_unix_seconds"],
  },
  {
    title: "hours of work beside dates are numbers, not clocks with points",
    file: text(`
      date,hour,pieces
      2024-01-01,5.57,10
      2024-01-02,6.75,12
      2024-01-03,4.30,9
    `),
    time: "date: 2024-01-01 to 2024-01-03, 1 day",
    columns: [
      ["hour", 5.57, 6.75, 4.3],
      ["pieces", 10, 12, 9],
    ],
  },
];
