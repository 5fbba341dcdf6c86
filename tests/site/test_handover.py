"""What the publisher is handed: one zip, whole, checked, and only ever of a site that stands."""

import hashlib
import zipfile
from pathlib import Path

import pytest

from reportsite.source.writing import alongside
from tests.support.checkout import command, edit, tree
from tests.support.websites import fill

NAME = "preview-20230703"


def built(site: Path, *arguments: str) -> int:
    return command("--root", str(site), "--no-pdf", "--zip", *arguments)


def unpacked(file: Path) -> dict[str, bytes]:
    """Return the files of a zip below its one folder, which is named as the zip is."""
    with zipfile.ZipFile(file) as archive:
        assert archive.testzip() is None
        folders = {name.partition("/")[0] for name in archive.namelist()}
        assert folders == {file.stem}
        return {name.partition("/")[2]: archive.read(name) for name in archive.namelist()}


def test_the_zip_is_the_site_with_checksums_of_every_file(
    site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert built(site) == 0
    file = site / "output" / f"{NAME}.zip"
    assert f"压缩包在 {file}。" in capsys.readouterr().err
    files = unpacked(file)
    told, sums = files.pop("README.txt"), files.pop("SHA256SUMS").decode()
    assert {path.removeprefix("site/"): data for path, data in files.items()} == tree(
        site / "output" / "site"
    )
    listed = {path: digest for digest, path in (line.split("  ") for line in sums.splitlines())}
    assert listed == {path: hashlib.sha256(data).hexdigest() for path, data in files.items()}
    assert "不得发布" in told.decode("utf-8-sig")


def test_the_same_site_is_the_same_zip_and_a_lost_zip_is_made_again(site: Path) -> None:
    assert built(site) == 0
    file = site / "output" / f"{NAME}.zip"
    before = file.read_bytes()
    file.unlink()
    assert built(site) == 0
    assert file.read_bytes() == before


def test_a_zip_is_not_made_while_the_site_has_a_fault_or_a_gap(site: Path) -> None:
    assert built(site, "--release") == 1
    edit(site / "content" / "site.yml", "as_of: 2023-07-03", "as_of: 2023-13-03")
    assert built(site) == 1
    assert not list((site / "output").glob("*.zip"))


def test_a_released_zip_says_so_by_its_name_and_in_its_words(site: Path) -> None:
    fill(site / "content" / "site.yml")
    assert built(site, "--release") == 0
    (file,) = (site / "output").glob("*.zip")
    assert file.name == "site-20230703.zip"
    assert "正式发布" in unpacked(file)["README.txt"].decode("utf-8-sig")


def test_a_file_beside_the_site_is_exchanged_only_when_all_went_well(tmp_path: Path) -> None:
    file = tmp_path / "site.zip"
    with alongside(file, b"old"):
        assert not file.exists()
    with pytest.raises(RuntimeError), alongside(file, b"new"):
        raise RuntimeError
    assert tree(tmp_path) == {"site.zip": b"old"}
