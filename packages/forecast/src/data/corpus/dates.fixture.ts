import { type Case, text } from "./case.fixture.ts";

/** How days, weeks, months, quarters and years are written, beside what else the file holds. */
export const DATES: readonly Case[] = [
  {
    title: "only the last date says that days come first",
    file: text(`
      date,y
      03/01/2024,1
      04/01/2024,2
      05/01/2024,3
      06/01/2024,4
      07/01/2024,5
      08/01/2024,6
      09/01/2024,7
      10/01/2024,8
      11/01/2024,9
      12/01/2024,10
      13/01/2024,11
    `),
    time: "date: 2024-01-03 to 2024-01-13, 1 day",
    columns: [["y", 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]],
  },
  {
    title: "only the last date says that months come first, and the rows are of weeks",
    file: text(`
      week ending,y,z
      1/6/24,1,0.5
      2/3/24,2,0.5
      3/2/24,3,0.5
      3/30/24,4,0.5
    `),
    time: "week ending: 2024-01-06 to 2024-03-30, 4 weeks",
    columns: [
      ["y", 1, 2, 3, 4],
      ["z", 0.5, 0.5, 0.5, 0.5],
    ],
  },
  {
    title: "ISO weeks over a year of 53, a column of words beside them",
    file: text(`
      week,region,cases
      2020-W52,north,3
      2020-W53,north,5
      2021-W01,north,8
      2021-W02,north,13
    `),
    time: "week: 2020-12-21 to 2021-01-11, 1 week",
    columns: [
      ["region", "north", "north", "north", "north"],
      ["cases", 3, 5, 8, 13],
    ],
  },
  {
    title: "a year and a week in columns of their own for two stations",
    file: text(`
      station;year;week;level
      A;2020;52;1,5
      A;2020;53;1,6
      A;2021;1;1,7
      B;2020;52;2,5
      B;2020;53;2,6
      B;2021;1;2,7
    `),
    time: "year + week: 2020-12-21 to 2021-01-04, 1 week",
    series: ["station", "A", "A", "A", "B", "B", "B"],
    columns: [["level", 1.5, 1.6, 1.7, 2.5, 2.6, 2.7]],
    told: ["decimal_comma", "series_found"],
  },
  {
    title: "quarters beside percentages",
    file: text(`
      Quarter,GDP growth,Inflation
      2023-Q3,1.2%,3.7%
      2023-Q4,0.8%,3.4%
      2024-Q1,0.4%,3.5%
    `),
    time: "Quarter: 2023-07-01 to 2024-01-01, 1 quarter",
    columns: [
      ["GDP growth", 1.2, 0.8, 0.4],
      ["Inflation", 3.7, 3.4, 3.5],
    ],
    told: ["signs_dropped"],
  },
  {
    title: "quarters before their years, the latest first",
    file: text(`
      period,y
      Q2 2024,4
      Q1 2024,3
      Q4 2023,2
      Q3 2023,1
    `),
    time: "period: 2024-04-01 to 2023-07-01, 1 quarter",
    columns: [["y", 4, 3, 2, 1]],
  },
  {
    title: "year, month and day in columns of their own for two stations",
    file: text(`
      station,year,month,day,tmax,wind
      10384,2024,2,28,8.5,SW
      10384,2024,2,29,9.5,W
      10384,2024,3,1,10.5,W
      10385,2024,2,28,7.5,N
      10385,2024,2,29,7,N
      10385,2024,3,1,6.5,NE
    `),
    time: "year + month + day: 2024-02-28 to 2024-03-01, 1 day",
    series: ["station", "10384", "10384", "10384", "10385", "10385", "10385"],
    columns: [
      ["tmax", 8.5, 9.5, 10.5, 7.5, 7, 6.5],
      ["wind", "SW", "W", "W", "N", "N", "NE"],
    ],
    told: ["series_found"],
  },
  {
    title: "a running number without a name beside dates",
    file: text(`
      ,date,y
      0,2024-01-01,10
      1,2024-01-02,11
      2,2024-01-03,12
    `),
    time: "date: 2024-01-01 to 2024-01-03, 1 day",
    columns: [
      ["column_1", 0, 1, 2],
      ["y", 10, 11, 12],
    ],
  },
  {
    title: "an id that counts the rows beside dates",
    file: text(`
      id,date,y
      101,2024-01-01,10
      102,2024-01-02,11
      103,2024-01-03,12
    `),
    time: "date: 2024-01-01 to 2024-01-03, 1 day",
    columns: [
      ["id", 101, 102, 103],
      ["y", 10, 11, 12],
    ],
  },
  {
    title: "two dates a row: the first is the time, the second are words",
    file: text(`
      ordered,shipped,items
      2024-01-01,2024-01-05,3
      2024-01-02,2024-01-04,1
      2024-01-03,2024-01-09,2
    `),
    time: "ordered: 2024-01-01 to 2024-01-03, 1 day",
    columns: [
      ["shipped", "2024-01-05", "2024-01-04", "2024-01-09"],
      ["items", 3, 1, 2],
    ],
  },
  {
    title: "years beside numbers that could be years",
    file: text(`
      Year,Births,Deaths
      2019,1985,1750
      2020,2004,1812
      2021,1999,1930
      2022,2021,1888
    `),
    time: "Year: 2019-01-01 to 2022-01-01, 1 year",
    columns: [
      ["Births", 1985, 2004, 1999, 2021],
      ["Deaths", 1750, 1812, 1930, 1888],
    ],
  },
  {
    title: "days in digits beside numbers of as many digits",
    file: text(`
      date,meter
      20240228,20240101
      20240229,20250317
      20240301,20261231
    `),
    time: "date: 2024-02-28 to 2024-03-01, 1 day",
    columns: [["meter", 20240101, 20250317, 20261231]],
  },
  {
    title: "a spreadsheet's days beside money",
    file: text(`
      date;amount
      45350;1.250,00
      45351;980,50
      45352;1.100,00
    `),
    time: "date: 2024-02-28 to 2024-03-01, 1 day",
    columns: [["amount", 1250, 980.5, 1100]],
    told: ["decimal_comma", "numbers_grouped", "time_spreadsheet_days"],
  },
  {
    title: "working days with a weekend between them",
    file: text(`
      Date,Close,Volume
      2024-03-07,101.5,"1,250,000"
      2024-03-08,102.25,"980,000"
      2024-03-11,101,"2,100,500"
      2024-03-12,103,"1,000,000"
    `),
    time: "Date: 2024-03-07 to 2024-03-12, 1 day",
    columns: [
      ["Close", 101.5, 102.25, 101, 103],
      ["Volume", 1250000, 980000, 2100500, 1000000],
    ],
    told: ["numbers_grouped"],
  },
  {
    title: "dates between points with short years that could be clocks, tabs, decimal commas",
    file: text(`
      Tag|Wert
      30.12.23|1,5
      31.12.23|2,5
      01.01.24|3,5
    `).replaceAll("|", "\t"),
    time: "Tag: 2023-12-30 to 2024-01-01, 1 day",
    columns: [["Wert", 1.5, 2.5, 3.5]],
    told: ["decimal_comma"],
  },
  {
    title: "whole names of months beside years, in order of neither alphabet nor file",
    file: text(`
      Year,Month,Rain
      2024,February,12.5
      2023,December,30
      2024,January,22.5
      2024,March,8
    `),
    time: "Year + Month: 2024-02-01 to 2024-03-01, 1 month",
    columns: [["Rain", 12.5, 30, 22.5, 8]],
  },
  {
    title: "years and months as numbers with decimals",
    file: text(`
      year,month,y
      2023.0,11.0,1.5
      2023.0,12.0,2.5
      2024.0,1.0,3.5
    `),
    time: "year + month: 2023-11-01 to 2024-01-01, 1 month",
    columns: [["y", 1.5, 2.5, 3.5]],
  },
  {
    title: "a whole date beside its own year and month",
    file: text(`
      year,month,date,y
      2023,12,2023-12-01,5
      2024,1,2024-01-01,6
      2024,2,2024-02-01,7
    `),
    time: "date: 2023-12-01 to 2024-02-01, 1 month",
    columns: [
      ["year", 2023, 2024, 2024],
      ["month", 12, 1, 2],
      ["y", 5, 6, 7],
    ],
  },
  {
    title: "days before months with points, whatever the steps, a clock of no even steps beside them",
    file: text(`
      Datum;Uhrzeit;Blutzucker
      01.02.2024;07:10;98
      02.02.2024;07:45;104
      03.02.2024;06:55;101
      05.02.2024;08:20;110
    `),
    time: "Datum: 2024-02-01 to 2024-02-05, 1 day",
    columns: [
      ["Uhrzeit", "07:10", "07:45", "06:55", "08:20"],
      ["Blutzucker", 98, 104, 101, 110],
    ],
  },
  {
    title: "months until which something keeps are not when it was tested",
    file: text(`
      Charge;MHD;Prüfdatum;Gehalt
      C001;02/2026;01.03.2024;98.1
      C002;03/2026;02.03.2024;98.2
      C003;04/2026;03.03.2024;98.3
    `),
    time: "Prüfdatum: 2024-03-01 to 2024-03-03, 1 day",
    columns: [
      ["Charge", "C001", "C002", "C003"],
      ["MHD", "02/2026", "03/2026", "04/2026"],
      ["Gehalt", 98.1, 98.2, 98.3],
    ],
  },
  {
    title: "numbers of weeks before their years",
    file: text(`
      KW;Umsatz
      11/2024;101,5
      12/2024;102,5
      13/2024;103,5
    `),
    columns: [
      ["KW", "11/2024", "12/2024", "13/2024"],
      ["Umsatz", 101.5, 102.5, 103.5],
    ],
    told: ["decimal_comma"],
  },
];
