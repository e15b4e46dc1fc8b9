"""Formulas read well on one line."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.text.blocks import parse
from reader.text.tex import tex_to_text


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        (r"E = mc^2", "E = mc²"),
        (r"\frac{a+b}{2} \leq \sqrt{x_1^2 + \alpha}", "(a+b)/2 ≤ √(x₁² + α)"),
        (r"\int_0^\infty e^{-x^2}\,dx = \frac{\sqrt{\pi}}{2}", "∫₀^∞ e^(−x²) dx = √π/2"),
        (r"\begin{aligned} a &= b \\ c &= d \end{aligned}", "a = b\nc = d"),
        (r"f: \mathbb{R}^n \to \mathbb{R}", "f: ℝⁿ → ℝ"),
        (r"\sin\theta\cos x", "sin θ cos x"),
        (r"f'(x) \in \left(0, 1\right)", "f′(x) ∈ (0, 1)"),
        (r"\text{if } x>0", "if x > 0"),
        (r"\unknown x", "unknown x"),
        (r"a^", "a"),
        (r"}{", ""),
    ],
)
def test_formulas(source, expected):
    assert tex_to_text(source) == expected


@given(st.text(r"\{}^_ab12frac&~'$", max_size=60))
def test_any_signs_at_all_become_text(source):
    assert isinstance(tex_to_text(source), str)


@pytest.mark.parametrize(
    "source", ["It costs $5 and $6.", "US$ and A$", "$20", "from $a to b", "$5, $6 or $7", "$HOME/$USER"]
)
def test_money_is_no_formula(source):
    assert parse(source).plain == source
