"""Code book → marshmallow schema: the one way in which a cell becomes a value."""

from exchange.validation.fields import Problem, Remark, Row, RowInput
from exchange.validation.schema import (
    Explanation,
    FrontPage,
    Loaded,
    SchemaOfForm,
    Schemas,
    explanation,
    front_page,
)

__all__ = [
    "Explanation",
    "FrontPage",
    "Loaded",
    "Problem",
    "Remark",
    "Row",
    "RowInput",
    "SchemaOfForm",
    "Schemas",
    "explanation",
    "front_page",
]
