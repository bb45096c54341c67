"""The numbers of Turkish, written apart ("on dört") or together ("ondört")."""

from warnd.signals.languages.numerals import NumberWords
from warnd.signals.languages.words import numbered, word_set

_ONES = {
    "iki": 2,
    "üç": 3,
    "dört": 4,
    "beş": 5,
    "alti": 6,
    "yedi": 7,
    "sekiz": 8,
    "dokuz": 9,
}
_TENS = {
    "on": 10,
    "yirmi": 20,
    "otuz": 30,
    "kirk": 40,
    "elli": 50,
    "altmiş": 60,
    "yetmiş": 70,
    "seksen": 80,
    "doksan": 90,
}
_TOGETHER = {
    ten + one: value + unit
    for ten, value in _TENS.items()
    for one, unit in {"bir": 1, **_ONES}.items()
}
#: "on" is read behind itself by no reader of tens and units alike, so its row stands written out
_TEENS_APART = {f"on {one}": 10 + unit for one, unit in {"bir": 1, **_ONES}.items()}

TURKISH_NUMBERS = NumberWords(
    small={**_ONES, **_TENS, **_TOGETHER, **_TEENS_APART},
    behind_ten={"bir": 1},
    hundreds={
        "yüz": 100,
        **{one + "yüz": 100 * value for one, value in _ONES.items()},
        **{f"{one} yüz": 100 * value for one, value in _ONES.items()},
    },
    scales={
        "bin": 1_000,
        "milyon": 1_000_000,
        "mn": 1_000_000,
        "milyar": 1_000_000_000,
        "düzine": 12,
    },
    vague={
        "onlarca": 24,
        "düzinelerce": 24,
        "yüzlerce": 200,
        "binlerce": 2_000,
        "onbinlerce": 20_000,
        "on binlerce": 20_000,
        "yüzbinlerce": 200_000,
        "yüz binlerce": 200_000,
        "milyonlarca": 2_000_000,
    },
    to=word_set("ila ile"),
    uncounted_after=word_set(
        """
        saniye saniyede dakika dakikada dakikalik saat saatte saatlik saattir gün günde günlük
        gündür günü gündeki gece hafta haftada haftalik haftadir ay ayda aylik aydir yil yilda
        yillik yildir yilinda yilindan yilindaki yilinin yaşinda yaşindaki yaş yaşlarinda asir
        yüzyil km kilometre kilometrelik kilometrekare metre metrelik santimetre mil deniz dönüm
        hektar ton kilo kilogram gram litre varil derece megavat dolar dolarlik euro avro lira
        liralik tl ruble sterlin şekel riyal dinar yüzde puan puanlik defa kez kere kişilik nolu
        numarali maddelik madde maddesi sayili inci nci kişiden
        """
    ),
    uncounted_before=word_set(
        """
        no numara saat madde yüzde sayili muhammed usame halid faysal selman mohammed hamad tamim
        talal bandar f s t su mig il tu km vitamin covid
        """
    ),
    months=frozenset(
        numbered(
            "ocak şubat mart nisan mayis haziran temmuz ağustos eylül ekim kasim aralik".replace(
                " ", "\n"
            )
        )
    ),
    counted=word_set("kişi sivil asker terörist mülteci ölü yarali göçmen aile ev tutuklu esir"),
    thousands=". ",
    decimals=",",
)
