"""What is refused, in words that whoever filled in the form can mend."""

LONGEST_FACT = 60
REASONS = {
    "unknown": "There is no such setting.",
    "kind": "This must be {kind}.",
    "language": "The ticket speaks Bulgarian, English, Romanian and Turkish (bg, en, ro, tr), not “{given}”.",
    "too_long": "At most {longest} letters, this has {has}.",
    "letters": "The printer has no letters for: {letters}",
    "choice": "One of {choices}, not “{given}”.",
    "block_unknown": "A ticket has no block “{given}”.",
    "block_twice": "The block “{given}” stands there twice.",
    "block_number": "A ticket without its number is no ticket: the block “number” stays.",
    "logo_text": "The picture did not arrive whole. Choose it again.",
    "logo_heavy": "The file may have at most {most} kB, this has {has}.",
    "logo_png": "The logo is a PNG picture; this file is none.",
    "logo_size": "The logo is at most {wide} × {high} dots large, this one is {has_wide} × {has_high}.",
    "logo_broken": "The picture is damaged. Save it as PNG again.",
}


class BadLayout(ValueError):
    """A setting that no paper can have.

    `field` names it ("logo", "header.tr", "blocks"), `reason` is a word that a form can translate, `facts` what its
    sentence needs; str() is the field and that sentence in English.
    """

    def __init__(self, field: str, reason: str, **facts: object) -> None:
        self.field = field[:LONGEST_FACT]
        self.reason = reason
        self.facts = {name: str(fact)[:LONGEST_FACT] for name, fact in facts.items()}
        super().__init__(f"{self.field}: {REASONS[reason].format(**self.facts)}")
