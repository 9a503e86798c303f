/** The look of the HTML report: light and dark, narrow and wide, on screen and on paper. */

export const style = `
:root {
  color-scheme: light dark;
  --page: #ffffff; --card: #f6f8fa; --line: #d1d9e0; --text: #1f2328; --soft: #59636e; --link: #0550ae; --mark: #fff1b8; --mark-text: #1f2328;
  --error: #b3261e; --warning: #8a5a00; --info: #0b5cad;
  --ok: #1a7f37; --moved: #9a6700; --dead: #cf222e; --blocked: #6e40c9; --undecided: #6b7480; --skipped: #aab2bb;
}
@media (prefers-color-scheme: dark) {
  :root {
    --page: #0d1117; --card: #161b22; --line: #30363d; --text: #e6edf3; --soft: #9ba6b2; --link: #79b8ff; --mark: #5c4a00; --mark-text: #fff7d6;
    --error: #ff8a80; --warning: #e3b341; --info: #79b8ff;
    --ok: #3fb950; --moved: #d29922; --dead: #f85149; --blocked: #a78bfa; --undecided: #8b949e; --skipped: #484f58;
  }
}
* { box-sizing: border-box; }
[hidden] { display: none !important; }
body { margin: 0; background: var(--page); color: var(--text); font: 15px/1.5 system-ui, sans-serif; }
header, main, footer { max-width: 76rem; margin: 0 auto; padding: 0 1.25rem; }
h1 { font-size: 1.5rem; margin: 1.5rem 0 0; }
h2 { font-size: 1.15rem; margin: 1.75rem 0 .5rem; }
.charts { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 26rem), 1fr)); gap: 0 2.5rem; }
p { margin: .25rem 0; }
a { color: var(--link); }
code, pre { font: 13px/1.5 ui-monospace, 'Cascadia Mono', 'DejaVu Sans Mono', monospace; }
.soft { color: var(--soft); }
.numbers { display: flex; flex-wrap: wrap; gap: .75rem; margin: 1rem 0; padding: 0; list-style: none; }
.numbers li { flex: 1 1 9rem; padding: .75rem 1rem; background: var(--card); border: 1px solid var(--line); border-radius: .5rem; color: var(--soft); }
.numbers strong { display: block; font-size: 1.75rem; line-height: 1.2; color: var(--text); }
.numbers .bad strong { color: var(--error); }
.bar { display: flex; width: 100%; height: 1rem; border-radius: .25rem; overflow: hidden; background: var(--line); }
.bar.thin { height: .6rem; min-width: 6rem; }
.bar i { display: block; min-width: 2px; }
.ok { background: var(--ok); } .moved { background: var(--moved); } .dead { background: var(--dead); }
.blocked { background: var(--blocked); } .undecided { background: var(--undecided); } .skipped { background: var(--skipped); }
.legend { display: flex; flex-wrap: wrap; gap: .25rem 1.25rem; margin: .5rem 0 0; padding: 0; list-style: none; }
.legend i { display: inline-block; width: .75rem; height: .75rem; margin-right: .4rem; border-radius: .15rem; vertical-align: -.05rem; }
svg { display: block; width: 100%; height: auto; }
svg text { fill: var(--soft); font-size: 13px; }
svg path { fill: none; stroke: var(--dead); stroke-width: 2; }
svg circle { fill: var(--dead); }
svg line { stroke: var(--line); }
.filters { display: flex; flex-wrap: wrap; gap: .5rem 1rem; align-items: end; margin: .5rem 0; }
.filters label { display: flex; flex-direction: column; font-size: .8rem; color: var(--soft); }
select, input, button { font: inherit; color: inherit; background: var(--page); border: 1px solid var(--soft); border-radius: .3rem; padding: .2rem .5rem; max-width: 16rem; }
button { cursor: pointer; }
:focus-visible { outline: 2px solid var(--link); outline-offset: 2px; }
.scroll { overflow-x: auto; }
table { width: 100%; border-collapse: collapse; }
caption { text-align: left; color: var(--soft); padding-bottom: .25rem; }
th, td { text-align: left; vertical-align: top; padding: .4rem .6rem; border-top: 1px solid var(--line); }
th button { border: 0; padding: 0; background: none; font-weight: 600; text-align: left; }
th[aria-sort=ascending] button::after { content: ' ↑'; } th[aria-sort=descending] button::after { content: ' ↓'; }
td.number, th.number { text-align: right; font-variant-numeric: tabular-nums; }
th[data-sort]:not([aria-sort]) button::after { content: ' ↕'; color: var(--soft); font-weight: 400; }
td.wide { overflow-wrap: anywhere; }
.work { table-layout: fixed; }
.work th:nth-child(1) { width: 7rem; } .work th:nth-child(2) { width: 12rem; } .work th:nth-child(4) { width: 13rem; }
.place, .work td:last-child { overflow-wrap: anywhere; }
.later { display: none; }
.word { font-weight: 600; }
.word.error, .word.dead { background: none; color: var(--error); } .word.warning, .word.moved { background: none; color: var(--warning); }
.word.info { color: var(--info); } .word.undecided, .word.skipped { background: none; color: var(--soft); }
summary { cursor: pointer; }
summary code { white-space: pre-wrap; }
.source { margin: .5rem 0; padding: .5rem .75rem; background: var(--card); border: 1px solid var(--line); border-radius: .3rem; white-space: pre-wrap; overflow-wrap: anywhere; }
mark { background: var(--mark); color: var(--mark-text); border-radius: .15rem; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .15rem .75rem; margin: .5rem 0; }
dt { color: var(--soft); } dd { margin: 0; overflow-wrap: anywhere; }
footer { margin-top: 2.5rem; padding-bottom: 2rem; color: var(--soft); }
@media (max-width: 46rem) {
  .work, .work tbody, .work caption { display: block; }
  .work thead tr { display: flex; flex-wrap: wrap; gap: 0 .5rem; } .work thead th:nth-child(n) { width: auto; border: 0; }
  .work tbody tr { display: grid; grid-template-columns: 1fr auto; padding: .5rem 0; border-top: 1px solid var(--line); }
  .work td { border: 0; padding: .1rem .3rem; } .work td.wide, .work td:last-child { grid-column: 1 / -1; }
  svg text { font-size: 22px; }
}
@media print {
  .filters, .more, button.copy, th[data-sort] button::after { display: none; }
  body { font-size: 11px; } code, pre { font-size: 10px; } svg text { font-size: 13px; } .charts { grid-template-columns: 1fr 1fr; }
  .work th:nth-child(1) { width: 5rem; } .work th:nth-child(2) { width: 8rem; } .work th:nth-child(4) { width: 8rem; }
  tr, svg, .numbers, .bar { break-inside: avoid; } a { color: inherit; } i, mark { print-color-adjust: exact; }
}
`

/** Shows all rows where no script pages through them. */
export const styleWithoutScript = '.later { display: table-row; }'
