"""The composition root: the one place that names concrete classes and puts them together."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING

from warnd.alerts.paces import Pace, pace_of
from warnd.config.check import Report
from warnd.config.rule_files import load_pack, shipped_pack, shipped_patterns
from warnd.config.scoring_file import load_scoring, scoring_path
from warnd.config.shipped import shipped_model
from warnd.daemon.garbage import no_collector
from warnd.daemon.models import Models
from warnd.daemon.when_asked import WhenAsked
from warnd.judging import Judgement
from warnd.model.area import Area
from warnd.model.identifiers import AreaId, ChannelId
from warnd.model.scoring import Scoring
from warnd.ports.reading import Classifier, Gazetteer, Language
from warnd.ports.world import Channel, ChannelMemory, Clock
from warnd.rules.check import TestFailure, run_tests
from warnd.rules.compile import Compiler
from warnd.rules.lint import Finding, lint
from warnd.rules.pack_queries import asks_places
from warnd.rules.rule import RulePack
from warnd.settings import Settings
from warnd.signals.classify import LinearClassifier
from warnd.signals.counts import CountReader
from warnd.signals.languages.table import LANGUAGES
from warnd.signals.place_names import PlacedLanguage
from warnd.signals.places.finder import PlaceFinder
from warnd.signals.read import LanguageReader, SignalReader
from warnd.signals.status import StatusReader
from warnd.signals.topics import TopicReader
from warnd.situations.areas import AreaBook
from warnd.situations.assess import Judge
from warnd.situations.patterns_tried import TimelineFailure, run_timelines
from warnd.situations.weigh import Scale
from warnd.storage.gazetteer import PackedNames, load_names
from warnd.storage.joined_names import JoinedNames
from warnd.storage.model_files import load_model

if TYPE_CHECKING:
    from warnd.daemon.delivering.packing import Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Knowledge:
    """What is read from files before anything is judged."""

    #: the rules of all languages; patterns alone where `packs` gives rules by language
    pack: RulePack
    scoring: Scoring
    gazetteer: Gazetteer
    #: by language; a language without one is read by its rules alone
    classifiers: Mapping[str, Classifier]
    #: gives the rules of a language; None where `pack` holds them all
    packs: Callable[[str], RulePack] | None = None
    #: the P-codes of divisions that were imported, by ISO 3166-2 code
    pcodes: Mapping[str, str] = field(default_factory=dict)

    @property
    def models(self) -> Models | None:
        """The models where they were loaded carefully."""
        return self.classifiers if isinstance(self.classifiers, Models) else None

    def pack_of(self, language: str) -> RulePack:
        """Give the rules of one language, others perhaps beside them."""
        return self.pack if self.packs is None else self.packs(language)

    @property
    def words(self) -> "Words":
        """What people read for kinds and places."""
        from warnd.daemon.delivering.packing import Words  # noqa: PLC0415  reading needs no sender

        divisions = {code: name for code, name, _ in self.gazetteer.divisions()}
        return Words(
            kinds={kind.id: kind.title for kind in self.scoring.kinds},
            places={**dict(self.gazetteer.countries()), **divisions},
            pcodes=self.pcodes,
        )


@no_collector()
def load_knowledge(
    settings: Settings | None = None,
    *,
    by_language: bool = False,
    report: Report | None = None,
    carefully: bool = False,
) -> Knowledge:
    """Give rules, scoring, places and model of an installation; the shipped ones without settings.

    With `by_language` the rules that ship are read language by language, when each is first asked
    for: who reads one article need not wait for ten languages. Rules of the installation's own are
    read at once, so that their mistakes are told at once; a `report` without mistakes holds them.
    With `carefully` a model that is no good stops nothing: what is wrong stands in `models`.

    Raises ConfigurationInvalid, ModelInvalid or GazetteerInvalid.
    """
    files = settings.rules if settings else ()
    scoring = load_scoring(scoring_path(files))
    kinds = tuple(kind.id for kind in scoring.kinds)
    is_parted = by_language and not files
    if is_parted:
        pack = shipped_patterns(kinds)
    else:
        pack = report.pack if report is not None else load_pack(files, kinds)
    names = place_names(settings.places if settings else None)
    return Knowledge(
        packs=cache(partial(shipped_pack, kinds=kinds)) if is_parted else None,
        pack=pack,
        scoring=_with_kinds(scoring, pack),
        gazetteer=PlaceFinder(names, watched=watched_countries(settings)),
        pcodes=names.pcodes(),
        classifiers=_models(settings, _with_kinds(scoring, pack))
        if carefully
        else _classifiers(settings),
    )


def place_names(imported: Path | None = None) -> PackedNames | JoinedNames:
    """Give the names of places that warnd ships, with those of a folder that was imported.

    Raises GazetteerInvalid.
    """
    packaged = load_names(shipped_gazetteer())
    return packaged if imported is None else JoinedNames(packaged, load_names(imported))


def shipped_gazetteer() -> Path:
    """Give the folder of the gazetteer that warnd ships."""
    return shipped_model() / "gazetteer"


def watched_countries(settings: Settings | None) -> frozenset[str]:
    """Give the countries of the areas that somebody watches."""
    if settings is None:
        return frozenset()
    named = {code for area in settings.areas for code in (area.country, *area.countries)}
    return frozenset(named - {""})


def run_rule_tests(pack: RulePack) -> tuple[TestFailure, ...]:
    """Give the sentences of the rules' own tests that fail."""
    languages: dict[str, Language] = {language.code: language for language in LANGUAGES}
    if asks_places(pack):
        gazetteer = PlaceFinder(load_names(shipped_model() / "gazetteer"))
        languages = {
            code: PlacedLanguage(language, gazetteer) for code, language in languages.items()
        }
    return run_tests(pack, languages)


def run_pattern_tests(pack: RulePack, scoring: Scoring) -> tuple[TimelineFailure, ...]:
    """Give the timelines of the patterns' own tests that fail.

    Texts in them are read by the pack's rules, by the shipped ones where it has none.
    """
    scale = Scale(_with_kinds(scoring, pack))

    @cache
    def reader() -> SignalReader:
        shipped = load_knowledge(by_language=True)
        own = replace(shipped, pack=pack, packs=None, scoring=scale.scoring)
        return build_reader(own if pack.rules else shipped)

    return run_timelines(pack.patterns, scale, lambda article: reader().read(article))


def lint_rules(pack: RulePack, scoring: Scoring) -> tuple[Finding, ...]:
    """Give what is probably wrong with the rules."""
    kinds = frozenset(kind.id for kind in _with_kinds(scoring, pack).kinds)
    languages = {language.code: language for language in LANGUAGES}
    return lint(pack, kinds, languages, scoring.horizon.value)


def build_reader(knowledge: Knowledge) -> SignalReader:
    """Give what reads articles.

    Rules of the installation's own are made ready at once, so that their mistakes are told at
    once; shipped ones when their language is first read. Raises ConfigurationInvalid.
    """
    readers = build_language_readers(knowledge)
    if knowledge.packs is None:
        own = {rule.language for rule in knowledge.pack.rules}
        for code in own.intersection(readers):
            readers[code]
    return SignalReader(readers, knowledge.gazetteer, knowledge.scoring)


def build_language_readers(knowledge: Knowledge) -> Mapping[str, LanguageReader]:
    """Give what reads each language, made ready when it is first asked for."""
    languages = {language.code: language for language in LANGUAGES}
    return WhenAsked(languages, lambda code: _language_reader(languages[code], knowledge))


@no_collector()
def _language_reader(language: Language, knowledge: Knowledge) -> LanguageReader:
    pack = knowledge.pack_of(language.code)
    compiler = Compiler(pack.lists, language)
    return LanguageReader(
        language=language,
        rules=compiler.pack(pack.rules),
        statuses=StatusReader(pack.cues, pack.lists, knowledge.scoring.kinds, language, compiler),
        counts=CountReader(pack.counts, pack.lists, language, compiler),
        topics=TopicReader(pack.topics, pack.lists, language, compiler),
        classifier=knowledge.classifiers.get(language.code),
    )


def build_judgement(
    settings: Settings,
    knowledge: Knowledge,
    channels: Mapping[ChannelId, Channel],
    reader: SignalReader | None = None,
) -> Judgement:
    """Give everything that decides; a `reader` of the knowledge that is there already is used."""
    return Judgement(
        reader=reader or build_reader(knowledge),
        areas=AreaBook(settings.areas or default_areas(knowledge.gazetteer)),
        judge=Judge(scale=Scale(knowledge.scoring), patterns=knowledge.pack.patterns),
        routes=settings.routes,
        recipients={id_: channel.recipients for id_, channel in channels.items()},
    )


def build_channels(
    settings: Settings, clock: Clock, memory: Callable[[ChannelId], ChannelMemory] | None = None
) -> dict[ChannelId, Channel]:
    """Give the channels by their ids; without a `memory` they forget when they are closed."""
    from warnd.channels.table import open_channel  # noqa: PLC0415  reading needs no channels

    return {
        id_: open_channel(
            one,
            clock=clock,
            allow_addresses=settings.allow_addresses,
            memory=memory(id_) if memory else None,
        )
        for id_, one in settings.channels.items()
    }


def default_areas(gazetteer: Gazetteer) -> tuple[Area, ...]:
    """Give what is watched without configuration: every country and first-level division."""
    names = dict(gazetteer.countries())
    countries = [
        Area(id=AreaId(code), name=name, country=code) for code, name in gazetteer.countries()
    ]
    divisions = [
        Area(
            id=AreaId(code),
            name=f"{name}, {names.get(country, country)}",
            country=country,
            divisions=(code,),
        )
        for code, name, country in gazetteer.divisions()
    ]
    return (*countries, *divisions)


def _with_kinds(scoring: Scoring, pack: RulePack) -> Scoring:
    return replace(scoring, kinds=(*scoring.kinds, *pack.kinds))


def _classifiers(settings: Settings | None) -> Mapping[str, Classifier]:
    found = WhenAsked(_models_there(settings), partial(_classifier, settings))
    own = settings is not None and (settings.model is not None or settings.model_sha256)
    return dict(found) if own else found  # what is wrong with an own model is told at once


def _models(settings: Settings | None, scoring: Scoring) -> Models:
    """Give the models by language; of a folder that is not there, one for each, which is amiss."""
    base, codes = _base(settings), [language.code for language in LANGUAGES]
    there = _models_there(settings) if base.is_dir() else codes
    kinds = (kind.id for kind in scoring.kinds)
    return Models(there, partial(_classifier, settings), kinds=kinds)


def _models_there(settings: Settings | None) -> list[str]:
    """Give the languages of the models that there are, and of those that there must be."""
    base, named = _base(settings), settings.model_sha256 if settings else {}
    codes = (language.code for language in LANGUAGES)
    return [code for code in codes if code in named or (base / code).is_dir()]


def _classifier(settings: Settings | None, language: str) -> Classifier:
    """Give the classifier of a language. Raises ModelInvalid."""
    sha256 = settings.model_sha256.get(language, "") if settings else ""
    return LinearClassifier(load_model(_base(settings) / language, sha256))


def _base(settings: Settings | None) -> Path:
    return (settings.model if settings else None) or shipped_model()


def paces_of(settings: Settings) -> dict[ChannelId, Pace]:
    """Give how each channel may be spoken to."""
    return {id_: pace_of(channel) for id_, channel in settings.channels.items()}
