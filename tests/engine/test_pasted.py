"""Samples from a spreadsheet, and back."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine import InputError
from engine.bench import SEED_BENCH, Bench
from engine.pasted import pasted_samples, samples_text
from tests.engine.sentences import is_plain_sentence

NUMBERS = st.floats(allow_nan=False, allow_infinity=False)


@pytest.mark.parametrize(
    "text",
    [
        "3\t2.5\n-0.5\t0", "3,2.5\n-0.5,0\n", "3;2,5\n-0,5;0", "3\t2,5\r\n-0,5\t0\r\n",
        "y\tp\n3\t2.5\n-0.5\t0",
        "y_pred,name,y_true\n2.5,a,3\n0,b,-0.5",
        "3\t2.5\tnote\n-0.5\t0\tanother", "\ufeff3,2.5\n-0.5,0",
    ],
)  # fmt: skip
def test_two_columns_are_samples_however_they_are_written(text):
    assert pasted_samples(text) == ((3.0, -0.5), (2.5, 0.0))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "no text"),
        (" \n ", "no text"),
        ("1\n2\n3", "Two columns"),
        ("y,p", "no rows"),
        ("1,2\n3,x", "row 2, column “column 2”: “x” is not a number"),
        ("y,p\n1,2\n3,", "row 3, column “p”: a number is missing"),
        ("1,2\n3,1e999", "too large"),
        ("1,2\n3,inf", "not a finite number"),
        ("1,2\n" * 1001, "1,001 rows"),
        ('1,"2', "quotation mark"),
    ],
)
def test_what_cannot_be_pasted_is_said_with_its_place(text, words):
    with pytest.raises(InputError) as refused:
        pasted_samples(text)
    assert words in str(refused.value)


@given(st.text(alphabet=st.characters(), max_size=60) | st.text("0123456789.,;\t\n-e\" x", max_size=60))
def test_any_text_is_samples_or_one_sentence(text):
    try:
        truths, predictions = pasted_samples(text)
    except InputError as error:
        assert is_plain_sentence(str(error))
    else:
        assert len(truths) == len(predictions) > 0
        assert all(map(math.isfinite, truths + predictions))


@given(st.lists(st.tuples(NUMBERS, NUMBERS), min_size=1, max_size=20))
def test_what_is_copied_can_be_pasted_again(samples):
    truths, predictions = zip(*samples, strict=True)
    bench = Bench(truths, predictions, SEED_BENCH.criteria)
    assert pasted_samples(samples_text(bench, range(len(bench)))) == (truths, predictions)
