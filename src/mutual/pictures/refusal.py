"""What a picture cannot be drawn of."""


class PictureError(ValueError):
    """Figures that cannot be drawn, with what is wrong with them in one line."""
