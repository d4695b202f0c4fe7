"""The comparison as a page: values ready to be shown, without a framework."""

from exchange.publish.page.page import ComparisonPage, figure_named, page_of
from exchange.publish.page.view import Asked

__all__ = ["Asked", "ComparisonPage", "figure_named", "page_of"]
