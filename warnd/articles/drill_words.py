"""How tests, drills and exercises are marked, by language.

Patterns are written in lower case and matched against folded text (`warnd.articles.drills.fold`);
a space stands for any gap. News about soldiers who exercise and missiles that are tested must match
none of them: that is news.
"""

#: what may end a sentence that says what a message is: `this is a test of our resolve` goes on
ENDS = r"(?= ?(?:[.!?;:,/|\]\)*»”\"'–—…።،؛-]|$)| (?:only|message|alert|and|do not|no |it is))"

#: words that say, standing alone twice or more, what the message is: `EXERCISE EXERCISE EXERCISE`
REPEATED = (
    "test", "exercise", "drill", "simex", "exercice", "essai", "simulacro", "ejercicio", "prueba",
    "simulation", "тест", "учение", "учения", "тренировка", "навчання", "тренування", "tatbikat",
    "deneme", "teste", "exercicio", "simulado", "تمرين", "تدريب", "اختبار", "تجربه", "محاكاه",
    "آزمایش", "مانور", "ሙከራ", "ልምምድ", "mazoezi", "jaribio",
)  # fmt: skip

#: words that say so as a label before or behind a title: `TEST: ...`, `... (EXERCISE)`. In scripts
#: with capitals only in capitals or in brackets: `Test:` opens reports of cricket
LABELS = (*REPEATED, "training", "exercise message", "test message", "drill message", "test alert")

#: sentences and names that only such messages hold, wherever they stand in a text
MARKS = (
    # English
    (
        r"(?<!not )(?:this is|it is)(?: only| just| merely)? an? (?:\w+ )?(?:test|drill|exercise|"
        rf"simulation|training exercise){ENDS}"
    ),
    (
        r"this is(?: only| just)? an? (?:\w+ )?(?:test|drill|exercise)"
        r" of (?:the|our|all) (?:\w+ ){0,3}(?:system|systems|alerts?|sirens?|network|"
        r"warnings?|broadcast)"
    ),
    r"(?:exercise|drill|simex|training) (?:message|inject|scenario only)\b",
    r"\btest (?:message|alert|warning|notification|bulletin)\b(?! of the)",
    r"(?:for|as) (?:an? )?(?:exercise|training|drill|test|testing|simulation) purposes?\b",
    r"\b(?:for )?(?:exercise|training|drill|test) (?:use )?only\b",
    r"\bnot an? (?:real|actual|live) (?:emergency|event|incident|alert|attack|message|warning)\b",
    r"\bhad this been an? (?:actual|real)\b",
    r"\bend of (?:exercise|test|drill)\b(?! of)",
    r"\b(?:simulated|notional|fictitious|fictional) (?:message|alert|bulletin|scenario|report)\b",
    # French
    (
        rf"(?:ceci|cela|il) (?:n'est qu'un|est un|s'agit d'un|ne s'agit que d'un) (?:simple )?"
        rf"(?:test|essai|exercice){ENDS}"
    ),
    rf"ceci est une simulation{ENDS}",
    r"\bmessage (?:d'exercice|de test|d'essai|fictif)\b",
    r"\balerte (?:test|d'essai|fictive)\b",
    r"\b(?:a titre d'exercice|exercice uniquement|pour exercice seulement|fin d'exercice)\b",
    r"\bexercice (?:seulement|fictif)\b",
    r"\btest du systeme d'alerte\b",
    r"\bessai des sirenes\b",
    # Spanish
    (
        r"(?:esto|este|esta|se trata de)(?: es)?(?: solo| solamente| unicamente)? "
        rf"(?:un (?:simulacro|ejercicio|ensayo)|una (?:prueba|simulacion)){ENDS}"
    ),
    r"\b(?:mensaje|alerta|aviso|boletin) de (?:prueba|simulacro|ejercicio|ensayo)\b",
    r"\b(?:con|para) fines de (?:ejercicio|simulacro|entrenamiento|prueba)\b",
    r"\bsolo (?:simulacro|ejercicio|para entrenamiento)\b",
    r"\bprueba del sistema de alertas?\b",
    r"\bfin del (?:simulacro|ejercicio)\b",
    # Arabic; the folding leaves neither hamza nor tail of the letters
    rf"(?:هذا|هذه)(?: مجرد| فقط)? (?:تمرين|تدريب|اختبار|تجربه|محاكاه)(?: فقط| تجريبي| وهمي)?{ENDS}",
    r"(?:رساله|تنبيه|انذار|بلاغ|تحذير|اشعار) (?:تجريبيه?|تدريبيه?|وهميه?|اختبار|تمرين)",
    r"ل(?:اغراض|غرض) (?:ال)?(?:تدريب|تمرين|اختبار|تجربه|محاكاه)(?= ?(?:فقط|[.!،:)]|$))",
    r"(?:اختبار|تجربه) (?:ل?نظام|ل?منظومه|صافرات|صفارات) ?(?:ال)?(?:انذار|تنبيه)?",
    r"ليس (?:حدثا|حادثا|انذارا) (?:حقيقيا|فعليا)",
    r"(?:نهايه|انتهاء|انتهي) (?:ال)?تمرين(?= ?(?:[.!،:)]|$))",
    # Russian and Ukrainian
    (
        r"(?<!не )(?<!не учебно )\b(?:учебная тревога|учебное сообщение|учебныи сигнал|тестовое "
        r"(?:сообщение|оповещение))\b"
    ),
    rf"\bэто (?:только |лишь )?(?:тест|учения|учение|тренировка|проверка){ENDS}",
    r"\bпроверк[аи] систем[ыу]? (?:экстренного |массового )?оповещения\b",
    r"\bтолько для учении\b",
    (
        r"(?<!не )\b(?:навчальна тривога|навчальне повідомлення|навчальнии сигнал|тестове "
        r"(?:повідомлення|сповіщення))\b"
    ),
    rf"\bце (?:лише |тільки )?(?:тест|навчання|тренування|перевірка){ENDS}",
    r"\bперевірк[аи] системи (?:екстреного |масового )?оповіщення\b",
    # Turkish
    r"\bbu(?: sadece| yalnizca)? bir (?:tatbikattir|testtir|denemedir)\b",
    r"\b(?:tatbikat|deneme|test) (?:mesaji|uyarisi|duyurusu|amaclidir)\b",
    # Persian
    r"این(?: تنها| فقط)? یک? ?(?:تمرین|آزمایش|مانور|تست) است",
    r"(?:پیام|هشدار|اعلان|آژیر) (?:آزمایشی|تمرینی|مانور)",
    # Portuguese
    (
        r"\b(?:isto|este|trata-se de)(?: e)?(?: apenas| so)? um (?:simulacro|simulado|exercicio|"
        rf"teste|ensaio){ENDS}"
    ),
    r"\b(?:mensagem|alerta|aviso) de (?:teste|exercicio|simulacro|simulado)\b",
    r"\bapenas (?:um exercicio|um simulacro|para treino)\b",
    # Amharic
    r"ይህ (?:ልምምድ|ሙከራ|የሙከራ መልእክት|የልምምድ መልእክት) (?:ነው|ብቻ)",
    r"የ(?:ሙከራ|ልምምድ) (?:መልእክት|ማስጠንቀቂያ)",
    # Swahili
    rf"\bhii ni (?:mazoezi|jaribio)(?: tu)?{ENDS}",
    r"\bujumbe wa (?:majaribio|mazoezi)\b",
)

#: names of what civilians practise. They mark an article that has them in its title or its first
#: sentence; further down an article about a real attack may speak of a practice before it
PRACTICES = (
    (
        r"\b(?<!live-)(?<!live )(?:fire|evacuation|earthquake|tsunami|flood|cyclone|disaster|"
        r"emergency|air[- ]raid|siren|lockdown|active[- ]shooter|mass[- ]casualty|"
        r"civil defen[cs]e|rescue|mock|preparedness|school|safety) drills?\b"
    ),
    r"\bmock (?:terror(?:ist)? attack|evacuation|exercise|emergency|explosion|incident)\b",
    (
        r"\b(?:simulation|tabletop|table-top|evacuation|emergency[- ]response|preparedness|"
        r"civil defen[cs]e|disaster) exercises?\b"
    ),
    r"\bsimulated (?:emergency|disaster|accident|evacuation|casualties|outbreak)\b",
    r"\b(?:siren|alert system|emergency alert|warning system) tests?\b",
    (
        r"\bexercices? (?:d'evacuation|d'alerte|d'urgence|incendie|attentat|de simulation|"
        r"de securite civile|de crise|grandeur nature|de sauvetage|plan orsec|orsec|ppms)\b"
    ),
    r"\bsimulation d'(?:un |une )?(?:attentat|accident|attaque terroriste|evacuation|urgence)\b",
    (
        r"\b(?:mega)?simulacros? (?:nacional|escolar|de (?:sismo|terremoto|tsunami|evacuacion|"
        r"emergencias?|incendio|atentado|rescate|inundacion|erupcion|desastres?|accidente|explosion|"
        r"sinistro|evacuacao|incendio))\b"
    ),
    r"\bejercicios? de (?:evacuacion|simulacion|emergencias?|rescate|proteccion civil)\b",
    (
        r"(?:تمرين|تمارين|تجربه|مناوره|تدريب) (?:(?:علي )?(?:ال)?(?:اخلاء|طوارئ|حريق|زلزال|"
        r"اطفاء|انقاذ)|وهمي[ه]?|ل?لدفاع المدني|محاكاه)"
    ),
    r"(?:اخلاء|حادث|حريق|هجوم|فرضيه) (?:وهمي|وهميه|افتراضي|افتراضيه)",
    (
        r"\b(?:пожарно-тактические|командно-штабные учения мчс|учения мчс|учебная эвакуация|"
        r"тренировочная эвакуация|учебную эвакуацию)\b"
    ),
    r"\b(?:навчальна евакуація|навчання дснс|навчальну евакуацію)\b",
    r"\b(?:deprem|tahliye|yangin|afet|sivil savunma|kurtarma) tatbikat\w*",
    r"مانور (?:زلزله|تخلیه|اطفا|امداد|ایمنی)",
    (
        r"\b(?:simulacro|simulado|exercicio) de (?:evacuacao|incendio|sismo|emergencia|"
        r"protecao civil|abandono)\b"
    ),
    r"የ(?:መልቀቅ|እሳት|አደጋ) ልምምድ",
)

#: of which each of these patterns holds one at least: a text without them is not looked through
STEMS = (
    "test", "drill", "exerci", "ejercicio", "simul", "simex", "training", "notional", "ficti",
    "fictif", "not a ", "not an ", "had this been", "essai", "ensayo", "ensaio", "prueba",
    "entrenamiento", "treino", "tatbikat", "deneme", "mazoezi", "jaribio", "majaribio", "orsec",
    "mock", "ppms", "تمرين", "تمارين", "تدريب", "تجرب", "تجريب", "اختبار", "محاكاه", "وهمي",
    "افتراضي", "مناوره", "حقيقي", "فعلي", "مانور", "آزمایش", "تمرین", "تست", "учебн", "учени",
    "тест", "трениров", "проверк", "пожарно-тактические", "навчальн", "навчання", "тренуван",
    "перевірк", "ልምምድ", "ሙከራ",
)  # fmt: skip
