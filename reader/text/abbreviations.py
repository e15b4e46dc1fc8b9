"""Words that end in a full stop and end no sentence, per language; without their last stop, in lower case."""

from __future__ import annotations


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


NEVER_END: dict[str, frozenset[str]] = {
    "": _words("dr prof cf vs vol fig nr op p pp ca"),
    "en": _words(
        """mr mrs ms mx messrs st mt ft rev hon gov sen rep gen col maj capt cpt lt sgt cmdr adm pres supt insp e.g i.e
        eg ie viz al approx ed eds trans repr sec ch chap figs eq eqs ref refs nos vols ver dept univ est assn bros
        jan feb mar apr jun jul aug sept oct nov dec mon tue tues wed thu thurs fri cit loc esp incl"""
    ),
    "fr": _words(
        """m mm mme mmes mlle mlles mgr me pr st ste av bd c.-à-d c-à-d p.ex ex éd coll trad art chap fig figs env
        hab janv févr juil sept oct nov déc tél réf n° n° vol réd dir ibid op cit j ch"""
    ),
    "de": _words(
        """hr fr frl hrn z.b z d.h d u.a u i.d.r i o.ä v n a b s bd bde nr abs art aufl bzw ca vgl evtl ggf sog str
        inkl exkl max min mio mrd tel st hl geb gest verh jr jan feb mär apr jun jul aug sept okt nov dez fa rd
        zit hrsg anm kap abb tab allg bes insb einschl entspr gegr ehem dipl ing med phil jur sen"""
    ),
    "es": _words(
        """sr sra srta srs sres sras d da dña dn dra ing lic arq av avda c ud uds vd vds pág págs pag núm num art cap
        fig ed vol tel p.ej p aprox gral cnel cap sto sta ee ss rr jj admón ppal prov a s ej fdo"""
    ),
    "it": _words("sig sigg sig.ra dott dott.ssa prof.ssa avv ing arch on pag pagg es cap fig ed vol tel ecc.mo"),
    "pt": _words("sr sra srta dra exmo exma av pág págs núm art cap fig ed vol tel ex"),
    "nl": _words("dhr mevr mw mr drs ir ing bijv bv d.w.z m.a.w o.a m.b.t i.v.m ca nr blz resp evt incl excl"),
}
"""Always followed by more of the same sentence; the ones under "" in all languages."""

AS_WRITTEN: dict[str, frozenset[str]] = {"de": _words("Mo Di Mi Do Fr Sa So")}
"""The same, but only with their capital: "so" ends sentences."""

MAY_END: dict[str, frozenset[str]] = {
    "en": _words("etc inc ltd co corp jr sr plc bros a.m p.m am pm b.c a.d ph.d m.d b.a m.a"),
    "fr": _words("etc h j.-c j-c apr"),
    "de": _words("usw etc uvm u.v.m usf chr jh jhd gmbh"),
    "es": _words("etc h uu c.v a.c d.c dc ac"),
    "it": _words("ecc etc s.p.a a.c d.c"),
    "pt": _words("etc s.a ltda a.c d.c"),
    "nl": _words("enz etc e.d"),
}
"""Followed by a capital they mostly end a sentence."""

STARTERS: dict[str, frozenset[str]] = {
    "en": _words(
        """the a an it in he she they this that these those but and we i you on at as when if there his her their its
        our my for to by with from after before what who how why where some many most all no not yet so then here
        nobody nothing everybody everyone somebody someone something each every another both few several such only even
        still soon later today yesterday tomorrow never also however although since while once because perhaps maybe
        is are was were do does did can could will would should may let please"""
    ),
    "fr": _words(
        """le la les l un une des il elle ils elles on nous vous je tu ce c cet cette ces mais et ou où en dans sur
        pour par avec sans sous son sa ses leur leurs mon ma mes quand si que qui quoi comment pourquoi après avant
        aujourd'hui à au aux de du tout tous depuis selon"""
    ),
    "de": _words(
        """der die das ein eine einen einem einer es er sie wir ich du ihr man in im an am auf mit und aber oder doch
        denn als wenn weil dass dieser diese dieses da dort hier so dann nach vor von zu bei für sein seine ihre was
        wer wie warum wo alle auch nur noch nicht kein keine jeder jede"""
    ),
    "es": _words(
        """el la los las lo un una unos unas él ella ellos ellas yo tú nosotros usted en de del al a con sin por para
        y e o pero que qué quién cómo cuándo cuando si no su sus mi este esta estos estas ese esa eso esto aquel hay
        es fue son era después antes desde según todo todos"""
    ),
}
"""Words that so often begin a sentence that even an initial before them ends one."""
