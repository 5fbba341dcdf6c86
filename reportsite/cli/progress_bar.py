"""How far printing is, shown to a person at a terminal."""

from collections.abc import Iterator

from reportsite.press import Printed

FORMAT = "{desc} {percentage:3.0f}% |{bar:30}| {n_fmt}/{total_fmt}份{postfix}，还要{remaining}"


def bar(count: int, printed: Iterator[Printed]) -> Iterator[Printed]:
    """Pass documents on as they are printed, with documents, pages and time left on a line."""
    if not count:
        return
    from tqdm import tqdm

    pages = 0
    with tqdm(desc="印刷", total=count, bar_format=FORMAT, leave=False) as shown:
        for one in printed:
            pages += one.pages
            shown.update()
            shown.set_postfix_str(f"{pages}页")
            yield one
