// Links within the repository; the rule is in rules/local-link.js.
module.exports = {
  plugins: { "@textlint/markdown": true },
  rules: { "local-link": true },
};
