// Rules of html-validate for the finished pages; each rule that is off says why.
export default {
  root: true,
  extends: ["html-validate:recommended"],
  rules: {
    // HTML takes either case, and the rest of the page is in lower case.
    "doctype-style": "off",
  },
};
