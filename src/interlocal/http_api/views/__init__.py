"""Operations of the API, and what they give."""
