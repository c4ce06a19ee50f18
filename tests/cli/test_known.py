import pytest

from geopolitik.cli.known import per_file, sources
from geopolitik.errors import UsageError

FILES = ("a.txt", "folder/b.html", "c=d.txt")


@pytest.mark.parametrize(
    ("values", "files", "expected"),
    [
        ([], FILES, [None, None, None]),
        (["Gazette"], ("a.txt",), ["Gazette"]),
        (["a.txt=Gazette"], FILES, ["Gazette", None, None]),
        (["folder/b.html=Gazette"], FILES, [None, "Gazette", None]),
        (["b.html=Gazette"], FILES, [None, "Gazette", None]),
        (["c=d.txt=Gazette"], FILES, [None, None, "Gazette"]),
        (["2=Gazette"], FILES, [None, "Gazette", None]),
        (["One", "Two", "Three"], FILES, ["One", "Two", "Three"]),
        (["2=Two", "One", "Three"], FILES, ["One", "Two", "Three"]),
        (["https://a.example/?x=1"], ("a.txt",), ["https://a.example/?x=1"]),
        (["1=https://a.example/?x=1"], FILES, ["https://a.example/?x=1", None, None]),
        (["-=Gazette"], ("-", "a.txt"), ["Gazette", None]),
        (["./a.txt=Gazette", "folder/../folder/b.html=Post"], FILES, ["Gazette", "Post", None]),
        (["a.txt=Gazette"], ("./a.txt",), ["Gazette"]),
        (["a.txt=A=B"], FILES, ["A=B", None, None]),
    ],
    ids=[
        "nothing said",
        "bare, one file",
        "by name",
        "by path",
        "by bare name",
        "a name with an equals sign",
        "by number",
        "bare, in order",
        "mixed",
        "an address with an equals sign",
        "an address by number",
        "standard input",
        "another way to write the path",
        "without the dot",
        "a value with an equals sign",
    ],
)
def test_values_find_their_files(
    values: list[str], files: tuple[str, ...], expected: list[str | None]
) -> None:
    assert per_file("--outlet", values, files) == expected


@pytest.mark.parametrize(
    ("values", "reason"),
    [
        (["Gazette"], "cannot tell which of 3 files"),
        (["4=Gazette"], "there is no file 4. Files: 1 to 3"),
        (["0=Gazette"], "there is no file"),
        (["a.txt=One", "1=Two"], r"a\.txt has one already"),
        (["a.txt="], "the value is empty"),
        (
            ["a.htm=Gazette"],
            r"a\.htm before the = names none of the files. Files: 1 a\.txt, 2 folder/b\.html",
        ),
        (["=Gazette"], "nothing before the = names none"),
    ],
    ids=["bare for many", "number too high", "number zero", "said twice", "empty", "mistyped", "no name"],
)
def test_values_without_a_file_are_explained(values: list[str], reason: str) -> None:
    with pytest.raises(UsageError, match=reason):
        per_file("--outlet", values, FILES)


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        ({"urls": ["ftp://a.example"]}, "is no web address"),
        ({"published": ["soon"]}, "cannot be read as a date. Write 2026-02-04"),
        ({"published": ["2031-13-40"]}, "cannot be read as a date"),
        ({"published": ["nofile=2031-03-03"]}, "nofile before the = names none"),
        ({"urls": ["nofile=https://a.example"]}, "nofile before the = names none"),
    ],
    ids=["address", "no date", "no such day", "a time for no file", "an address for no file"],
)
def test_what_is_no_address_or_date_is_refused(said: dict[str, list[str]], reason: str) -> None:
    with pytest.raises(UsageError, match=reason):
        sources(["a.txt"], **{"outlets": [], "urls": [], "published": [], **said})


def test_a_bare_name_of_two_files_is_explained() -> None:
    with pytest.raises(UsageError, match=r"several files are called a\.txt"):
        per_file("--outlet", ["a.txt=Gazette"], ("x/a.txt", "y/a.txt"))


def test_standard_input_is_read_once() -> None:
    with pytest.raises(UsageError, match="can be read once only"):
        sources(["-", "-"], outlets=[], urls=[], published=[])
