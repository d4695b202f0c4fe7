"""Code book → marshmallow schema: the one way in which a cell becomes a value."""

from exchange.validation.fields import Problem, Remark, Row, RowInput, words_of
from exchange.validation.schema import FrontPage, Loaded, SchemaOfForm, Schemas, front_page

__all__ = [
    "FrontPage",
    "Loaded",
    "Problem",
    "Remark",
    "Row",
    "RowInput",
    "SchemaOfForm",
    "Schemas",
    "front_page",
    "words_of",
]
