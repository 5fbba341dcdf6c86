"""One security policy: in the pages, and in the sample for the portal's server."""

import re

from reportsite.plan.paths import SEARCH
from reportsite.site.frame import PAGE_POLICY, SEARCH_POLICY
from reportsite.site.search import FOLDER
from tests.support.checkout import ROOT

SAMPLE = re.compile(r'^\s*(\S+) "(default-src [^"]+)";$', re.MULTILINE)


def test_sample_for_nginx_has_the_pages_policies_word_for_word() -> None:
    found = SAMPLE.findall((ROOT / "docs" / "nginx.conf").read_text("utf-8"))
    assert [policy for _, policy in found] == [PAGE_POLICY, SEARCH_POLICY]
    assert found[1][0].endswith(f"/({SEARCH.partition('/')[0]}|{FOLDER})/")


def test_nothing_inline_and_nothing_from_elsewhere_is_allowed() -> None:
    for policy in (PAGE_POLICY, SEARCH_POLICY):
        assert policy.startswith("default-src 'none'; ")
        assert "unsafe-inline" not in policy
        assert "http" not in policy
        assert "*" not in policy
    assert "'unsafe-eval'" not in SEARCH_POLICY
