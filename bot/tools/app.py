"""The commands of ``python -m bot``, once the product's packages are installed."""

from __future__ import annotations

from enum import Enum
from pathlib import Path
from typing import Annotated

import typer

from bot.law.load import DATA_LAW, load_law
from bot.tools import given, redaction
from bot.tools.console import wrong_use
from bot.tools.examples import epilog

STATUSES = (
    "Exit status: 0 yes or done, 1 no or failed, 2 wrong use (or law files that cannot be read), "
    "3 more facts needed."
)

app = typer.Typer(
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode="rich",
    help="Run Safe to Share, or ask its law files a question without it.",
    epilog=STATUSES,
)

Answers = Annotated[
    list[str] | None, typer.Argument(metavar="FACT=VALUE", help="As in data/law/facts.yml.")
]
Day = Annotated[
    str | None, typer.Option("--on", metavar="DAY", help="As 2026-11-30; today when absent.")
]
Folder = Annotated[
    Path, typer.Option("--law", metavar="FOLDER", help="Other law files.", show_default="data/law")
]


class Output(str, Enum):
    """How ``resolve`` says it."""

    TEXT = "text"
    JSON = "json"


class PictureFormat(str, Enum):
    """What ``draw`` writes."""

    SVG = "svg"
    MERMAID = "mermaid"
    DOT = "dot"


@app.command(epilog=epilog("run"))
def run() -> None:
    """Install, train and start everything; Ctrl-C ends it."""
    from bot.run import run as start

    raise typer.Exit(start())


@app.command(epilog=epilog("chat"))
def chat() -> None:
    """Talk to a running Safe to Share in this terminal."""
    from bot.terminal import main as talk

    raise typer.Exit(int(talk() or 0))


@app.command(epilog=epilog("train"))
def train() -> None:
    """Train the model if its data changed."""
    from bot.training import main as train_model

    raise typer.Exit(train_model())


@app.command(epilog=epilog("generate"))
def generate(
    *, check: Annotated[bool, typer.Option("--check", help="Only say if it is current.")] = False
) -> None:
    """Write again the parts of domain.yml that follow from data/law."""
    from bot.generate import main as write

    raise typer.Exit(write(check=check))


@app.command(epilog=epilog("check"))
def check(law: Folder = DATA_LAW) -> None:
    """Check every law file and every Rasa file, and name each fault."""
    from bot.tools.check import check as look

    raise typer.Exit(look(law, given.today()))


@app.command(epilog=epilog("resolve"))
def resolve(  # noqa: PLR0913  each argument is one of the command line
    facts: Answers = None,
    *,
    on: Day = None,
    json: Annotated[
        str | None,
        typer.Option(metavar="FILE|-", help="A JSON object of facts; - is standard input."),
    ] = None,
    output: Annotated[Output, typer.Option(help="For people or for programs.")] = Output.TEXT,
    every: Annotated[bool, typer.Option("--all", help="Show closed gateways too.")] = False,
    law: Folder = DATA_LAW,
) -> None:
    """Say what the law gives on the facts given, and what is still to be asked.

    Ends with 0 for yes, 1 for no (or advice first), 2 for wrong use, 3 if facts are missing.
    """
    from bot.tools import answer

    with wrong_use("resolve", law):
        day, known = given.day(on), load_law(law)
        said = answer.answer(known, given.facts(facts or [], json), day)
    if output is Output.JSON:
        answer.print_json(said)
    else:
        answer.print_text(known, said, day, every=every)
    raise typer.Exit(said["status"])


@app.command(epilog=epilog("explain"))
def explain(
    gateway: Annotated[str, typer.Argument(help="Its id, as ota.s66c.")], law: Folder = DATA_LAW
) -> None:
    """Put one provision into words: conditions, duties, limits, citation, every version."""
    from bot.tools.explain import explain as tell

    with wrong_use("explain", law):
        known = load_law(law)
        name = given.known("gateway", gateway, (each.id for each in known.gateways))
    tell(known, [each for each in known.gateways if each.id == name])


@app.command(epilog=epilog("why"))
def why(
    fact: Annotated[str, typer.Argument(help="Its id, as subject.")], law: Folder = DATA_LAW
) -> None:
    """Say what turns on a fact, what its answers settle, and what asks it."""
    from bot.tools.why import why as tell

    with wrong_use("why", law):
        known = load_law(law)
        tell(known, known.facts[given.known("fact", fact, known.facts)])


@app.command(epilog=epilog("draw"))
def draw(  # noqa: PLR0913  each argument is one of the command line
    *,
    framework: Annotated[
        str | None, typer.Option(metavar="ID", help="Only this one, each condition of it.")
    ] = None,
    answer: Annotated[
        list[str] | None,
        typer.Option(metavar="FACT=VALUE", help="Show what is open on these facts."),
    ] = None,
    kind: Annotated[PictureFormat, typer.Option("--format")] = PictureFormat.SVG,
    out: Annotated[Path | None, typer.Option(help="A file; printed when absent.")] = None,
    on: Day = None,
    law: Folder = DATA_LAW,
) -> None:
    """Draw the whole of the law, one framework, or what one answer turned on."""
    from bot.tools.draw.command import draw as picture

    with wrong_use("draw", law):
        facts = given.facts(answer) if answer else None
        text = picture(load_law(law), framework, facts, given.day(on), kind.value)
    if out is None:
        typer.echo(text, nl=False)
    else:
        out.write_text(text, encoding="utf-8")


@app.command(epilog=epilog("diff"))
def diff(
    rev: Annotated[str, typer.Argument(help="A commit, branch or tag of git, as HEAD~3.")],
    law: Folder = DATA_LAW,
    situations: Annotated[
        bool,
        typer.Option(help="Walk all situations too, and say which moved: a minute or two."),
    ] = False,
) -> None:
    """Say what moved in the law since a revision, in words."""
    from bot.tools.diff import diff as compare

    with wrong_use("diff", law):
        compare(rev, law, situations=situations)


@app.command("verify-record", epilog=epilog("verify-record"))
def verify_record(
    file: Annotated[Path, typer.Argument(help="The JSON form of a record.")],
    law: Folder = DATA_LAW,
) -> None:
    """Say whether a record was altered, and whether the law would answer the same now.

    Ends with 0 for the same findings, 1 if it was altered or findings differ, 2 if it is no record.
    """
    from bot.tools.verify import verify

    with wrong_use("verify-record", law):
        status = verify(file, law)
    raise typer.Exit(status)


@app.command("teams-package", epilog=epilog("teams-package"))
def teams_package(  # noqa: PLR0913  each argument is one of the command line
    *,
    app_id: Annotated[str, typer.Option(help="Application (client) ID of the registration.")],
    bot_domain: Annotated[str, typer.Option(help="Host name under which the gateway is reached.")],
    privacy_url: Annotated[str, typer.Option(help="Your page about privacy; https.")],
    terms_url: Annotated[str, typer.Option(help="Your terms of use; https.")],
    out: Annotated[Path, typer.Option(help="The zip to write.")],
    website_url: Annotated[
        str | None, typer.Option(help="A page about it; https://BOT_DOMAIN when absent.")
    ] = None,
    name: Annotated[str, typer.Option(help="What people see; at most 30 characters.")] = (
        "Safe to Share"
    ),
    developer: Annotated[str, typer.Option(help="Who runs it; at most 32.")] = "Safe to Share",
    package_version: Annotated[str, typer.Option(help="Higher at every upload.")] = "1.0.0",
) -> None:
    """Make the app package for Microsoft Teams, and check it without a network."""
    from bot.tools.console import out as console
    from bot.tools.teams_package import package

    given_values = {
        "app_id": app_id.lower(),
        "bot_domain": bot_domain,
        "privacy_url": privacy_url,
        "terms_url": terms_url,
        "website_url": website_url or f"https://{bot_domain}",
        "name": name.strip(),
        "developer": developer.strip(),
        "version": package_version,
    }
    with wrong_use("teams-package", DATA_LAW):
        package(given_values, out)
    console().print(f"{out}: made and checked. Upload it in the Teams admin centre.", markup=False)


app.command("evaluate-redaction", epilog=epilog("evaluate-redaction"))(redaction.command)
