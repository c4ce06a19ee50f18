"""The `geopolitik` command."""

from __future__ import annotations

import codecs
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any

import click

from geopolitik import __version__
from geopolitik.cli.archive import archive
from geopolitik.cli.check import check
from geopolitik.cli.collect import collect
from geopolitik.cli.compare import compare
from geopolitik.cli.demo import demo
from geopolitik.cli.ingest import ingest
from geopolitik.cli.ledger import ledger
from geopolitik.cli.outlets import outlets
from geopolitik.cli.serve import serve
from geopolitik.cli.store import store
from geopolitik.cli.stories import search, stories, story
from geopolitik.cli.trace import trace
from geopolitik.cli.user import user
from geopolitik.cli.watch import watch
from geopolitik.errors import GeopolitikError, UsageError
from geopolitik.interpreter import seek_cycles_seldom

EXIT_OK = 0
EXIT_NOTHING_TRACED = 1
EXIT_USAGE = 2


class Commands(click.Group):
    """Turns the package's errors into one clear line and an exit code."""

    def make_context(self, *args: Any, **extra: Any) -> click.Context:
        # The help is printed while the context is made.
        with told():
            return super().make_context(*args, **extra)

    def invoke(self, ctx: click.Context) -> Any:
        with told():
            result = super().invoke(ctx)
            # Here an error can still be told; at the interpreter's end it would be a traceback.
            if sys.stdout is not None:
                sys.stdout.flush()
            return result


@contextmanager
def told() -> Iterator[None]:
    """Tell an error in one line and leave with its exit code; a reader that has seen enough is no error."""
    try:
        yield
    except UsageError as error:
        fail(str(error), EXIT_USAGE)
    except GeopolitikError as error:
        from geopolitik.text.clean import source_name

        fail(source_name(error.subject) + str(error).removeprefix(error.subject), EXIT_NOTHING_TRACED)
    except BrokenPipeError:
        _close_standard_output()
        sys.exit(EXIT_OK)
    except OSError as error:
        _close_standard_output()
        where = os.fsdecode(error.filename) if error.filename else "standard output"
        fail(f"{where}: could not be written ({(error.strerror or str(error)).lower()})", EXIT_USAGE)


def _close_standard_output() -> None:
    """Send what is still unwritten nowhere, so that the interpreter doesn't fail on it at its end."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def fail(message: str, code: int) -> None:
    """Print one line to standard error and leave with `code`."""
    from geopolitik.text.clean import one_line

    click.echo(f"geopolitik: {one_line(message)}", err=True)
    sys.exit(code)


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="geopolitik")
def main() -> None:
    """Follow a news text to its source, and see what every retelling changed.

    Hand over captures of news texts: pages saved as HTML, texts copied from a browser, Markdown posts.
    You get what each is, how they hang together, and a redline of every retelling. Nothing is sent
    anywhere: no account, no download. Only `outlets add`, `collect`, `check` and `watch add --text` ask
    the web, for what you name.

    \b
    Examples:
      geopolitik demo                                 a sample story, as an HTML report
      geopolitik trace agency.html channel.md         a report in the terminal
      geopolitik trace *.html --html report.html      the same as one HTML file
      geopolitik compare original.html copy.txt       the direction is known: just the redline

    \b
    Exit codes:
      0  done; single files may have been rejected, with the reason; also if the reader of the
         output stopped early (| head)
      1  nothing could be traced, or one of the two texts to compare can't be read
      2  the command could not be carried out as given: an unknown option or value, or a report or
         standard output that can't be written
    """
    seek_cycles_seldom()
    codecs.register_error("nearest", _nearest)
    for stream in (sys.stdout, sys.stderr):
        # A terminal that isn't UTF-8 gets the nearest it can show, instead of a crash.
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="nearest")


def _nearest(error: UnicodeError) -> tuple[str, int]:
    """What an ASCII terminal can show of the characters it can't: `-` for a dash, `u` for `ü`."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    from anyascii import anyascii

    nearest = anyascii(error.object[error.start : error.end])
    return nearest.encode("ascii", "replace").decode("ascii") or "?", error.end


main.add_command(trace)
main.add_command(compare)
main.add_command(demo)
main.add_command(serve)
main.add_command(user)
main.add_command(store)
main.add_command(ledger)
main.add_command(ingest)
main.add_command(outlets)
main.add_command(collect)
main.add_command(stories)
main.add_command(story)
main.add_command(search)
main.add_command(check)
main.add_command(watch)
main.add_command(archive)

if __name__ == "__main__":
    main()
