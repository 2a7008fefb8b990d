"""`python -m tests.recompute URL TOKEN`: the day's figures from the journal, and whether the hall's are the same."""

import json
import sys

from tests.recompute.figures import differences, figures
from tests.recompute.journal import ask, read

url, token = sys.argv[1:]
ours = figures(read(url, token))
json.dump(ours, sys.stdout, ensure_ascii=False, indent=2)
print()
other = differences(ask(url, token, "hall-today"), ours)
print("\n".join(other) or "the hall says the same, to the microsecond")
sys.exit(bool(other))
