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
.figures{display:grid;grid-template-columns:repeat(auto-fit,minmax(130px,1fr));
gap:8px;margin:14px 0}
.figures div{background:var(--card);border:1px solid var(--line);border-radius:6px;padding:8px 10px}
.figures b{display:block;font-size:20px;line-height:1.2}
.timeline{position:relative;--label:180px}
.row{display:grid;grid-template-columns:calc(var(--label) - 10px) 1fr;gap:10px;align-items:center;
min-height:22px;font-size:13px}
.row>:first-child{white-space:nowrap;overflow:hidden;text-overflow:ellipsis}
.row a{color:inherit;text-decoration:none}
.row a:hover,.row a:focus{text-decoration:underline}
.mark{position:absolute;top:18px;bottom:18px;width:1px;background:var(--line);
left:calc(var(--label) + (100% - var(--label)) * var(--at))}
svg{display:block;width:100%}
.strip{height:14px;background:var(--card)}
.timeline .strip{position:relative;background:none;border-bottom:1px solid var(--card)}
.plot{position:relative}
.plot .mark{top:0;bottom:0;left:calc(100% * var(--at))}
.plot b{position:absolute;right:4px;top:calc(100% - 1% * var(--up));font-size:11px;line-height:14px;
font-weight:400;color:var(--ink);text-shadow:0 0 2px var(--card),0 0 4px var(--card)}
.threshold{stroke:var(--soft);stroke-width:1;stroke-dasharray:3 3;fill:none}
.chart{height:130px;background:var(--card);border-bottom:1px solid var(--line)}
.axis{position:relative;height:18px;font-size:11px;color:var(--soft)}
.axis i{position:absolute;font-style:normal;white-space:nowrap}
.watch{fill:var(--watch)}.warning{fill:var(--warning)}.emergency{fill:var(--emergency)}
.index{fill:var(--index)}
.caught{fill:var(--good)}.missed{fill:var(--ink)}
ul{margin:4px 0 8px;padding-left:20px}
small a{color:inherit}
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
.yes{color:var(--good)}.no{font-weight:600}
@media (max-width:640px){
.timeline{--label:112px}
.many i:not(:nth-child(3n+1)),.axis .late{display:none}
.held,.held tbody,.held td{display:block}
.held tr{display:grid;grid-template-columns:1fr auto;padding:6px 0;
border-bottom:1px solid var(--line)}
.held tr:first-child{display:none}
.held td{border:0;padding:0}
.held .wide-cell{grid-column:1/-1}
.held .number{grid-row:1;grid-column:2}
.held .number:not(:empty)::after{content:" days ahead";color:var(--soft);font-size:13px}
}
@media print{details{break-inside:avoid}}
"""

#: takes archive, config, span, figures, steps, marks, thresholds, rows, more_areas, held,
#: onset_marks, rules
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
{%- macro years() -%}
{% for mark in marks %}<i class="mark" style="--at:{{ "%.4f"|format(mark.left / 100) }}"></i>\
{% endfor %}
{%- endmacro -%}
{%- macro axis() -%}
<div class="axis{% if marks|length > 5 %} many{% endif %}">\
{% for mark in marks if mark.left < 94 %}\
<i{% if mark.left > 78 %} class="late"{% endif %} style="left:{{ "%.2f"|format(mark.left) }}%">\
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
<div class="wide"><table class="held">
<tr><th>onset</th><th>what</th><th>caught by</th><th class="number">days ahead</th></tr>
{% for row in held.rows %}
<tr><td style="white-space:nowrap">{{ row.date }}</td>\
<td class="wide-cell"><bdi>{{ row.what }}</bdi></td>\
<td class="wide-cell {{ "yes" if row.caught else "no" }}"><bdi>{{ row.by }}</bdi></td>\
<td class="number">{{ row.lead }}</td></tr>
{% endfor %}
</table></div>
{% endif %}
<h2>Timeline</h2>
<p class="soft"><span class="tag watch">watch</span> <span class="tag warning">warning</span> \
<span class="tag emergency">emergency</span>{% if onset_marks %} and, above, onsets: green when \
caught{% endif %}</p>
<div class="timeline">
{{ years() }}
<div class="row"><span></span>{{ axis() }}</div>
{% if onset_marks %}
<div class="row"><span>onsets</span><svg class="strip" viewBox="0 0 {{ steps }} 10" \
preserveAspectRatio="none" role="img" aria-label="onsets">{% for mark in onset_marks %}\
<rect class="{{ "caught" if mark.caught else "missed" }}" x="{{ mark.step }}" y="0" width="2" \
height="10"><title>{{ mark.words }}</title></rect>{% endfor %}</svg></div>
{% endif %}
{% for row in rows %}
<div class="row"><a href="#area-{{ row.id }}" title="{{ row.name }}"><bdi>{{ row.name }}</bdi></a>\
<svg class="strip" viewBox="0 0 {{ steps }} 10" preserveAspectRatio="none" role="img" \
aria-label="levels of {{ row.name }}">{{ strip(row) }}</svg></div>
{% else %}
<p>No area left calm.</p>
{% endfor %}
<div class="row"><span></span>{{ axis() }}</div>
</div>
{% if more_areas %}
<p class="soft">{{ more_areas }} more areas had alerts; those that stood highest for longest are \
shown.</p>
{% endif %}
{% if rows %}
<h2>Areas</h2>
<p class="soft">The curve is the index, 0 to 100, with the thresholds of the levels; the strip \
under it is the level.</p>
{% endif %}
{% for row in rows %}
<details id="area-{{ row.id }}"{% if loop.first %} open{% endif %}>
<summary><bdi>{{ row.name }}</bdi> \
<small>{{ row.id }}, highest index {{ row.peak }}</small></summary>
<div class="plot">
<svg class="chart" viewBox="0 0 {{ steps }} 100" preserveAspectRatio="none" role="img" \
aria-label="index of {{ row.name }}, 0 to 100"><path class="index" d="{{ row.path }}"/>\
{% for each in thresholds %}<path class="threshold" vector-effect="non-scaling-stroke" \
d="M0,{{ 100 - each.up }}H{{ steps }}"/>{% endfor %}</svg>
{{ years() }}
{% for each in thresholds %}<b style="--up:{{ each.up }}">{{ each.level }}</b>{% endfor %}
</div>
<svg class="strip" viewBox="0 0 {{ steps }} 10" preserveAspectRatio="none" role="img" \
aria-label="levels of {{ row.name }}">{{ strip(row) }}</svg>
{{ axis() }}
{% for alert in row.alerts %}
<article>
<p><span class="tag {{ alert.level }}">{{ alert.level }}</span> <b>{{ alert.at }}</b> \
<span class="soft">index {{ alert.index }}, {{ alert.origins }} \
{{ "origin" if alert.origins == 1 else "origins" }}, {{ alert.ended }}</span></p>
<ul>{% for reason in alert.reasons %}<li><bdi>{{ reason }}</bdi></li>{% endfor %}</ul>
{% for quote in alert.quotes %}
<blockquote><bdi dir="auto">{{ quote.text }}</bdi><br>
<small>{{ quote.claims }}{% if quote.place %}, \
<bdi>{{ quote.place }}</bdi>{% endif %}; \
{% if quote.url %}<a href="{{ quote.url }}" rel="noreferrer noopener"><bdi>{{ quote.by }}</bdi></a>\
{% else %}<bdi>{{ quote.by }}</bdi>{% endif %}, {{ quote.on }}; \
{{ quote.rules }}</small></blockquote>
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
