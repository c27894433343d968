// What prose may not hold: the words in code font of docs/style.md, which is their one declaration, and very long sentences.
const fs = require("fs");
const path = require("path");

const STYLE = path.join(__dirname, "../../docs/style.md");

/** Each pair is a word that may stand anywhere, over a line break too, and what to write instead. */
function terms() {
  const rows = fs
    .readFileSync(STYLE, "utf8")
    .split("\n")
    .filter((line) => line.startsWith("| "))
    .map((line) => line.split("|").map((cell) => cell.trim()).filter(Boolean));
  const found = rows.flatMap((cells) =>
    [...cells.at(-1).matchAll(/`([^`]+)`/g)].map(([, word]) => [pattern(word), cells[0]]),
  );
  if (found.length === 0) {
    throw new Error(`${STYLE}: no table has a word in code font in its last column; the linter checks those`);
  }
  return found;
}

function pattern(word) {
  const escaped = word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&").replace(/ /g, "\\s+");
  return `(?<![-\\w/])${escaped}s?(?![-\\w/])`;
}

module.exports = {
  plugins: { "@textlint/markdown": true },
  rules: {
    terminology: { defaultTerms: false, skip: [], terms: terms() },
    "en-max-word-count": { max: 40 },
  },
};
