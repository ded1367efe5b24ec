"""How pages look: the templates, the style sheets and the board's own scripts."""

from __future__ import annotations

from functools import cache
from http import HTTPStatus
from importlib.resources import files

from jinja2 import Environment, PackageLoader, StrictUndefined
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from guarantor.board.spelling import FILTERS
from guarantor.briefing.page import article, host, is_web_address, sheet
from guarantor.model.marking import MARKINGS


def routes() -> list[Route]:
    """The addresses of what every page needs, whoever opens it."""
    return [
        Route("/static/guarantor.css", style, name="style"),
        Route("/static/{marking}.css", printed, name="printed"),
        Route("/static/{script}.js", script, name="script"),
    ]


def style(request: Request) -> Response:
    """The style sheet."""
    return Response(sheet(), media_type="text/css", headers={"cache-control": "max-age=3600"})


def printed(request: Request) -> Response:
    """The foot of a printed page with its marking, which no rule of a page's own may set."""
    marking = {each.removeprefix("TLP:").casefold(): each for each in MARKINGS}.get(request.path_params["marking"])
    if marking is None:
        raise HTTPException(HTTPStatus.NOT_FOUND, "There is no such style sheet.")
    foot = f'@bottom-left {{ content: "{marking}"; font: 600 7.5pt sans-serif; }}'
    rule = f"@page {{ {foot} }}\n@page wide {{ {foot} }}\n"
    return Response(rule, media_type="text/css", headers={"cache-control": "max-age=3600"})


def script(request: Request) -> Response:
    """One of the board's own scripts; pages work without them."""
    text = scripts().get(request.path_params["script"])
    if text is None:
        raise HTTPException(HTTPStatus.NOT_FOUND, "There is no such script.")
    return Response(text, media_type="text/javascript", headers={"cache-control": "max-age=3600"})


@cache
def scripts() -> dict[str, str]:
    """The scripts by name."""
    found = files("guarantor.board").joinpath("static").iterdir()
    return {each.name[:-3]: each.read_text(encoding="utf-8") for each in found if each.name.endswith(".js")}


@cache
def environment() -> Environment:
    """The templates, everything escaped."""
    found = Environment(
        loader=PackageLoader("guarantor.board"), autoescape=True, undefined=StrictUndefined, trim_blocks=True,
        lstrip_blocks=True, auto_reload=False,
    )  # fmt: skip
    found.filters.update(host=host, web=is_web_address, **FILTERS)
    found.globals["glyphs"] = files("guarantor").joinpath("look", "glyphs.svg").read_text(encoding="utf-8")
    found.globals["article"] = article
    return found


def compile_templates() -> None:
    """Make all templates ready, so that the first reader of a page need not wait for that."""
    for name in environment().list_templates():
        environment().get_template(name)
