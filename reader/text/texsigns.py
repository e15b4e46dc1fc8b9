"""What the commands of TeX look like as characters."""

from __future__ import annotations


def _pairs(text: str) -> dict[str, str]:
    words = text.split()
    return dict(zip(words[::2], words[1::2], strict=True))


SIGNS: dict[str, str] = _pairs(
    """alpha α beta β gamma γ delta δ epsilon ε varepsilon ε zeta ζ eta η theta θ vartheta ϑ iota ι kappa κ lambda λ
    mu μ nu ν xi ξ pi π varpi ϖ rho ρ varrho ϱ sigma σ varsigma ς tau τ upsilon υ phi φ varphi φ chi χ psi ψ omega ω
    Gamma Γ Delta Δ Theta Θ Lambda Λ Xi Ξ Pi Π Sigma Σ Upsilon Υ Phi Φ Psi Ψ Omega Ω
    le ≤ leq ≤ leqslant ≤ ge ≥ geq ≥ geqslant ≥ ne ≠ neq ≠ approx ≈ equiv ≡ sim ∼ simeq ≃ cong ≅ propto ∝ ll ≪ gg ≫
    lt < gt > prec ≺ succ ≻ to → rightarrow → longrightarrow ⟶ leftarrow ← gets ← leftrightarrow ↔ Rightarrow ⇒
    implies ⟹ Longrightarrow ⟹ Leftarrow ⇐ Leftrightarrow ⇔ iff ⟺ mapsto ↦ uparrow ↑ downarrow ↓
    in ∈ notin ∉ ni ∋ subset ⊂ subseteq ⊆ supset ⊃ supseteq ⊇ cup ∪ cap ∩ setminus ∖ emptyset ∅ varnothing ∅
    forall ∀ exists ∃ nexists ∄ neg ¬ lnot ¬ land ∧ wedge ∧ lor ∨ vee ∨ top ⊤ bot ⊥ perp ⊥ vdash ⊢ models ⊨
    pm ± mp ∓ times × div ÷ cdot · ast ∗ star ⋆ circ ∘ bullet • oplus ⊕ otimes ⊗ dagger †
    sum ∑ prod ∏ coprod ∐ int ∫ iint ∬ iiint ∭ oint ∮ bigcup ⋃ bigcap ⋂ nabla ∇ partial ∂ infty ∞ aleph ℵ
    hbar ℏ ell ℓ Re ℜ Im ℑ wp ℘ angle ∠ triangle △ degree ° prime ′ ldots … dots … cdots ⋯ vdots ⋮ ddots ⋱
    langle ⟨ rangle ⟩ lfloor ⌊ rfloor ⌋ lceil ⌈ rceil ⌉ lvert | rvert | vert | mid | Vert ‖ lVert ‖ rVert ‖ | ‖ parallel ∥
    { { } } % % $ $ & & # # _ _ checkmark ✓ square □ blacksquare ■ qed ∎ therefore ∴ because ∵ surd √ colon :
    lbrace { rbrace } lbrack [ rbrack ] backslash \\ euro € pounds £ copyright © ss ß ae æ oe œ"""
)
SPACES = {
    ",": " ",
    ";": " ",
    ":": " ",
    "!": "",
    ">": " ",
    " ": " ",
    "quad": "  ",
    "qquad": "   ",
    "\\": "\n",
    "newline": "\n",
    "cr": "\n",
    "thinspace": " ",
}
ACCENTS = {
    "hat": "\u0302",
    "widehat": "\u0302",
    "bar": "\u0304",
    "overline": "\u0305",
    "vec": "\u20d7",
    "dot": "\u0307",
    "ddot": "\u0308",
    "tilde": "\u0303",
    "widetilde": "\u0303",
    "underline": "\u0332",
}
BLACKBOARD = dict(zip("RNZQCPHEF1", "ℝℕℤℚℂℙℍ𝔼𝔽𝟙", strict=True))
SILENT = frozenset(
    [
        "text",
        "textrm",
        "textbf",
        "textit",
        "texttt",
        "mathrm",
        "mathbf",
        "mathit",
        "mathsf",
        "mathtt",
        "mathcal",
        "mathfrak",
        "mathscr",
        "boldsymbol",
        "bm",
        "operatorname",
        "displaystyle",
        "textstyle",
        "scriptstyle",
        "limits",
        "nolimits",
        "big",
        "Big",
        "bigg",
        "Bigg",
        "bigl",
        "bigr",
        "Bigl",
        "Bigr",
        "biggl",
        "biggr",
        "nonumber",
        "notag",
        "label",
        "phantom",
        "hline",
        "boxed",
        "mbox",
        "hbox",
        "rm",
        "bf",
        "it",
        "cal",
        "middle",
        "mathop",
        "mathrel",
        "mathbin",
        "mathord",
        "ensuremath",
        "hspace",
        "vspace",
        "color",
        "tag",
        "displaylimits",
    ]
)
"""Commands whose argument, if any, says all."""
