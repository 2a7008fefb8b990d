"""What checks find in evidence."""

from collections.abc import Callable, Iterable
from typing import TypeVar

E = TypeVar("E")


def findings(checks: Iterable[Callable[[E], Iterable[str]]], evidence: E) -> dict[str, list[str]]:
    """By the name of the check; empty: everything held."""
    said = {check.__name__: _said(check, evidence) for check in checks}
    return {name: what for name, what in said.items() if what}


def _said(check: Callable[[E], Iterable[str]], evidence: E) -> list[str]:
    try:
        return list(check(evidence))
    except Exception as nonsense:  # evidence that no check foresaw is the worst of all findings
        return [f"the evidence makes no sense: {nonsense!r}"]
