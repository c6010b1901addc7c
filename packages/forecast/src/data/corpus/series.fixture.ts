import { type Case, text } from "./case.fixture.ts";

/** Several series in one file, and tables whose time runs across. */
export const SERIES: readonly Case[] = [
  {
    title: "cities in a long table, day by day",
    file: text(`
      date,city,temp,sky
      2024-01-01,Oslo,-5.5,clear
      2024-01-01,Rome,12,rain
      2024-01-02,Oslo,-6,clear
      2024-01-02,Rome,13.5,clear
      2024-01-03,Oslo,-2,snow
      2024-01-03,Rome,11,rain
    `),
    time: "date: 2024-01-01 to 2024-01-03, 1 day",
    series: ["city", "Oslo", "Rome", "Oslo", "Rome", "Oslo", "Rome"],
    columns: [
      ["temp", -5.5, 12, -6, 13.5, -2, 11],
      ["sky", "clear", "rain", "clear", "clear", "snow", "rain"],
    ],
    told: ["series_found"],
  },
  {
    title: "shops by number one below the other, days first, thousands with points",
    file: text(`
      Filiale;Tag;Umsatz
      1;29.02.2024;1.250,50
      1;01.03.2024;980,00
      1;02.03.2024;1.100,25
      2;29.02.2024;12.250,00
      2;01.03.2024;9.980,75
      2;02.03.2024;11.100,00
    `),
    time: "Tag: 2024-02-29 to 2024-03-02, 1 day",
    series: ["Filiale", "1", "1", "1", "2", "2", "2"],
    columns: [["Umsatz", 1250.5, 980, 1100.25, 12250, 9980.75, 11100]],
    told: ["decimal_comma", "numbers_grouped", "series_found"],
  },
  {
    title: "ids with zeros before them, a title and a footer",
    file: text(`
      Demand by article
      article,month,pieces
      0042,2024-01,5
      0042,2024-02,6
      0042,2024-03,7
      0107,2024-01,15
      0107,2024-02,16
      0107,2024-03,17
      Source: the warehouse
    `),
    time: "month: 2024-01-01 to 2024-03-01, 1 month",
    series: ["article", "0042", "0042", "0042", "0107", "0107", "0107"],
    columns: [["pieces", 5, 6, 7, 15, 16, 17]],
    told: ["footer_dropped", "series_found", "title_dropped"],
  },
  {
    title: "series of different lengths with a column of words that is the same on each day",
    file: text(`
      unique_id,ds,y,weekday
      a,2024-01-01,1,Mon
      a,2024-01-02,2,Tue
      a,2024-01-03,3,Wed
      b,2024-01-02,20,Tue
      b,2024-01-03,30,Wed
    `),
    time: "ds: 2024-01-01 to 2024-01-03, 1 day",
    series: ["unique_id", "a", "a", "a", "b", "b"],
    columns: [
      ["y", 1, 2, 3, 20, 30],
      ["weekday", "Mon", "Tue", "Wed", "Tue", "Wed"],
    ],
    told: ["series_found"],
  },
  {
    title: "a number for each order beside dates that come again is no series",
    file: text(`
      order,date,amount
      5001,2024-01-01,10.5
      5002,2024-01-01,20
      5003,2024-01-02,5.25
      5004,2024-01-02,8
      5005,2024-01-03,12
      5006,2024-01-03,11
    `),
    time: "date: 2024-01-01 to 2024-01-03, 1 day",
    columns: [
      ["order", 5001, 5002, 5003, 5004, 5005, 5006],
      ["amount", 10.5, 20, 5.25, 8, 12, 11],
    ],
  },
  {
    title: "series beside each other under ids that are numbered",
    file: text(`
      date;s1;s2;s3;s4;s5;s6;s7;s8
      01.01.2024;1,5;2;3;4;5;6;7;8
      02.01.2024;2,5;3;4;5;6;7;8;9
      03.01.2024;3,5;4;5;6;7;8;9;10
    `),
    time: "date: 2024-01-01 to 2024-01-03, 1 day",
    layout: "wide",
    columns: [["s1", 1.5, 2.5, 3.5], ...[2, 3, 4, 5, 6, 7, 8].map((n) => [`s${n}`, n, n + 1, n + 2] as const)],
    told: ["decimal_comma", "series_in_columns"],
  },
  {
    title: "countries in rows, years in columns",
    file: text(`
      Country,Code,2020,2021,2022,2023
      Peru,PER,1.5,2,2.5,3
      Chile,CHL,4.5,,5.5,6
    `),
    time: "ds: 2020-01-01 to 2023-01-01, 1 year",
    layout: "rows",
    series: ["unique_id", "Peru", "Peru", "Peru", "Peru", "Chile", "Chile", "Chile", "Chile"],
    columns: [
      ["Code", "PER", "PER", "PER", "PER", "CHL", "CHL", "CHL", "CHL"],
      ["y", 1.5, 2, 2.5, 3, 4.5, null, 5.5, 6],
    ],
    told: ["series_in_rows"],
  },
  {
    title: "countries in rows, years in columns, decimal commas, the last year not over",
    file: text(`
      Land;2020;2021;2022;2023;2024
      Peru;1,5;2;2,5;3;
      Chile;4,5;5;5,5;6;6,5
    `),
    time: "ds: 2020-01-01 to 2024-01-01, 1 year",
    layout: "rows",
    series: ["unique_id", ...Array(4).fill("Peru"), ...Array(5).fill("Chile")],
    columns: [["y", 1.5, 2, 2.5, 3, 4.5, 5, 5.5, 6, 6.5]],
    told: ["decimal_comma", "series_in_rows"],
  },
  {
    title: "quantities in rows, dates in columns",
    file: text(`
      quantity,2024-01-01,2024-01-02,2024-01-03,2024-01-04
      rain,0,1.5,2,0
      wind,5,6,7.5,8
    `),
    time: "ds: 2024-01-01 to 2024-01-04, 1 day",
    layout: "rows",
    series: ["unique_id", ...Array(4).fill("rain"), ...Array(4).fill("wind")],
    columns: [["y", 0, 1.5, 2, 0, 5, 6, 7.5, 8]],
    told: ["series_in_rows"],
  },
  {
    title: "months in columns under a title, decimal commas",
    file: text(`
      Niederschlag
      Jahr;1;2;3;4;5;6;7;8;9;10;11;12
      2022;1,5;2;3;4;5;6;7;8;9;10;11;12
      2023;13,5;14;15;16;17;18;19;20;21;22;23;24
    `),
    time: "ds: 2022-01-01 to 2023-12-01, 1 month",
    columns: [["y", 1.5, ...count(2, 12), 13.5, ...count(14, 24)]],
    told: ["decimal_comma", "months_in_columns", "title_dropped"],
  },
  {
    title: "months in columns for two stations, thousands in quotes, a yearly sum beside them",
    file: text(`
      Station,Year,Jan,Feb,Mar,Apr,May,Jun,Jul,Aug,Sep,Oct,Nov,Dec,Annual
      A,2022,"1,001",2,3,4,5,6,7,8,9,10,11,12,"1,078"
      A,2023,13,14,15,16,17,18,19,20,21,22,23,24,222
      B,2022,"2,001",2,3,4,5,6,7,8,9,10,11,12,"2,078"
      B,2023,13,14,15,16,17,18,,,,,,,93
    `),
    time: "ds: 2022-01-01 to 2023-06-01, 1 month",
    series: ["Station", ...Array(24).fill("A"), ...Array(18).fill("B")],
    columns: [["y", 1001, ...count(2, 24), 2001, ...count(2, 18)]],
    told: ["months_in_columns", "numbers_grouped", "sums_left_out"],
  },
  {
    title: "quarters in columns with decimal commas, the last two to come",
    file: text(`
      Jahr;Q1;Q2;Q3;Q4
      2022;1,5;2,5;3,5;4,5
      2023;5,5;6,5;;
    `),
    time: "ds: 2022-01-01 to 2023-04-01, 1 quarter",
    columns: [["y", 1.5, 2.5, 3.5, 4.5, 5.5, 6.5]],
    told: ["decimal_comma", "months_in_columns"],
  },
  {
    title: "years in columns above months in rows, a title above and a remark below",
    file: text(`
      Overnight stays
      Month;2022;2023
      ${["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"].map((name, i) => `${name};${i + 1},5;${i + 13},5`).join("\n")}
      Source: the town
    `),
    time: "ds: 2022-01-01 to 2023-12-01, 1 month",
    columns: [["y", ...count(1, 24).map((n) => n + 0.5)]],
    told: ["decimal_comma", "footer_dropped", "months_in_rows", "title_dropped"],
  },
  {
    title: "models by year of make beside months are columns",
    file: text(`
      month,2008,2012,total
      2024-01,5,6,11
      2024-02,7,8,15
      2024-03,9,10,19
    `),
    time: "month: 2024-01-01 to 2024-03-01, 1 month",
    columns: [
      ["2008", 5, 7, 9],
      ["2012", 6, 8, 10],
      ["total", 11, 15, 19],
    ],
  },
  {
    title: "numbered series beside each other in two regions",
    file: text(`
      date,region,s1,s2,s3
      2024-01-01,N,1,2,3
      2024-01-01,S,4,5,6
      2024-01-02,N,7,8,9
      2024-01-02,S,10,11,12
    `),
    time: "date: 2024-01-01 to 2024-01-02, 1 day",
    series: ["region", "N", "S", "N", "S"],
    columns: [
      ["s1", 1, 4, 7, 10],
      ["s2", 2, 5, 8, 11],
      ["s3", 3, 6, 9, 12],
    ],
    told: ["series_found"],
  },
  {
    title: "dates that come twice with nothing that tells their rows apart",
    file: text(`
      date,y
      2024-01-01,5
      2024-01-01,6.5
      2024-01-02,5
      2024-01-02,7
    `),
    time: "date: 2024-01-01 to 2024-01-02, 1 day",
    columns: [["y", 5, 6.5, 5, 7]],
  },
  {
    title: "two years beside shops are names",
    file: text(`
      Shop,2022,2023
      A,100,120
      B,90,95.5
    `),
    columns: [
      ["Shop", "A", "B"],
      ["2022", 100, 90],
      ["2023", 120, 95.5],
    ],
  },
  {
    title: "years in every row are no header",
    file: text(`
      Peru,2020,2021
      Chile,2019,2020
      Cuba,2018,2019
    `),
    columns: [
      ["y1", "Peru", "Chile", "Cuba"],
      ["y2", 2020, 2019, 2018],
      ["y3", 2021, 2020, 2019],
    ],
    told: ["no_header"],
  },
  {
    title: "columns of different lengths below how long they are and when they start",
    file: text(`
      m1,m2
      4,3
      2023,2024
      11,1
      1.5,10
      2.5,20
      3.5,30
      4.5,
    `),
    time: "ds: 2023-11-01 to 2024-03-01, 1 month",
    layout: "wide",
    series: ["unique_id", "m1", "m1", "m1", "m1", "m2", "m2", "m2"],
    columns: [["y", 1.5, 2.5, 3.5, 4.5, 10, 20, 30]],
    told: ["series_with_meta_rows"],
  },
  {
    title: "a file that was pasted twice is one series, whatever its flags",
    file: text(`
      date,snow,y
      2024-01-01,0,1.5
      2024-01-02,0,2.5
      2024-01-03,1,3.5
      2024-01-04,1,4.5
      2024-01-01,0,1.5
      2024-01-02,0,2.5
      2024-01-03,1,3.5
      2024-01-04,1,4.5
    `),
    time: "date: 2024-01-01 to 2024-01-04, 1 day",
    columns: [
      ["snow", 0, 0, 1, 1, 0, 0, 1, 1],
      ["y", 1.5, 2.5, 3.5, 4.5, 1.5, 2.5, 3.5, 4.5],
    ],
  },
  {
    title: "countries in rows with an office's marks for what is not available, and a footer",
    file: text(`
      geo,2020,2021,2022,2023
      DE,1.5,:,3.5,4.5
      FR,..,2.5,..,4
      Source: the office of statistics
    `),
    time: "ds: 2020-01-01 to 2023-01-01, 1 year",
    layout: "rows",
    series: ["unique_id", "DE", "DE", "DE", "DE", "FR", "FR", "FR", "FR"],
    columns: [["y", 1.5, null, 3.5, 4.5, null, 2.5, null, 4]],
    told: ["footer_dropped", "series_in_rows"],
  },
  {
    title: "shifts of a day are series, under the name of a time",
    file: text(`
      Datum;Zeit;Ausschuss
      13.01.2024;Früh;8
      13.01.2024;Spät;10
      14.01.2024;Früh;13
      14.01.2024;Spät;16
      15.01.2024;Früh;3
      15.01.2024;Spät;4
    `),
    time: "Datum: 2024-01-13 to 2024-01-15, 1 day",
    series: ["Zeit", "Früh", "Spät", "Früh", "Spät", "Früh", "Spät"],
    columns: [["Ausschuss", 8, 10, 13, 16, 3, 4]],
    told: ["series_found"],
  },
];

/** Whole numbers from `first` to `last`. */
function count(first: number, last: number): number[] {
  return Array.from({ length: last - first + 1 }, (_, i) => first + i);
}
