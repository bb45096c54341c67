"""Places: which places a text names, which of its namesakes each one is, and whether it locates.

Four steps, a module each, all pure:

1. `tokens`: capitalised words and the runs they form ("Ras al-Ayn", "Bank of America").
2. `spotting`: names in runs, longest first; people, bodies and plain words are left out.
3. `settling`: namesakes told apart by what stands beside them, by the rest of the article, by the
   areas that are watched and by size, in that order.
4. `bearing`: whether a mention may be where something happens, or tells only who speaks or acts.

`finder.PlaceFinder` runs them over one body. What names may stand for comes in through
`table.NameTable`; words that decide stand in `words`.
"""
