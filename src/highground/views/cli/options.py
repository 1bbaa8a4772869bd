"""Options of the verbs, made from the table of settings, and what a verb is asked to do."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import wraps
from pathlib import Path
from typing import Any

import click

from highground.basis.settings import BY_NAME, IN_VERB, Setting

Decorator = Callable[[Callable[..., Any]], Callable[..., Any]]


@dataclass(slots=True)
class Session:
    """What one call of the command line carries along."""

    debug: bool = False


@dataclass(frozen=True, slots=True)
class Order:
    """What the options ask for, checked."""

    out: Path | None
    langs: tuple[str, ...]
    formats: tuple[str, ...]
    seed: int
    members: int
    packs: tuple[Path, ...]
    online: bool
    json: bool
    all: bool
    data: Path | None = None
    dem: tuple[Path, ...] = ()
    release: Path | None = None
    lakes: Path | None = None
    auto: bool = False
    preset: str = ""
    people: Path | None = None
    settlements: Path | None = None
    workers: int = 1
    cluster: str = ""


def option(name: str) -> Decorator:
    """The click option of one setting, with the help that it has in the verb that takes it."""

    def decorate(command: Callable[..., Any]) -> Callable[..., Any]:
        setting = BY_NAME[name]
        said = IN_VERB.get(_verb_of(command), {}).get(name, setting.help)
        return _made(replace(setting, help=said))(command)

    return decorate


def _verb_of(command: Callable[..., Any]) -> str:
    """The verb whose file a function stands in: policy add, claim-check."""
    return command.__module__.removeprefix(f"{__package__}.").replace(".", " ").replace("_", "-")


def _made(setting: Setting) -> Decorator:
    flags = [f"--{setting.name}", _parameter(setting.name)] + ([f"-{setting.short}"] if setting.short else [])
    if isinstance(setting.default, bool):
        return click.option(*flags, is_flag=True, help=setting.help)
    if isinstance(setting.default, int):
        bounds = click.IntRange(setting.low, setting.high)
        return click.option(*flags, type=bounds, default=setting.default, show_default=True, help=setting.help)
    if setting.choices and not setting.many:
        return click.option(*flags, type=click.Choice(setting.choices), default=None, metavar="NAME", help=setting.help)
    if setting.unit in ("address", "text"):
        return click.option(
            *flags,
            default=setting.default or None,
            multiple=setting.many,
            show_default=bool(setting.default),
            metavar=setting.unit.upper(),
            help=setting.help,
        )
    if setting.choices:
        return click.option(
            *flags,
            multiple=True,
            default=tuple(setting.default.split(",")),
            show_default=True,
            metavar="NAME",
            callback=_chosen,
            help=setting.help,
        )
    kind = click.Path(path_type=Path)
    metavar = "FILE" if setting.unit == "file" else "DIR"
    return click.option(*flags, type=kind, multiple=setting.many, metavar=metavar, help=setting.help)


def debug_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """`--debug`, before or after the verb; the session keeps it."""
    return click.option("--debug", is_flag=True, expose_value=False, callback=_debug, help=BY_NAME["debug"].help)(command)


def ordered(*names: str) -> Decorator:
    """Give a verb the named options; it receives them as one Order, its first argument."""

    def decorate(verb: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(verb)
        def called(**given: Any) -> Any:
            chosen = {name: given.pop(_parameter(name), None) for name in names}
            return verb(order(chosen), **given)

        command = debug_option(called)
        for name in reversed(names):
            command = option(name)(command)
        return command

    return decorate


def order(chosen: dict[str, Any]) -> Order:
    """The Order of the options given; settings that a verb does not offer keep their defaults."""
    listed = {name: chosen.get(name) or tuple(str(BY_NAME[name].default).split(",")) for name in ("lang", "formats")}
    numbers = {name: int(BY_NAME[name].default) if chosen.get(name) is None else chosen[name] for name in ("seed", "members")}
    return Order(
        chosen.get("out"),
        listed["lang"],
        listed["formats"],
        numbers["seed"],
        numbers["members"],
        tuple(chosen.get("pack") or ()),
        bool(chosen.get("online")),
        bool(chosen.get("json")),
        bool(chosen.get("all")),
        chosen.get("data"),
        **_runout(chosen),
    )


def _runout(chosen: dict[str, Any]) -> dict[str, Any]:
    """What only `highground runout` is asked for."""
    places = {name: chosen.get(name) for name in ("release", "lakes", "people", "settlements")}
    words = {name: chosen.get(name) or "" for name in ("preset", "cluster")}
    return {
        **places,
        **words,
        "dem": tuple(chosen.get("dem") or ()),
        "auto": bool(chosen.get("auto")),
        "workers": chosen.get("workers") or 1,
    }


def split(setting: Setting, texts: Iterable[str]) -> tuple[str, ...]:
    """Words given once or often, with commas or `all`, each one once and in the table's order.

    Raises click.BadParameter, listing the words that exist.
    >>> split(BY_NAME["lang"], ["es,en", "en"])
    ('en', 'es')
    """
    words = [word for text in texts for word in text.lower().replace(",", " ").split()]
    unknown = [word for word in words if word not in (*setting.choices, "all")]
    if unknown or not words:
        said = ", ".join(map(repr, unknown)) or "nothing"
        raise click.BadParameter(f"{said} is not a {setting.unit}; choose from {', '.join(setting.choices)} or all.")
    return setting.choices if "all" in words else tuple(choice for choice in setting.choices if choice in words)


def _chosen(ctx: click.Context, parameter: click.Parameter, texts: tuple[str, ...]) -> tuple[str, ...]:  # noqa: ARG001
    return split(BY_NAME[str(parameter.name)], texts)


def _debug(ctx: click.Context, parameter: click.Parameter, value: bool) -> None:  # noqa: ARG001  click's signature
    session = ctx.find_object(Session)
    if value and session:
        session.debug = True


def _parameter(name: str) -> str:
    """The Python name: `json` and `all` would hide modules and functions of that name."""
    return f"{name}_" if name in ("json", "all") else name
