// A link or picture must lead to a file or folder of this repository, and its anchor to a heading there. Published rules of
// textlint check the file at most; remark-validate-links checks both, but brings a second linter of 200 packages.
const fs = require("fs");
const path = require("path");
const GithubSlugger = require("github-slugger");
const { parse } = require("@textlint/markdown-to-ast");

const anchorsOf = new Map();

/** The anchors that GitHub gives the headings of a document. */
function anchors(file) {
  if (!anchorsOf.has(file)) {
    const slugger = new GithubSlugger();
    const headings = parse(fs.readFileSync(file, "utf8")).children.filter((node) => node.type === "Header");
    anchorsOf.set(file, new Set(headings.map((heading) => slugger.slug(text(heading)))));
  }
  return anchorsOf.get(file);
}

function text(node) {
  return node.children ? node.children.map(text).join("") : (node.value ?? "");
}

module.exports = (context) => {
  const { Syntax, RuleError, report, getFilePath } = context;

  function check(node) {
    if (/^[a-z][a-z0-9+.-]*:/i.test(node.url)) {
      return;
    }
    const [target, anchor] = decodeURI(node.url).split("#");
    const here = path.resolve(getFilePath());
    const file = target ? path.resolve(path.dirname(here), target) : here;
    if (!fs.existsSync(file)) {
      report(node, new RuleError(`${node.url}: there is no ${path.relative(path.dirname(here), file)}`));
    } else if (anchor !== undefined && !(file.endsWith(".md") && anchors(file).has(anchor))) {
      report(node, new RuleError(`${node.url}: no heading of ${path.basename(file)} has the anchor #${anchor}`));
    }
  }

  return { [Syntax.Link]: check, [Syntax.Image]: check, [Syntax.Definition ?? "Definition"]: check };
};
