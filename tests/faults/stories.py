"""Stories that each stir one area, and a configuration that tells of each once."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from tests.live import write_config
from tests.loopback import FeedServer, Item, Ledger

QUICK = Path(__file__).with_name("quick.yaml")

#: a town for each first-level division; a story about it stirs that division and nobody else
TOWNS = {
    "UA-63": "Kharkiv", "SD-KH": "Khartoum", "YE-TA": "Taiz", "ML-7": "Gao", "SO-BN": "Mogadishu",
    "IQ-NI": "Mosul", "AF-KAN": "Kandahar", "MM-16": "Sittwe", "NG-BO": "Maiduguri",
    "LY-BA": "Benghazi", "SS-EC": "Juba", "CF-BGF": "Bangui", "CD-NK": "Goma", "MZ-P": "Pemba",
    "PK-KP": "Peshawar", "AM-ER": "Yerevan", "GE-TB": "Tbilisi", "SY-ID": "Idlib", "SY-HM": "Hama",
    "SY-HL": "Aleppo", "UA-14": "Donetsk", "UA-65": "Kherson", "UA-51": "Odesa", "YE-AD": "Aden",
    "YE-MA": "Marib", "SO-JH": "Kismayo", "SO-BY": "Baidoa", "IQ-BA": "Basra", "IQ-KI": "Kirkuk",
    "AF-HER": "Herat", "AF-KDZ": "Kunduz", "AF-NAN": "Jalalabad", "MM-17": "Lashio",
    "MM-11": "Myitkyina", "SS-NU": "Malakal", "SS-UY": "Bentiu", "ET-AM": "Gondar",
    "ET-TI": "Adigrat", "ML-8": "Kidal", "ML-6": "Timbuktu", "ML-5": "Mopti", "LY-SR": "Sirte",
    "LY-SB": "Sabha", "LY-MI": "Misrata", "CD-IT": "Bunia", "CD-SK": "Bukavu", "SD-DS": "Nyala",
    "SD-NR": "Atbara", "PK-BA": "Quetta", "IN-JK": "Srinagar", "PH-14": "Cotabato",
    "PS-HBN": "Hebron", "PS-NBS": "Nablus", "TR-47": "Mardin", "TR-21": "Diyarbakir",
}  # fmt: skip


def story(area: str) -> Item:
    """Give an entry that raises an alert about the area of a town, once."""
    town = TOWNS[area]
    return Item(
        id=f"story-{area}",
        title=f"Shelling heard in {town}",
        text=f"Shelling was heard in {town}. The truce in {town} is over, people said.",
    )


def feed(feeds: FeedServer, id_: str = "wire", **more: Any) -> dict[str, Any]:
    """Give the settings of a feed that is polled every second and alerts from the first poll."""
    settings = {
        "id": id_,
        "url": feeds.url(id_),
        "language": "en",
        "publisher": id_.title(),
        "reliability": "A",
        "interval": "1s",
        "first_poll": "alert",
    }
    return {**settings, **more}


def hook(address: str) -> dict[str, str]:
    """Give the settings of a webhook on loopback."""
    return {"type": "webhook", "url": f"http://{address}/"}


def quick_config(
    folder: Path,
    feeds: FeedServer,
    sinks: Mapping[str, Ledger | str],
    *,
    read: Sequence[str] = ("wire",),
) -> Path:
    """Write a configuration that starts quickly: all towns watched, all of it to every sink."""
    addresses = {
        id_: sink if isinstance(sink, str) else sink.address for id_, sink in sinks.items()
    }
    model = folder / "no-model"
    model.mkdir(exist_ok=True)
    return write_config(
        folder,
        rules=[str(QUICK)],
        model=str(model),
        allow_addresses=[feeds.address, *addresses.values()],
        feeds=[feed(feeds, id_) for id_ in read],
        areas=[{"id": code, "name": code, "divisions": [code]} for code in TOWNS],
        channels={id_: hook(address) for id_, address in addresses.items()},
        routes=[{"to": list(addresses)}],
    )
