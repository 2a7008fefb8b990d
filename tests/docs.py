"""`python -m tests.docs`: every link between our own pages leads somewhere, and the README stays short."""

import re
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
LINK = re.compile(r"\]\((?!https?:|#|mailto:)([^)#\s]+)")
LONGEST_README = 150


def dead_links() -> list[str]:
    """Relative links of our Markdown pages that lead to no file."""
    pages = [*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")]
    return [
        f"{page.relative_to(ROOT)}: {target}"
        for page in pages
        for target in LINK.findall(page.read_text("utf-8"))
        if not (page.parent / target).exists()
    ]


def main() -> None:
    """Print what is wrong and end with 1."""
    wrong = [f"dead link: {link}" for link in dead_links()]
    if len((ROOT / "README.md").read_text("utf-8").splitlines()) >= LONGEST_README:
        wrong.append(f"README.md has {LONGEST_README} lines or more")
    if wrong:
        sys.exit("\n".join(wrong))


if __name__ == "__main__":
    main()
