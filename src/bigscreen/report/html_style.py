"""The style of a report as one HTML file: on a screen, and on paper in print."""

SHEET = """
* { box-sizing: border-box; }
html { background: var(--ground); }
body { margin: 0 auto; padding: 28px 36px; max-width: 1180px; color: var(--ink);
  background: var(--paper); font: 16px/1.55 "Noto Sans CJK SC", "Noto Sans SC",
  "Microsoft YaHei", "PingFang SC", "WenQuanYi Micro Hei", sans-serif;
  font-variant-numeric: tabular-nums; overflow-wrap: anywhere; }
header.cover { border-bottom: 3px solid var(--ink); padding-bottom: 10px; }
header.cover p { margin: 0; color: var(--label); }
h1 { margin: 4px 0; font-size: 34px; line-height: 1.3; }
h2 { margin: 30px 0 12px; padding-left: 12px; border-left: 6px solid var(--accent);
  font-size: 23px; break-after: avoid; }
h3 { margin: 0 0 8px; font-size: 17px; break-after: avoid; }
nav { margin: 14px 0 0; display: flex; flex-wrap: wrap; gap: 6px 18px; }
nav a { color: var(--accent); }
.blocks { display: grid; grid-template-columns: 1fr 1fr; gap: 16px; }
.block { min-width: 0; padding: 14px 16px; border: 1px solid var(--line);
  border-radius: 6px; background: var(--paper); }
.block.wide { grid-column: 1 / -1; }
.chart, .heat, .map { display: block; width: 100%; height: auto; }
svg text { fill: var(--ink); font-size: 13px; }
svg text.axis { fill: var(--label); }
svg text.value { font-size: 11px; }
svg text.target-text { font-size: 12px; }
svg text.value, svg text.target-text { paint-order: stroke; stroke: var(--paper);
  stroke-width: 3px; }
svg .series { fill: none; stroke-width: 2.4; stroke-linejoin: round; }
svg .grid-line { stroke: var(--line); stroke-width: 1; }
svg .axis-line { stroke: var(--label); stroke-width: 1.2; }
svg .target { stroke: var(--ink); stroke-width: 1.6; stroke-dasharray: 9 3 2 3; }
svg .grid { stroke: var(--edge); stroke-width: 1; }
svg .grid.none { fill: none; stroke-dasharray: 4 3; }
svg text.name, svg text.figure { font-size: 11px; }
svg text.figure { font-size: 13px; font-weight: 700; }
svg text.step { font-weight: 700; }
svg.heat text { font-size: 12px; }
.steps { display: grid; grid-template-columns: 1fr 1fr; gap: 8px; }
.steps.one { grid-template-columns: 1fr; }
.live-map { position: relative; height: 560px; border: 1px solid var(--line); }
.live-map .folium-map { position: absolute; inset: 0; }
.tile-row { display: grid; gap: 12px;
  grid-template-columns: repeat(auto-fill, minmax(190px, 1fr)); }
.tile { padding: 12px 14px; border: 1px solid var(--line); border-radius: 6px;
  background: var(--panel); break-inside: avoid; }
.tile p { margin: 0; }
.tile .label { color: var(--label); }
.tile .figure { font-size: 30px; line-height: 1.35; font-weight: 700; }
.tile .n, .notes { color: var(--label); font-size: 13px; }
summary { cursor: pointer; }
.notes p { margin: 8px 0 0; white-space: pre-line; }
.change span { margin-right: 8px; color: var(--label); }
.change.better b { color: var(--good); }
.change.worse b { color: var(--bad); }
.empty { margin: 20px 0; color: var(--label); text-align: center; }
table { width: 100%; border-collapse: collapse; font-size: 14px; }
th, td { padding: 5px 8px; border-bottom: 1px solid var(--line); text-align: left;
  vertical-align: top; }
thead th { border-bottom: 2px solid var(--ink); background: var(--panel); }
.number { text-align: right; }
tr { break-inside: avoid; }
footer { margin-top: 26px; border-top: 1px solid var(--line); color: var(--label);
  font-size: 13px; }
footer p { margin: 6px 0 0; white-space: pre-line; }
.paper-only { display: none; }
@page { size: A4; margin: 15mm 14mm 16mm;
  @bottom-center { content: counter(page) " / " counter(pages); font: 9pt sans-serif; } }
@media print {
  html, body { background: none; }
  body { max-width: none; padding: 0; font-size: 10pt; }
  nav, .screen-only { display: none; }
  .paper-only { display: block; }
  h1 { font-size: 22pt; }
  h2 { font-size: 14pt; margin: 16px 0 8px; }
  h3 { font-size: 11pt; }
  .blocks { display: block; }
  .block { margin-bottom: 10px; padding: 8px 10px; break-inside: avoid; }
  .block.long, .block.gridmap { break-inside: auto; }
  .drawings svg { break-inside: avoid; }
  .notes p { margin-top: 3px; }

  .block:not(.wide) { display: inline-block; width: 49%; margin-right: 1%; vertical-align: top; }
  .tile-row { grid-template-columns: repeat(4, 1fr); gap: 8px; }
  .tile { padding: 6px 8px; }
  .tile .figure { font-size: 17pt; }
  .tile .n, .notes, footer { font-size: 8pt; }
  table { font-size: 8.5pt; }
  th, td { padding: 3px 4px; }
  thead { display: table-header-group; }
}
@media (max-width: 760px) { .blocks { grid-template-columns: 1fr; } body { padding: 14px; } }
"""
"""Needs the custom properties of :func:`bigscreen.report.document_look.properties`."""
