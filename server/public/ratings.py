"""What the phone sends when somebody taps a face."""

from pydantic import BaseModel, ConfigDict, Field


class PhoneRating(BaseModel):
    """One tap."""

    model_config = ConfigDict(extra="forbid")
    score: int = Field(ge=1, le=5, strict=True)
