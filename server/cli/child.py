"""Work that is done in a process of its own, so that what it needs does not stay in the server's memory."""

import importlib
import multiprocessing
from typing import Any

import click


def in_a_child(work: str, *facts: Any) -> None:
    """Do `module:function` and wait; the module is imported there. Raises ClickException with what stopped it."""
    context = multiprocessing.get_context("fork")
    ours, theirs = context.Pipe(duplex=False)
    child = context.Process(target=_do, args=(theirs, work, facts))
    child.start()
    theirs.close()
    try:
        refused = ours.recv()
    except EOFError:
        refused = "it was ended before it was done"
    child.join()
    if refused is not None:
        raise click.ClickException(refused)


def _do(answer: Any, work: str, facts: Any) -> None:
    from server.domain.errors import Refusal

    module, _, function = work.partition(":")
    try:
        getattr(importlib.import_module(module), function)(*facts)
    except (Refusal, click.ClickException) as error:
        answer.send(str(error))
    except Exception as error:
        answer.send(f"{type(error).__name__}: {error}")
    else:
        answer.send(None)
