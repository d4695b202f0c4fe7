"""What is counted, and how: the code book in the reader's language."""

from __future__ import annotations

from flask import Blueprint, render_template

from exchange.core.codebook import Breakdown, known_keys
from exchange.publish.labels import Labels
from exchange.publish.marks import PARTIAL
from exchange.web.frame import frame
from exchange.web.languages import language

blueprint = Blueprint("definitions", __name__)


@blueprint.get("/definitions")
def page() -> str:
    """Everything a return can say."""
    codebook = frame().codebook
    labels = Labels(codebook, language())
    return render_template(
        "definitions.html",
        codebook=codebook,
        labels=labels,
        ways=lambda figure: "; ".join(map(labels.basis, figure.bases)),
        divided=lambda breakdown: _divided(labels, breakdown),
        partial=PARTIAL,
    )


def _divided(labels: Labels, breakdown: Breakdown) -> str:
    """“Victims; Suspects”."""
    keys = (key for key in known_keys(labels.codebook) if key.name in breakdown.of)
    return "; ".join(dict.fromkeys(labels.figure(key.figure) for key in keys))
