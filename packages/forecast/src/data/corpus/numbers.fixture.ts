import { type Case, text } from "./case.fixture.ts";

/** How numbers are written, beside what else the file holds. */
export const NUMBERS: readonly Case[] = [
  {
    title: "decimal commas between semicolons under a row of units",
    file: text(`
      Datum;Temperatur;Regen
      ;°C;mm
      01.03.2024;1,5;0,0
      02.03.2024;2,25;0,4
      03.03.2024;-0,5;12,0
      04.03.2024;3;0,0
      05.03.2024;4,5;0,0
      06.03.2024;5,5;1,2
      07.03.2024;;0,0
      08.03.2024;6,5;0,0
      09.03.2024;7,5;0,0
      10.03.2024;8,5;0,1
    `),
    time: "Datum: 2024-03-01 to 2024-03-10, 1 day",
    columns: [
      ["Temperatur", 1.5, 2.25, -0.5, 3, 4.5, 5.5, null, 6.5, 7.5, 8.5],
      ["Regen", 0, 0.4, 12, 0, 0, 1.2, 0, 0, 0, 0.1],
    ],
    told: ["decimal_comma", "rows_without_time"],
  },
  {
    title: "decimal commas and points between thousands beside places with commas in them",
    file: text(`
      Monat;Ort;Umsatz
      2024-01;Berlin, Mitte;1.234,50
      2024-02;Berlin, Mitte;987,00
      2024-03;Köln, Deutz;12.000,25
    `),
    time: "Monat: 2024-01-01 to 2024-03-01, 1 month",
    columns: [
      ["Ort", "Berlin, Mitte", "Berlin, Mitte", "Köln, Deutz"],
      ["Umsatz", 1234.5, 987, 12000.25],
    ],
    told: ["decimal_comma", "numbers_grouped"],
  },
  {
    title: "quoted decimal commas between commas",
    file: text(`
      date,temp,rain
      2024-03-01,"1,5","0,0"
      2024-03-02,"2,75","3,2"
      2024-03-03,"-4","0,1"
    `),
    time: "date: 2024-03-01 to 2024-03-03, 1 day",
    columns: [
      ["temp", 1.5, 2.75, -4],
      ["rain", 0, 3.2, 0.1],
    ],
    told: ["decimal_comma"],
  },
  {
    title: "thousands between commas beside a column of words",
    file: text(`
      date,city,visitors,share
      2024-01-01,Paris,"1,234",0.5
      2024-01-02,Paris,"12,345",0.25
      2024-01-03,Paris,987,0.125
    `),
    time: "date: 2024-01-01 to 2024-01-03, 1 day",
    columns: [
      ["city", "Paris", "Paris", "Paris"],
      ["visitors", 1234, 12345, 987],
      ["share", 0.5, 0.25, 0.125],
    ],
    told: ["numbers_grouped"],
  },
  {
    title: "thousands between semicolons where another column writes decimal points",
    file: text(`
      date;visitors;share
      2024-01-01;1,234;0.5
      2024-01-02;2,345;0.25
      2024-01-03;3,456;0.75
    `),
    time: "date: 2024-01-01 to 2024-01-03, 1 day",
    columns: [
      ["visitors", 1234, 2345, 3456],
      ["share", 0.5, 0.25, 0.75],
    ],
    told: ["numbers_grouped"],
  },
  {
    title: "semicolons between numbers with decimal points and remarks full of commas",
    file: text(`
      date;y;remark
      2024-01-01;1.5;cold, wet, windy
      2024-01-02;2.5;warm, dry, still
      2024-01-03;3.5;warm, wet, still
    `),
    time: "date: 2024-01-01 to 2024-01-03, 1 day",
    columns: [
      ["y", 1.5, 2.5, 3.5],
      ["remark", "cold, wet, windy", "warm, dry, still", "warm, wet, still"],
    ],
  },
  {
    title: "tabs with an empty column at the end and decimal commas",
    file: "date\ttemp\train\t\n2024-03-01\t1,5\t0\t\n2024-03-02\t2,5\t1,25\t\n2024-03-03\t3,5\t0\t\n",
    time: "date: 2024-03-01 to 2024-03-03, 1 day",
    columns: [
      ["temp", 1.5, 2.5, 3.5],
      ["rain", 0, 1.25, 0],
    ],
    told: ["decimal_comma"],
  },
  {
    title: "bars with blanks around them and numbers padded by blanks",
    file: text(`
      date       | load  | site
      2024-03-01 |    12 | north
      2024-03-02 |   120 | north
      2024-03-03 |  1200 | south
    `),
    time: "date: 2024-03-01 to 2024-03-03, 1 day",
    columns: [
      ["load", 12, 120, 1200],
      ["site", "north", "north", "south"],
    ],
  },
  {
    title: "columns set apart by runs of blanks, one of them with missing readings",
    file: text(`
      year  month   nino    soi
      2023     11   26.9   -0.8
      2023     12   27.25    NA
      2024      1   26.5     -
      2024      2   26.0    1.2
    `),
    time: "year + month: 2023-11-01 to 2024-02-01, 1 month",
    columns: [
      ["nino", 26.9, 27.25, 26.5, 26],
      ["soi", -0.8, null, null, 1.2],
    ],
  },
  {
    title: "percentages beside dollars with thousands",
    file: text(`
      date,occupancy,revenue
      2024-01-01,20%,"$1,200.50"
      2024-01-02,37.5%,$980
      2024-01-03,,"$12,000"
    `),
    time: "date: 2024-01-01 to 2024-01-03, 1 day",
    columns: [
      ["occupancy", 20, 37.5, null],
      ["revenue", 1200.5, 980, 12000],
    ],
    told: ["numbers_grouped", "signs_dropped"],
  },
  {
    title: "euros behind decimal commas, blanks between thousands",
    file: text(`
      date;prix;stock
      01/02/2024;1 262,53 €;12 500
      15/02/2024;958,81 €;9 800
      29/02/2024;12 703,80 €;980
    `),
    time: "date: 2024-02-01 to 2024-02-29, 2 weeks",
    columns: [
      ["prix", 1262.53, 958.81, 12703.8],
      ["stock", 12500, 9800, 980],
    ],
    told: ["decimal_comma", "numbers_grouped", "signs_dropped"],
  },
  {
    title: "apostrophes between thousands beside francs",
    file: text(`
      Datum;Betrag;Menge
      31.01.2024;CHF 1'250.50;1'000
      29.02.2024;CHF 980.00;250
      31.03.2024;CHF 12'000.75;12'500
    `),
    time: "Datum: 2024-01-31 to 2024-03-31, 1 month",
    columns: [
      ["Betrag", 1250.5, 980, 12000.75],
      ["Menge", 1000, 250, 12500],
    ],
    told: ["numbers_grouped", "signs_dropped"],
  },
  {
    title: "every number in quotes, with blanks inside the quotes",
    file: text(`
      "date" , "a" , "b"
      "2024-01-01" , " 1.5" , "10 "
      "2024-01-02" , " 2.5" , "20 "
      "2024-01-03" , "    " , "30 "
    `),
    time: "date: 2024-01-01 to 2024-01-03, 1 day",
    columns: [
      ["a", 1.5, 2.5, null],
      ["b", 10, 20, 30],
    ],
  },
  {
    title: "exponents, signs and points at either end",
    file: text(`
      date,flux,change
      2024-01-01,1.5e-3,+0.5
      2024-01-02,2E4,-.25
      2024-01-03,-3.25e+2,5.
    `),
    time: "date: 2024-01-01 to 2024-01-03, 1 day",
    columns: [
      ["flux", 0.0015, 20000, -325],
      ["change", 0.5, -0.25, 5],
    ],
  },
  {
    title: "seven spellings of a missing reading between CRLF",
    file: text(`
      date,a,b
      2024-01-01,1,NA
      2024-01-02,,2
      2024-01-03,NaN,nan
      2024-01-04,null,4
      2024-01-05,-,NULL
      2024-01-06,?,6
    `).replaceAll("\n", "\r\n"),
    time: "date: 2024-01-01 to 2024-01-06, 1 day",
    columns: [
      ["a", 1, null, null, null, null, null],
      ["b", null, 2, null, 4, null, 6],
    ],
  },
  {
    title: "truth values, a constant and a column without any reading",
    file: text(`
      date,open,floor,sensor,y
      2024-01-01,true,3,,10
      2024-01-02,false,3,,11
      2024-01-03,true,3,,12
    `),
    time: "date: 2024-01-01 to 2024-01-03, 1 day",
    columns: [
      ["open", "true", "false", "true"],
      ["floor", 3, 3, 3],
      ["sensor", null, null, null],
      ["y", 10, 11, 12],
    ],
  },
  {
    title: "decimal commas of three digits between semicolons beside one of two",
    file: text(`
      Zeit;Kurs;Menge
      2024-01-01;1,085;10
      2024-01-02;1,092;12
      2024-01-03;1,10;9
    `),
    time: "Zeit: 2024-01-01 to 2024-01-03, 1 day",
    columns: [
      ["Kurs", 1.085, 1.092, 1.1],
      ["Menge", 10, 12, 9],
    ],
    told: ["decimal_comma"],
  },
  {
    title: "points of three digits beside decimal commas are thousands",
    file: text(`
      Monat;Besucher;Preis
      2024-01;1.085;7,50
      2024-02;12.092;7,90
      2024-03;998;8,10
    `),
    time: "Monat: 2024-01-01 to 2024-03-01, 1 month",
    columns: [
      ["Besucher", 1085, 12092, 998],
      ["Preis", 7.5, 7.9, 8.1],
    ],
    told: ["decimal_comma", "numbers_grouped"],
  },
  {
    title: "addresses and versions with points are words",
    file: text(`
      time,host,version,load
      2024-01-01 00:00,192.168.100.101,1.2.3,0.5
      2024-01-01 01:00,192.168.100.102,1.2.4,0.25
      2024-01-01 02:00,192.168.100.101,1.2.4,0.75
    `),
    time: "time: 2024-01-01 to 2024-01-01 02:00, 1 hour",
    columns: [
      ["host", "192.168.100.101", "192.168.100.102", "192.168.100.101"],
      ["version", "1.2.3", "1.2.4", "1.2.4"],
      ["load", 0.5, 0.25, 0.75],
    ],
  },
  {
    title: "codes of digits and letters, some of which could be exponents, and flags of nought and one",
    file: text(`
      date,code,open
      2024-01-01,1E5,0
      2024-01-02,2B7,1
      2024-01-03,3E5,1
    `),
    time: "date: 2024-01-01 to 2024-01-03, 1 day",
    columns: [
      ["code", "1E5", "2B7", "3E5"],
      ["open", 0, 1, 1],
    ],
  },
  {
    title: "a spreadsheet's error among numbers, decimals that begin late",
    file: text(`
      date;a;b
      2024-01-01;;1
      2024-01-02;;2
      2024-01-03;1,5;#N/A
      2024-01-04;2,5;4
      2024-01-05;3,5;5
    `),
    time: "date: 2024-01-01 to 2024-01-05, 1 day",
    columns: [
      ["a", null, null, 1.5, 2.5, 3.5],
      ["b", 1, 2, null, 4, 5],
    ],
    told: ["decimal_comma", "text_in_numbers"],
  },
  {
    title: "points for days without trading",
    file: text(`
      DATE,RATE
      2024-01-01,.
      2024-01-02,4.25
      2024-01-03,.
      2024-01-04,4.5
    `),
    time: "DATE: 2024-01-01 to 2024-01-04, 1 day",
    columns: [["RATE", null, 4.25, null, 4.5]],
  },
  {
    title: "numbers of articles with points beside weights of three decimals",
    file: text(`
      date,article,kg
      2024-01-01,101.201.301,1.201
      2024-01-02,102.202.302,1.202
      2024-01-03,103.203.303,1.203
    `),
    time: "date: 2024-01-01 to 2024-01-03, 1 day",
    columns: [
      ["article", "101.201.301", "102.202.302", "103.203.303"],
      ["kg", 1.201, 1.202, 1.203],
    ],
  },
  {
    title: "points and colons are words among words, and missing among numbers",
    file: text(`
      date,answer,rate,kind
      2024-01-01,.,:,.
      2024-01-02,ok,3.5,.
      2024-01-03,:,..,.
    `),
    time: "date: 2024-01-01 to 2024-01-03, 1 day",
    columns: [
      ["answer", ".", "ok", ":"],
      ["rate", null, 3.5, null],
      ["kind", ".", ".", "."],
    ],
  },
];
