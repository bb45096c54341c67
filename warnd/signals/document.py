"""A reading as the JSON that `warnd score` prints a line."""

from warnd.model.place import PlaceMention
from warnd.model.reading import Reading
from warnd.model.signal import Signal


def reading_document(identity: str, reading: Reading, least: float) -> dict[str, object]:
    r"""Give the document of one article.

    Keys: id, lang, score (0 to 100), signals {kind, probability, seen_by, status, count,
    evidence {text, start, end, rule}} of at least the probability `least`, places {name, country,
    admin1, lat, lon, text, start, end}. Offsets are code points into `title + "\n" + text`.
    """
    return {
        "id": identity,
        "lang": reading.language,
        "score": round(reading.score, 1),
        "signals": [_signal(signal) for signal in reading.signals if signal.probability >= least],
        "places": [_place(mention) for mention in reading.places],
    }


def _signal(signal: Signal) -> dict[str, object]:
    return {
        "kind": signal.kind,
        "probability": round(signal.probability, 4),
        "seen_by": signal.seen_by.value,
        "status": signal.status.value,
        "count": signal.count,
        "evidence": [
            {"text": piece.text, "start": piece.start, "end": piece.end, "rule": piece.rule}
            for piece in signal.evidence
        ],
    }


def _place(mention: PlaceMention) -> dict[str, object]:
    place = mention.place
    return {
        "name": place.name,
        "country": place.country,
        "admin1": place.admin1,
        "lat": place.lat,
        "lon": place.lon,
        "text": mention.text,
        "start": mention.start,
        "end": mention.end,
    }
