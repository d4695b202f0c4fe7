"""What is said to people, in their language.

English is the source text; the other languages are gettext catalogues in
``templates/translations/``. Nothing here decides anything.
"""

from exchange.wording.translator import LANGUAGES, Translator, translator

__all__ = ["LANGUAGES", "Translator", "translator"]
