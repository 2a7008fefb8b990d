"""How long a visit takes at the counter, by the words of a Polish queue name.

Medians in minutes from the gaps between calls at busy single counters of Warsaw's offices. What a queue is
about comes before the mere collecting of a document.
"""

import re

MEDIANS = (
    (r"\bkas[ay]\b", 4.6),  # cash
    (r"dow[oó]d|meldun|meldowan|pesel|rejestracja pojazd|ewidencja ludno", 5.8),  # identity, registration
    (r"podat|opłat", 6.3),  # taxes
    (r"paszport", 6.6),  # passports
    (r"kancelari|podawcz", 7.6),  # registry
    (r"działalno|ceidg", 8.9),  # business
    (r"architekt|urbanist|geodez|budownict", 9.3),  # architecture
    (r"odpis|stanu cywil|małże|zgon", 9.7),  # civil status
    (r"\bświ[ae]dcze|zasiłk|becik|społeczn", 13.7),  # social benefits
    (r"odbi[oó]r|wydawan", 7.9),  # collecting documents
)
OTHERS = 8.0


def median_min(queue: str) -> float:
    """Median minutes at the counter for the first subject that the name speaks of."""
    return next((minutes for words, minutes in MEDIANS if re.search(words, queue.casefold())), OTHERS)
