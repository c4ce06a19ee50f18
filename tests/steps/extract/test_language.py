"""Languages: told from enough text, and not from too little."""

from __future__ import annotations

import pytest

from geopolitik.steps.extract.language import find_language


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("The ferry sailed at noon.", "en"),
        (
            "The ferry that was to sail at noon has been held by the port, which said that it had no crew. "
            * 2,
            "en",
        ),
        ("Die Fähre ist am Mittag ausgelaufen, nachdem sich der Nebel über dem Kanal gelichtet hatte.", "de"),
        ("Le ferry est parti à midi, après que le brouillard s'est levé sur le canal et sur la ville.", "fr"),
        ("El transbordador zarpó al mediodía, después de que se levantara la niebla sobre el canal.", "es"),
        ("Пором вийшов опівдні, коли над протокою розвіявся туман, повідомила адміністрація порту.", "uk"),
        ("Паром вышел в полдень, когда над проливом рассеялся туман, сообщила администрация порта.", "ru"),
        ("غادرت العبارة الميناء ظهرا بعد أن انقشع الضباب فوق القناة", "ar"),
        ("12:30 + 14", None),
        ("Ferry", None),
    ],
    ids=[
        "short English",
        "English",
        "German",
        "French",
        "Spanish",
        "Ukrainian",
        "Russian",
        "Arabic",
        "numbers",
        "a word",
    ],
)
def test_the_language_is_told(text: str, code: str | None) -> None:
    assert find_language(text) == code
