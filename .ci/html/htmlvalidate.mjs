// Rules of html-validate for the finished pages; each rule that is off says why.
export default {
  root: true,
  extends: ["html-validate:recommended"],
  rules: {
    // HTML takes either case, and the rest of the page is in lower case.
    "doctype-style": "off",
    // Boxes that are ticked together have one name, as in any form.
    "form-dup-name": ["error", { shared: ["radio", "checkbox", "button", "reset", "submit"] }],
    // ARIA lets a list have a name.
    "aria-label-misuse": ["error", { allowAnyNamable: true }],
    // Filters act as they are chosen; there is nothing to send.
    "wcag/h32": "off",
  },
};
