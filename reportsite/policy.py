"""The security policy of the pages: as their meta tag, and as the header a web server adds.

Nothing from elsewhere, nothing inline. Search runs WebAssembly, which has to be allowed by name.
"""

PAGE_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'"
)
SEARCH_POLICY = PAGE_POLICY.replace("script-src 'self'", "script-src 'self' 'wasm-unsafe-eval'")
