import { unknown, whole } from "./draws.js";

const LETTERS = "BTPSXVE";
/** Reber's grammar: from each state the letters that may come, and where they lead; no letter behind the last. */
const GRAMMAR = [{ B: 1 }, { T: 2, P: 3 }, { S: 2, X: 4 }, { T: 3, V: 5 }, { X: 3, S: 6 }, { P: 4, V: 6 }, { E: 7 }];

/** A string of the grammar, and for every letter which might have stood there. */
function walk(random) {
  let text = "";
  const legal = [];
  for (let state = 0; state < GRAMMAR.length; ) {
    const letters = Object.keys(GRAMMAR[state]);
    const letter = letters[whole(random, 0, letters.length)];
    text += letter;
    legal.push(letters.join(""));
    state = GRAMMAR[state][letter];
  }
  return { text, legal };
}

function embedded(random) {
  const { text, legal } = walk(random);
  const branch = "TP"[whole(random, 0, 2)];
  return { text: `B${branch}${text}${branch}E`, legal: ["B", "TP", ...legal, branch, "E"] };
}

/**
 * The embedded Reber grammar (Hochreiter & Schmidhuber 1997): after every letter the next one is foretold. The last but one
 * is the second again, with a whole string of the inner grammar between them. A string is right where at every letter all
 * that may come are rated above all that may not.
 */
export const reber = (updates) => ({
  name: "reber",
  ...{ steps: 24, features: 7, outputs: 7, output: "sequence", units: 16, batch: 32, updates },
  measure: "wrong",
  limit: 0.02,
  window(random, T) {
    let string = embedded(random);
    while (string.text.length > T + 1) string = embedded(random);
    const { text, legal } = string;
    const x = new Float32Array(7 * T);
    const target = unknown(7 * T);
    for (let t = 0; t + 1 < text.length; t++) {
      x[7 * t + LETTERS.indexOf(text[t])] = 1;
      target.fill(0, 7 * t, 7 * t + 7);
      target[7 * t + LETTERS.indexOf(text[t + 1])] = 1;
    }
    return { x, target, legal: legal.slice(1) };
  },
  miss(output, { legal }) {
    const right = legal.every((letters, t) => {
      const rated = [...LETTERS].map((letter, i) => ({ may: letters.includes(letter), rate: output[7 * t + i] }));
      const rates = (may) => rated.filter((one) => one.may === may).map(({ rate }) => rate);
      return Math.min(...rates(true)) > Math.max(...rates(false));
    });
    return right ? 0 : 1;
  },
});
