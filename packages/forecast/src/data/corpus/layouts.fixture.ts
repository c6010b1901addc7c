import { type Case, text } from "./case.fixture.ts";

/** What stands above, below and between the rows, and how wide and how long a table is. */
export const LAYOUTS: readonly Case[] = [
  {
    title: "a byte-order mark before a title above the header",
    file: `\uFEFF${text(`
      Daily sales of the shop
      date,sales
      2024-01-01,10
      2024-01-02,12
      2024-01-03,9
    `)}`,
    time: "date: 2024-01-01 to 2024-01-03, 1 day",
    columns: [["sales", 10, 12, 9]],
    told: ["title_dropped"],
  },
  {
    title: "a title, an empty line, decimal commas, an empty line and a footer",
    file: text(`
      Messstation Nord

      Datum;Pegel;Güte
      01.02.2024;1,25;gut
      02.02.2024;1,5;gut
      03.02.2024;1,75;Ausfall

      Quelle: Wasseramt; ohne Gewähr;
    `),
    time: "Datum: 2024-02-01 to 2024-02-03, 1 day",
    columns: [
      ["Pegel", 1.25, 1.5, 1.75],
      ["Güte", "gut", "gut", "Ausfall"],
    ],
    told: ["decimal_comma", "footer_dropped", "title_dropped"],
  },
  {
    title: "a title padded with separators, a row of separators, and a footer in one cell",
    file: text(`
      Rainfall in millimetres,,
      ,,
      year,month,rain
      2023,11,80.5
      2023,12,95
      2024,1,60.25
      "Source: the weather office, preliminary",,
    `),
    time: "year + month: 2023-11-01 to 2024-01-01, 1 month",
    columns: [["rain", 80.5, 95, 60.25]],
    told: ["footer_dropped", "title_dropped"],
  },
  {
    title: "a footer of two lines without separators behind CRLF",
    file: text(`
      date,y,z
      2024-01-01,1,5
      2024-01-02,2,6
      2024-01-03,3,7

      Source: the office
      Retrieved in March
    `).replaceAll("\n", "\r\n"),
    time: "date: 2024-01-01 to 2024-01-03, 1 day",
    columns: [
      ["y", 1, 2, 3],
      ["z", 5, 6, 7],
    ],
    told: ["footer_dropped"],
  },
  {
    title: "the header again in the middle of the rows, above an id with zeros before it",
    file: text(`
      code,date,y
      ${days(1, 5, (day, n) => `007,${day},${n}`)}
      code,date,y
      ${days(1, 5, (day, n) => `012,${day},${n * 10}`)}
    `),
    time: "date: 2024-01-01 to 2024-01-05, 1 day",
    series: ["code", ...Array(5).fill("007"), ...Array(5).fill("012")],
    columns: [["y", 1, 2, 3, 4, 5, 10, 20, 30, 40, 50]],
    told: ["rows_without_time", "series_found"],
  },
  {
    title: "a sum with thousands below the rows",
    file: text(`
      day;sold;sky
      ${days(1, 10, (day, n) => `${day};${n}00;dry`)}
      Total;5.500;
    `),
    time: "day: 2024-01-01 to 2024-01-10, 1 day",
    columns: [
      ["sold", 100, 200, 300, 400, 500, 600, 700, 800, 900, 1000],
      ["sky", ...Array(10).fill("dry")],
    ],
    told: ["rows_without_time"],
  },
  {
    title: "empty lines and rows of separators between the rows",
    file: text(`
      date;y;z
      2024-01-01;1,5;a
      ;;
      2024-01-02;2,5;b

      2024-01-03;3,5;b
    `),
    time: "date: 2024-01-01 to 2024-01-03, 1 day",
    columns: [
      ["y", 1.5, 2.5, 3.5],
      ["z", "a", "b", "b"],
    ],
    told: ["blank_lines", "decimal_comma"],
  },
  {
    title: "one row",
    file: text(`
      date,y,z
      2024-01-01,1.5,a
    `),
    time: "date: 2024-01-01 to 2024-01-01, no step",
    columns: [
      ["y", 1.5],
      ["z", "a"],
    ],
  },
  {
    title: "one column with a header, lines ending with CR, a missing reading",
    file: "load\r10\r12.5\rNA\r11\r",
    columns: [["load", 10, 12.5, null, 11]],
  },
  {
    title: "two columns of values that share one name",
    file: text(`
      date,temp,temp
      2024-01-01,1.5,11
      2024-01-02,2.5,12
      2024-01-03,3.5,13
    `),
    time: "date: 2024-01-01 to 2024-01-03, 1 day",
    columns: [
      ["temp", 1.5, 2.5, 3.5],
      ["temp_2", 11, 12, 13],
    ],
    told: ["names_repeated"],
  },
  {
    title: "names that differ in case alone, and one that is empty",
    file: text(`
      date,Temp,temp,
      2024-01-01,1,2,x
      2024-01-02,3,4,y
      2024-01-03,5,6,x
    `),
    time: "date: 2024-01-01 to 2024-01-03, 1 day",
    columns: [
      ["Temp", 1, 3, 5],
      ["temp", 2, 4, 6],
      ["column_4", "x", "y", "x"],
    ],
  },
  {
    title: "commas, quotes and Greek in quoted names",
    file: text(`
      "Date, local","Load, ""net"" (MW)","Δp, Pa"
      2024-01-01,10,0.5
      2024-01-02,11,0.25
      2024-01-03,12,0.125
    `),
    time: "Date, local: 2024-01-01 to 2024-01-03, 1 day",
    columns: [
      ['Load, "net" (MW)', 10, 11, 12],
      ["Δp, Pa", 0.5, 0.25, 0.125],
    ],
  },
  {
    title: "remarks with commas, quotes and line ends in them, most of them missing",
    file: text(`
      date,y,remark
      2024-01-01,1,
      2024-01-02,2,"said ""no"", then left"
      2024-01-03,3,"first
      second"
      2024-01-04,4,
    `),
    time: "date: 2024-01-01 to 2024-01-04, 1 day",
    columns: [
      ["y", 1, 2, 3, 4],
      ["remark", null, 'said "no", then left', "first\nsecond", null],
    ],
  },
  {
    title: "no header, days first, decimal commas and a column of words",
    file: text(`
      29.02.2024;1,5;gut
      01.03.2024;2,5;gut
      02.03.2024;3,5;schlecht
    `),
    time: "ds: 2024-02-29 to 2024-03-02, 1 day",
    columns: [
      ["y1", 1.5, 2.5, 3.5],
      ["y2", "gut", "gut", "schlecht"],
    ],
    told: ["decimal_comma", "no_header"],
  },
  {
    title: "numbers of sensors as names beside a time",
    file: text(`
      time,400001,400017,400030
      2024-01-01 00:00,65.5,70,68.25
      2024-01-01 00:05,64,71,67
      2024-01-01 00:10,66,69.5,0
    `),
    time: "time: 2024-01-01 to 2024-01-01 00:10, 5 minutes",
    columns: [
      ["400001", 65.5, 64, 66],
      ["400017", 70, 71, 69.5],
      ["400030", 68.25, 67, 0],
    ],
  },
  {
    title: "years as names beside dates of one year are columns",
    file: text(`
      date;2022;2023
      2024-01-01;1,5;2,5
      2024-01-02;1,75;2,75
      2024-01-03;2;3
    `),
    time: "date: 2024-01-01 to 2024-01-03, 1 day",
    columns: [
      ["2022", 1.5, 1.75, 2],
      ["2023", 2.5, 2.75, 3],
    ],
    told: ["decimal_comma"],
  },
  {
    title: "coordinates that do not change and a station's name",
    file: text(`
      station,lat,lon,date,temp
      Nord,52.5,13.25,2024-01-01,-1.5
      Nord,52.5,13.25,2024-01-02,0
      Nord,52.5,13.25,2024-01-03,2.5
    `),
    time: "date: 2024-01-01 to 2024-01-03, 1 day",
    columns: [
      ["station", "Nord", "Nord", "Nord"],
      ["lat", 52.5, 52.5, 52.5],
      ["lon", 13.25, 13.25, 13.25],
      ["temp", -1.5, 0, 2.5],
    ],
  },
  {
    title: "a first line that tells spreadsheets the separator",
    file: text(`
      sep=;
      Datum;Min;Max
      01.02.2024;1,5;7,5
      02.02.2024;2,5;8,5
      03.02.2024;3,5;9,5
    `),
    time: "Datum: 2024-02-01 to 2024-02-03, 1 day",
    columns: [
      ["Min", 1.5, 2.5, 3.5],
      ["Max", 7.5, 8.5, 9.5],
    ],
    told: ["decimal_comma", "title_dropped"],
  },
  {
    title: "a separator more in every row than in the header",
    file: text(`
      date,y,z
      2024-01-01,1,a,
      2024-01-02,2,b,
      2024-01-03,3,a,
    `),
    time: "date: 2024-01-01 to 2024-01-03, 1 day",
    columns: [
      ["y", 1, 2, 3],
      ["z", "a", "b", "a"],
    ],
  },
  {
    title: "a separator more in the header than in every row",
    file: text(`
      date;y;z;
      2024-01-01;1,5;a
      2024-01-02;2,5;b
      2024-01-03;3,5;a
    `),
    time: "date: 2024-01-01 to 2024-01-03, 1 day",
    columns: [
      ["y", 1.5, 2.5, 3.5],
      ["z", "a", "b", "a"],
    ],
    told: ["decimal_comma"],
  },
  {
    title: "quoted row names under an empty one",
    file: text(`
      "","date","site","y"
      "1","2024-01-01","N",5.5
      "2","2024-01-02","N",6.5
      "3","2024-01-03","S",NA
    `),
    time: "date: 2024-01-01 to 2024-01-03, 1 day",
    columns: [
      ["column_1", 1, 2, 3],
      ["site", "N", "N", "S"],
      ["y", 5.5, 6.5, null],
    ],
  },
  {
    title: "footnotes with marks behind a missing last reading",
    file: text(`
      date,y
      2024-01-01,1
      2024-01-02,2
      2024-01-03,
      * preliminary
      1) estimated
    `),
    time: "date: 2024-01-01 to 2024-01-03, 1 day",
    columns: [["y", 1, 2, null]],
    told: ["footer_dropped"],
  },
  {
    title: "lines ending with CR, and a tab and semicolons in remarks",
    file: "date,y,remark\r2024-01-01,1,a\tb\r2024-01-02,2,c; d; e\r2024-01-03,3,f\r",
    time: "date: 2024-01-01 to 2024-01-03, 1 day",
    columns: [
      ["y", 1, 2, 3],
      ["remark", "a\tb", "c; d; e", "f"],
    ],
  },
  {
    title: "reigns without a header",
    file: text(`
      Edward VIII,1936,1937
      George VI,1936,1952
      Elizabeth II,1952,2022
    `),
    columns: [
      ["y1", "Edward VIII", "George VI", "Elizabeth II"],
      ["y2", 1936, 1936, 1952],
      ["y3", 1937, 1952, 2022],
    ],
    told: ["no_header"],
  },
  {
    title: "answers from 1 to 5 without a header",
    file: text(`
      r1,1,2,3,4,5
      r2,3,3,2,4,5
      r3,5,4,3,2,1
    `),
    columns: [
      ["y1", "r1", "r2", "r3"],
      ["y2", 1, 3, 5],
      ["y3", 2, 3, 4],
      ["y4", 3, 2, 3],
      ["y5", 4, 4, 2],
      ["y6", 5, 5, 1],
    ],
    told: ["no_header"],
  },
];

/** Rows of these days of January 2024. */
function days(first: number, last: number, row: (day: string, n: number) => string): string {
  const all = Array.from({ length: last - first + 1 }, (_, i) => first + i);
  return all.map((n) => row(`2024-01-${String(n).padStart(2, "0")}`, n)).join("\n");
}
