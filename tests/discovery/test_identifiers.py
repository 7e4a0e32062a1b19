"""Names for code and files, made from what people call a task."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from interview.discovery.testing.identifiers import (
    LONGEST,
    camel_case,
    kebab_case,
    snake_case,
)

NAMES = [
    ("Register and sign in", "register_and_sign_in", "RegisterAndSignIn"),
    ("  two\n lines\t", "two_lines", "TwoLines"),
    ("HTTP/2 API", "http_2_api", "Http2Api"),
    ("snake_case-and.dots", "snake_case_and_dots", "SnakeCaseAndDots"),
    ("Don't lose the user's mail", "dont_lose_the_users_mail", "DontLoseTheUsersMail"),
    ("l’été", "lete", "Lete"),
    ("don\uff07t, seŉ", "dont_sen", "DontSen"),
    ("‘quoted’ \"twice\"", "quoted_twice", "QuotedTwice"),
    ("; rm -rf / && $(x) | `y`", "rm_rf_x_y", "RmRfXY"),
    ("../../etc/passwd", "etc_passwd", "EtcPasswd"),
    ("--help", "help", "Help"),
    ("3D model", "3d_model", "3dModel"),
    ("Żółw", "zołw", "Zołw"),
    ("e\u0301te\u0301", "ete", "Ete"),
    ("straße", "straße", "Straße"),
    ("ßig", "ßig", "SSig"),
    ("İstanbul", "istanbul", "Istanbul"),
    ("Платёж", "платеж", "Платеж"),
    ("支付 订单", "支付_订单", "支付订单"),
    ("가격", "가격", "가격"),
    ("\ufb01x x² ½", "fix_x2_1_2", "FixX212"),
    ("launch 🚀 now", "launch_now", "LaunchNow"),
    ("👩‍🚀", "task", "Task"),
    ("", "task", "Task"),
    ("\x1b[31mred\x1b[0m", "red", "Red"),
    ("a" * 300, "a" * LONGEST, "A" + "a" * (LONGEST - 1)),
    ("one " + "b" * LONGEST, "one", "One"),
    ("word " * 60, "_".join(["word"] * 10), "Word" * 10),
]  # fmt: skip


def test_a_name_becomes_one_in_each_style() -> None:
    for name, snake, camel in NAMES:
        assert snake_case(name) == snake
        assert kebab_case(name) == snake.replace("_", "-")
        assert camel_case(name) == camel


@given(st.text(max_size=200))
def test_any_text_becomes_a_part_of_an_identifier(name: str) -> None:
    assert f"a{snake_case(name)}".isidentifier()
    assert f"a{camel_case(name)}".isidentifier()
    assert f"a{kebab_case(name).replace('-', '_')}".isidentifier()


@given(st.text(max_size=200))
def test_any_name_fits_into_the_name_of_a_file(name: str) -> None:
    assert 0 < len(snake_case(name)) <= LONGEST
    assert len(f"{camel_case(name)}SmokeTest.java".encode()) <= 255
    assert len(f"{snake_case(name)}_smoke_test.go".encode()) <= 255


@given(st.text(max_size=100))
def test_a_name_made_once_stays_as_it_is(name: str) -> None:
    assert snake_case(snake_case(name)) == snake_case(name)
    assert snake_case(kebab_case(name)) == snake_case(name)
