"""`python -m tests.docs`: our pages lead somewhere and leave nothing out, and no lock names an address."""

import re
import sys
from collections.abc import Iterator
from pathlib import Path

from server.cli import COMMANDS
from server.settings import Settings

ROOT = Path(__file__).parent.parent
LINK = re.compile(r"\]\((?!https?:|#|mailto:)([^)#\s]+)|src=\"([^\"]+)\"")
LONGEST_README = 150
LOCKS = ("requirements.lock", "package-lock.json", ".npmrc")


def dead_links() -> Iterator[str]:
    """Relative links and pictures of our Markdown pages that lead to no file."""
    for page in [*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")]:
        for link, picture in LINK.findall(page.read_text("utf-8")):
            if not (page.parent / (link or picture)).exists():
                yield f"{page.relative_to(ROOT)}: dead link: {link or picture}"


def left_out() -> Iterator[str]:
    """Commands and settings that docs/running.md does not explain."""
    said = (ROOT / "docs/running.md").read_text("utf-8")
    settings = [f"GISHE_{name.upper()}" for name in Settings.model_fields]
    for word in [*(f"gishe {command}" for command in COMMANDS), *settings]:
        if f"`{word}" not in said:
            yield f"docs/running.md does not explain {word}"


def addresses() -> Iterator[str]:
    """Lock files that say where a package was fetched from."""
    for name in LOCKS:
        if re.search(r"https?://", (ROOT / name).read_text("utf-8")):
            yield f"{name} names an address"


def main() -> None:
    """Print what is wrong and end with 1."""
    wrong = [*dead_links(), *left_out(), *addresses()]
    if len((ROOT / "README.md").read_text("utf-8").splitlines()) >= LONGEST_README:
        wrong.append(f"README.md has {LONGEST_README} lines or more")
    if wrong:
        sys.exit("\n".join(wrong))


if __name__ == "__main__":
    main()
