// Flesch reading ease of the running text of documents: paragraphs and list items, without code, tables and headings.
//
//     npm run --silent readability -- [FILE...]
//
// From 0 (hard) to 100 (easy); 60 to 70 is plain English. Product terms have many syllables, so compare versions of one document.
const fs = require("fs");
const path = require("path");
const { parse } = require("@textlint/markdown-to-ast");
const readability = require("text-readability").default;

const left = new Set(["CodeBlock", "Table", "Header", "Html", "Image"]);

/** The paragraphs below a node. */
function paragraphs(node) {
  if (left.has(node.type)) {
    return [];
  }
  if (node.type === "Paragraph") {
    return [text(node).replace(/\s+/g, " ").trim()];
  }
  return (node.children ?? []).flatMap(paragraphs);
}

/** Code in a line is one word of the sentence, whatever its spelling. */
function text(node) {
  if (node.type === "Code") {
    return "code";
  }
  return node.children ? node.children.map(text).join("") : (node.value ?? "");
}

for (const file of process.argv.slice(2)) {
  const running = paragraphs(parse(fs.readFileSync(file, "utf8")))
    .map((paragraph) => paragraph.replace(/[:;]$/, ".").replace(/([^.!?])$/, "$1."))
    .join(" ");
  const ease = readability.fleschReadingEase(running).toFixed(0);
  const words = readability.lexiconCount(running, true);
  console.log(`${path.basename(file)}: ${ease}, ${words} words, ${(words / readability.sentenceCount(running)).toFixed(1)} a sentence`);
}
