"""``mutual study``: what doing it together comes to for each city, option by option, and how sure that is."""

import argparse
import json
import sys
from collections.abc import Callable
from pathlib import Path

from mutual.cli.command import Commands
from mutual.cli.files import FileError, called, text_of
from mutual.cli.study_report import as_csv, as_json, as_text
from mutual.finance import (
    ExtraMissing,
    FinanceError,
    FolderStore,
    read_study,
    simulate,
    study_result,
    workers_for,
)
from mutual.finance.study.simulation import work_of

REFUSALS = (FinanceError, FileError, ExtraMissing)
ABOUT = """\
FILE is a study in TOML (docs/reference/study-file.md); "-" reads it from standard input.
The same file with the same seed and number of draws gives the same figures on any number of processes.
With --keep FOLDER finished chunks are stored there; started again, the work goes on where it stopped.
"""


def add_parser(commands: Commands) -> argparse.ArgumentParser:
    """Describe the command."""
    parser = commands.add_parser(
        "study",
        help="ways of doing a service together: what each city pays and saves, and how sure that is",
        description="Cash flows, stability and doubt of a shared service, from a study file.",
        epilog=ABOUT,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("file", metavar="FILE")
    parser.add_argument("--draws", type=int, metavar="N", help="draws instead of the file's own number")
    parser.add_argument("--seed", type=int, metavar="S", help="seed instead of the file's own")
    parser.add_argument("--format", choices=["text", "json", "csv"], default="text")
    parser.add_argument("--processes", type=int, metavar="P", help="processes (by default as the work needs)")
    parser.add_argument(
        "--sobol", type=int, metavar="N", help="Sobol indices from N samples, a power of two; 0 for none"
    )
    parser.add_argument(
        "--keep", type=Path, metavar="FOLDER", help="store finished chunks, and go on from them"
    )
    parser.add_argument("--progress", action="store_true", help="tell on standard error how far it is")
    return parser


def run(options: argparse.Namespace) -> int:
    """Print what the study comes to. Raises one of ``REFUSALS``."""
    if options.processes is not None and options.processes < 1:
        raise FinanceError("--processes must be 1 or more.")
    study = read_study(text_of(options.file), name=called(options.file))
    draws = study.draws if options.draws is None else options.draws
    drawn = simulate(
        study,
        draws=draws,
        seed=options.seed,
        workers=workers_for(work_of(study, draws), options.processes),
        progress=_progress() if options.progress else None,
        store=FolderStore(options.keep) if options.keep else None,
    )
    result = study_result(drawn, sobol=options.sobol)
    if options.format == "json":
        print(json.dumps(as_json(result), indent=2, ensure_ascii=False))
    elif options.format == "csv":
        print(as_csv(result), end="")
    else:
        print(as_text(result))
    return 0


def _progress() -> Callable[[int, int], None]:
    def said(done: int, draws: int) -> None:
        print(
            f"\r{done:,} of {draws:,} draws", end="\n" if done == draws else "", file=sys.stderr, flush=True
        )

    return said
