"""The page of a replay's report: one template, its styles within."""

from collections.abc import Callable

from warnd.pages import template

_STYLES = """\
:root{color-scheme:light dark;
--paper:#fff;--ink:#1f2328;--soft:#57606a;--line:#d8dee4;--card:#f6f8fa;
--watch:#d4a72c;--warning:#e16f24;--emergency:#c1121f;--index:#7d8da1;--good:#1a7f37}
@media (prefers-color-scheme:dark){:root{
--paper:#0d1117;--ink:#e6edf3;--soft:#9198a1;--line:#30363d;
--card:#161b22;--watch:#bb8009;--warning:#db6d28;--emergency:#f85149;--index:#6e7f95;--good:#3fb950}}
*{box-sizing:border-box}
body{margin:0;background:var(--paper);color:var(--ink);
font:15px/1.5 system-ui,-apple-system,'Segoe UI',Roboto,Helvetica,Arial,sans-serif}
main{max-width:1080px;margin:0 auto;padding:20px 14px 60px;overflow-wrap:anywhere}
h1{font-size:24px;line-height:1.25;margin:0 0 4px}
h2{font-size:18px;margin:32px 0 8px}
p{margin:0 0 8px}
.soft,small{color:var(--soft);font-size:13px}
.figures{display:grid;grid-template-columns:repeat(auto-fill,minmax(130px,1fr));
gap:8px;margin:14px 0}
.figures div{background:var(--card);border:1px solid var(--line);border-radius:6px;padding:8px 10px}
.figures b{display:block;font-size:20px;line-height:1.2}
.row{display:grid;grid-template-columns:minmax(90px,170px) 1fr;gap:10px;align-items:center;
min-height:22px;font-size:13px}
.row>span{white-space:nowrap;overflow:hidden;text-overflow:ellipsis}
svg{display:block;width:100%}
.strip{height:14px;background:var(--card)}
.chart{height:110px;background:var(--card);border-bottom:1px solid var(--line)}
.axis{position:relative;height:18px;font-size:11px;color:var(--soft)}
.axis i{position:absolute;font-style:normal;white-space:nowrap}
.watch{fill:var(--watch)}.warning{fill:var(--warning)}.emergency{fill:var(--emergency)}
.index{fill:var(--index)}
.caught{fill:var(--good)}.missed{fill:var(--ink)}
.tag{display:inline-block;border-radius:4px;padding:0 6px;font-size:12px;font-weight:600;color:#fff}
.tag.watch{background:#8a6500}.tag.warning{background:#b3530f}.tag.emergency{background:#b0101c}
details{border:1px solid var(--line);border-radius:6px;margin:8px 0;padding:0 12px}
summary{cursor:pointer;padding:8px 0;font-weight:600}
article{border-top:1px solid var(--line);padding:10px 0}
blockquote{margin:6px 0;padding:2px 0 2px 10px;border-left:3px solid var(--line)}
.wide{overflow-x:auto}
table{border-collapse:collapse;width:100%;font-size:14px}
th,td{text-align:left;vertical-align:top;padding:5px 10px 5px 0;border-bottom:1px solid var(--line)}
th{font-size:12px;color:var(--soft);white-space:nowrap}
td.number,th.number{text-align:right}
.yes{color:var(--good)}
@media (max-width:640px){.axis i:not(:nth-child(3n+1)){display:none}}
@media print{details{break-inside:avoid}}
"""

#: takes archive, config, span, figures, steps, marks, rows, more_areas, held, onset_marks, rules
PAGE: Callable[..., str] = template(
    """\
{%- macro figures_of(figures) -%}
<div class="figures">{% for name, value in figures %}<div><b>{{ value }}</b>\
<span class="soft">{{ name }}</span></div>{% endfor %}</div>
{%- endmacro -%}
{%- macro strip(row) -%}
{% for band in row.bands %}<rect class="{{ band.level }}" x="{{ band.start }}" y="0" \
width="{{ band.length }}" height="10"/>{% endfor %}
{%- endmacro -%}
{%- macro axis() -%}
<div class="axis">{% for mark in marks if mark.left < 94 %}\
<i style="left:{{ "%.2f"|format(mark.left) }}%">\
{{ mark.words }}</i>{% endfor %}</div>
{%- endmacro -%}
<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>Replay of {{ archive }}</title>
<style>
"""
    + _STYLES
    + """\
</style>
</head>
<body><main>
<h1>Replay of <bdi>{{ archive }}</bdi></h1>
<p class="soft">{{ span }}, judged by <bdi>{{ config }}</bdi></p>
{{ figures_of(figures) }}
{% if held %}
<h2>Onsets</h2>
{{ figures_of(held.figures) }}
<div class="wide"><table>
<tr><th>onset</th><th>what</th><th>caught by</th><th class="number">days ahead</th></tr>
{% for row in held.rows %}
<tr><td style="white-space:nowrap">{{ row.date }}</td><td><bdi>{{ row.what }}</bdi></td>\
<td{% if row.caught %} class="yes"{% endif %}><bdi>{{ row.by }}</bdi></td>\
<td class="number">{{ row.lead }}</td></tr>
{% endfor %}
</table></div>
{% endif %}
<h2>Timeline</h2>
<p class="soft"><span class="tag watch">watch</span> <span class="tag warning">warning</span> \
<span class="tag emergency">emergency</span>{% if onset_marks %} and, above, onsets: green when \
caught{% endif %}</p>
{% if onset_marks %}
<div class="row"><span>onsets</span><svg class="strip" viewBox="0 0 {{ steps }} 10" \
preserveAspectRatio="none" role="img" aria-label="onsets">{% for mark in onset_marks %}\
<rect class="{{ "caught" if mark.caught else "missed" }}" x="{{ mark.step }}" y="0" width="2" \
height="10"><title>{{ mark.words }}</title></rect>{% endfor %}</svg></div>
{% endif %}
{% for row in rows %}
<div class="row"><span title="{{ row.name }}"><bdi>{{ row.name }}</bdi></span>\
<svg class="strip" viewBox="0 0 {{ steps }} 10" preserveAspectRatio="none" role="img" \
aria-label="levels of {{ row.name }}">{{ strip(row) }}</svg></div>
{% else %}
<p>No area left calm.</p>
{% endfor %}
<div class="row"><span></span>{{ axis() }}</div>
{% if more_areas %}
<p class="soft">{{ more_areas }} more areas had alerts; those that stood highest for longest are \
shown.</p>
{% endif %}
{% if rows %}
<h2>Areas</h2>
<p class="soft">The curve is the index, 0 to 100; the strip under it the level.</p>
{% endif %}
{% for row in rows %}
<details{% if loop.first %} open{% endif %}>
<summary><bdi>{{ row.name }}</bdi> \
<small>{{ row.id }}, highest index {{ row.peak }}</small></summary>
<svg class="chart" viewBox="0 0 {{ steps }} 100" preserveAspectRatio="none" role="img" \
aria-label="index of {{ row.name }}, 0 to 100"><path class="index" d="{{ row.path }}"/></svg>
<svg class="strip" viewBox="0 0 {{ steps }} 10" preserveAspectRatio="none" role="img" \
aria-label="levels of {{ row.name }}">{{ strip(row) }}</svg>
{{ axis() }}
{% for alert in row.alerts %}
<article>
<p><span class="tag {{ alert.level }}">{{ alert.level }}</span> <b>{{ alert.at }}</b> \
<span class="soft">index {{ alert.index }}, {{ alert.origins }} \
{{ "origin" if alert.origins == 1 else "origins" }}, {{ alert.ended }}</span></p>
<p>{% for reason in alert.reasons %}<bdi>{{ reason }}</bdi>\
{{ "" if loop.last else ". " }}{% endfor %}</p>
{% for quote in alert.quotes %}
<blockquote><bdi dir="auto">{{ quote.text }}</bdi><br>
<small>{{ quote.claims }}{% if quote.place %}, \
<bdi>{{ quote.place }}</bdi>{% endif %}; \
<bdi>{{ quote.by }}</bdi>, {{ quote.on }}; {{ quote.rules }}</small></blockquote>
{% endfor %}
</article>
{% endfor %}
{% if row.more_alerts %}<p class="soft">\
{{ row.more_alerts }} lesser alerts are not shown.</p>{% endif %}
</details>
{% endfor %}
<h2>Rules that fired</h2>
<details><summary>{{ rules|length }} rules and kinds</summary>
<div class="wide"><table>
<tr><th>rule</th><th>kind</th><th class="number">signals</th></tr>
{% for rule, kind, count in rules %}
<tr><td><code>{{ rule }}</code></td><td>{{ kind }}</td><td class="number">{{ count }}</td></tr>
{% endfor %}
</table></div></details>
</main></body>
</html>
"""
)
