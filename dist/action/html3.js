import{html as e,httpUrl as t,splitCode as n}from"./escape.js";import{getOrInsert as r}from"./get-or-insert.js";import{answerOf as i,dayOf as a,evidenceOf as o,hostOf as s}from"./evidence.js";import{count as c,duration as l,number as u}from"./number.js";import{compare as d,worstFirst as f}from"./order.js";import{lineIndexOf as p}from"./place.js";import{markOf as m,unitBoundary as h}from"./excerpt.js";import{unseenInWords as g}from"./remedy.js";import{createHash as _}from"node:crypto";const v=[{verdict:`ok`,style:`ok`,words:`ok`},{verdict:`moved`,style:`moved`,words:`moved`},{verdict:`dead`,style:`dead`,words:`dead`},{verdict:`blocked`,style:`blocked`,words:`blocked: the server turns robots away`},{verdict:`error`,style:`undecided`,words:`not decided`},{verdict:`skipped`,style:`skipped`,words:`skipped`}];function y({summary:e}){let t=v.filter(({verdict:t})=>e[t]>0).map(({verdict:t,style:n,words:r})=>`<li><i class="${n}"></i>${u(e[t])} ${r}</li>`);return`<section><h2>Links by verdict</h2>${C(e,``)}<ul class="legend">${t.join(``)}</ul></section>`}function b(e){let t=e.slice(-60),[n]=t,r=t.at(-1);if(n===void 0||r===void 0||t.length<2)return``;let[i,a,o,s]=[640,140,36,22],l=Math.max(1,...t.map(({verdicts:e})=>e.dead)),d=Math.max(1,r.atMs-n.atMs),f=e=>o+(e.atMs-n.atMs)/d*(i-o-10),p=e=>8+(1-e.verdicts.dead/l)*(a-s-14),m=t.map(e=>`${f(e).toFixed(1)} ${p(e).toFixed(1)}`),h=t.map(e=>`<circle cx="${f(e).toFixed(1)}" cy="${p(e).toFixed(1)}" r="3"><title>${w(e)}: ${u(e.verdicts.dead)} dead</title></circle>`),g=`Dead links over ${c(t.length,`run`)}: ${n.verdicts.dead} on ${w(n)}, ${r.verdicts.dead} on ${w(r)}, at most ${l}.`,_=a-s;return`<section><h2>Dead links over time</h2><svg viewBox="0 0 ${i} ${a}" role="img" aria-label="${g}"><line x1="${o}" y1="${_}" x2="${i}" y2="${_}"/><text x="${o-6}" y="14" text-anchor="end">${l}</text><text x="${o-6}" y="${_}" text-anchor="end">0</text><text x="${o}" y="${a-4}">${w(n)}</text><text x="${i}" y="${a-4}" text-anchor="end">${w(r)}</text><path d="M${m.join(`L`)}"/>${h.join(``)}</svg><p class="soft">${g}</p></section>`}function x(t){let n=S(t);if(n.length===0)return``;let r=Math.max(1,...n.map(({slowestMs:e})=>e)),i=n.slice(0,200).map(t=>{let n=(t.slowestMs/r*100).toFixed(1),i=v.filter(({verdict:e})=>t.verdicts[e]>0).map(({verdict:e})=>`${t.verdicts[e]} ${e}`);return`<tr><th scope="row">${e(t.name)}</th><td class="number">${u(t.links)}</td><td>${C(t.verdicts,` thin`)}<span class="soft">${i.join(`, `)}</span></td><td class="number">${u(t.requests)}</td><td><span class="bar thin"><i class="undecided" style="width:${n}%"></i></span><span class="soft">${l(t.slowestMs)}</span></td></tr>`});return`<h2>Hosts</h2><div class="scroll" tabindex="0" role="region" aria-label="Hosts"><table><caption>Where the links lead${n.length>i.length?` (the first ${i.length} of ${u(n.length)})`:``}, the troubled hosts first</caption><thead><tr><th scope="col">Host</th><th scope="col" class="number">Links</th><th scope="col">Verdicts</th><th scope="col" class="number">Requests</th><th scope="col">Slowest link</th></tr></thead><tbody>${i.join(``)}</tbody></table></div>`}function S(e){let t=new Map;for(let{url:n,verdict:i,attempts:a,durationMs:o}of e){if(URL.canParse(n)&&new URL(n).hostname===``)continue;let e=s(n)||`(none)`,c=r(t,e,()=>({name:e,verdicts:{ok:0,moved:0,dead:0,blocked:0,error:0,skipped:0},links:0,requests:0,slowestMs:0}));c.verdicts[i]++,c.links++,c.requests+=a,c.slowestMs=Math.max(c.slowestMs,o)}return[...t.values()].sort((e,t)=>t.verdicts.dead-e.verdicts.dead||t.links-e.links||d(e.name,t.name))}function C(e,t){let n=v.reduce((t,{verdict:n})=>t+e[n],0);return`<span class="bar${t}">${v.filter(({verdict:t})=>e[t]>0).map(({verdict:t,style:r})=>`<i class="${r}" style="width:${(e[t]/n*100).toFixed(2)}%"></i>`).join(``)}</span>`}function w(e){return a(new Date(e.atMs).toISOString())}const T=[`error`,`dead`,`warning`,`undecided`,`moved`,`info`,`skipped`],E={dead:`dead`,moved:`moved`,blocked:`undecided`,error:`undecided`,skipped:`skipped`};function D(t,n){let r=O(t,n);if(r.length===0)return`<h2>To work through</h2><p>Nothing to report.</p>`;let i=[[`level`,`Level`],[`verdict`,`Verdict`],[`rule`,`Rule`],[`host`,`Host`],[`file`,`File`]].map(([e,t])=>M(e,t,r.map(t=>t[e]))),a=new Map([...r].sort((e,t)=>d(e.file,t.file)||e.line-t.line).map((e,t)=>[e,t])),o=[j(`Level`,`number`),j(`Place`,`number`),j(`What`,`text`),j(`Rule`,`text`)],s=r.map((t,n)=>{let{level:r,verdict:i,rule:o,file:s,host:c,place:l,what:u,source:d}=t,f=Object.entries({level:r,verdict:i,rule:o,file:s,host:c}).map(([t,n])=>n===``?``:` data-${t}="${e(n)}"`);return`<tr${n<200?``:` class="later"`}${f.join(``)}><td data-key="${T.indexOf(r)}"><span class="word ${r}">${r}</span></td><td class="place" data-key="${a.get(t)??0}">${l}</td><td class="wide">${u}</td><td>${d}</td></tr>`});return`<section id="work"><h2>To work through</h2><div class="filters" hidden>${i.join(``)}<label>Text<input type="search" data-filter="text"></label><output class="soft"></output></div><div class="scroll" tabindex="0" role="region" aria-label="Findings and links"><table class="work"><caption>Worst first; open a row for its source, the evidence and what to write instead</caption><thead><tr>${o.join(``)}</tr></thead><tbody>${s.join(`
`)}</tbody></table></div><p class="more" hidden><button type="button">more</button></p></section>`}function O(e,t){let n=new Map(e.links.map(e=>[e.url,e])),r=new Map(Array.from(t.sources,([e,t])=>[e,p(t)])),i=[...e.findings].sort(f).map(e=>k(e,r.get(e.file)?.textOf(e.line),n.get(e.url??``),t)),a=new Set(e.findings.map(({url:e})=>e)),o=e.links.filter(({url:e,verdict:t})=>t!==`ok`&&(!a.has(e)||t!==`dead`&&t!==`moved`));return[...i,...o.map(e=>A(e,t))].sort((e,t)=>T.indexOf(e.level)-T.indexOf(t.level))}function k(n,r,i,a){let{file:o,rule:c,severity:l,url:u,fix:d,suggestion:f,related:p=[]}=n,h=t(a.rulePage(c)??``),g=[r===void 0?``:N(m(n),r),d===void 0?``:P(`Write`,d.replacement),f===void 0?``:P(`Perhaps`,f),p.length===0?``:R(p.map(e=>[`See`,`${B(e.file,e.line,a)} ${z(e.message)}`])),i===void 0?``:I(i,f)].join(``),_=z(n.message);return{level:l,verdict:i?.verdict??``,rule:c,file:o,line:n.line,host:u===void 0?``:s(u),place:`${B(o,n.line,a)}:${n.column}`,what:g===``?_:`<details><summary>${_}</summary>${g}</details>`,source:h===void 0?e(c):`<a href="${e(h)}" rel="noreferrer">${e(c)}</a>`}}function A(t,n){let{url:r,verdict:a,occurrences:o}=t,[c,...l]=o,d=l.slice(0,20).map(({file:e,line:t})=>B(e,t,n)),f=l.length>d.length?` and ${u(l.length-d.length)} more`:``,p=d.length===0?``:R([[`Also`,d.join(`, `)+f]]),m=i(t);return{level:a===`ok`?`info`:E[a],verdict:a,rule:``,file:c?.file??``,line:c?.line??0,host:s(r),place:c===void 0?``:`${B(c.file,c.line,n)}:${c.column}`,what:`<details><summary><code>${e(r)}</code> ${a}: ${e(m)}</summary>${I(t,void 0)}${p}</details>`,source:``}}function j(e,t){return`<th scope="col" data-sort="${t}"><button type="button">${e}</button></th>`}function M(t,n,r){let i=[...new Set(r)].filter(e=>e!==``).sort();return i.length<2?``:`<label>${n}<select data-filter="${t}"><option value="">all</option>${i.map(t=>`<option value="${e(t)}">${e(t)}</option>`).join(``)}</select></label>`}function N({line:t,column:n,endLine:r,endColumn:i},a){let o=Math.min(n-1,a.length),s=r===t?Math.min(Math.max(i-1,o),a.length):a.length,c=h(a,o-400),l=h(a,Math.min(s,o+1600)),u=l<s?l:h(a,s+400);return`<pre class="source">${c>0?`…`:``}${e(a.slice(c,o))}<mark>${e(a.slice(o,l))}</mark>${e(a.slice(l,u))}${u<a.length?`…`:``}</pre>`}function P(e,t){return R([[e,F(t)]])}function F(t){let n=g(t);return n===void 0?`<code>${e(t)}</code> <button type="button" class="copy" data-text="${V(t)}">copy</button>`:e(n)}function I(n,r){let i=n.evidence??[],a=o(n).filter(({text:e})=>e!==r).map(({label:n,text:r})=>{if(n===`says`&&i.length>0)return[`Asked`,i.map(t=>`<div>${e(t)}</div>`).join(``)];if(n===`now`)return[`Now`,F(r)];let a=n===`copy`?t(r):void 0;return[L[n],a===void 0?e(r):`<a href="${e(a)}" rel="noreferrer">${e(r)}</a>`]}),c=t(n.url),l=c===void 0?[]:[[`Open`,`<a href="${e(c)}" rel="noreferrer nofollow">${e(s(n.url)||n.url)}</a>`]];return R([...a,...l])}const L={says:`Answer`,now:`Now`,since:`Since`,copy:`Copy`};function R(e){return`<dl>${e.map(([e,t])=>`<dt>${e}</dt><dd>${t}</dd>`).join(``)}</dl>`}function z(t){return n(t).map(({text:t,code:n})=>n?`<code>${e(t)}</code>`:e(t)).join(``)}function B(n,r,i){let a=t(i.sourcePage?.(n,r)??``),o=e(`${n}:${r}`);return a===void 0?o:`<a href="${e(a)}" rel="noreferrer">${o}</a>`}function V(e){return e.replace(/[&<>"']/g,e=>`&#${e.charCodeAt(0)};`).replaceAll(`\r`,`&#13;`).replaceAll(`
`,`&#10;`).replace(/[\0\p{Cs}]/gu,`�`)}const H=`
'use strict'
const work = document.getElementById('work')
if (work !== null) {
  const body = work.querySelector('tbody')
  const rows = [...body.rows]
  for (const row of rows) row.classList.remove('later')
  const filters = [...work.querySelectorAll('[data-filter]')]
  const shown = work.querySelector('output')
  const more = work.querySelector('.more')
  const number = (value) => value.toLocaleString('en')
  const texts = new Map()
  const textOf = (row) => {
    if (!texts.has(row)) texts.set(row, row.textContent.toLowerCase())
    return texts.get(row)
  }
  let order = rows
  let limit = 200
  const apply = () => {
    const wanted = filters.filter(({value}) => value !== '').map(({value, dataset}) => [dataset.filter, value])
    const fitting = order.filter((row) =>
      wanted.every(([name, value]) => (name === 'text' ? textOf(row).includes(value.toLowerCase()) : (row.getAttribute('data-' + name) ?? '') === value)),
    )
    // Rows that nobody looks at are not in the page, so that thousands cost nothing.
    body.replaceChildren(...fitting.slice(0, limit))
    const visible = Math.min(fitting.length, limit)
    const inAll = fitting.length === rows.length ? '' : ' that fit, ' + number(rows.length) + ' in all'
    shown.textContent = visible === rows.length ? number(visible) + ' shown' : number(visible) + ' of ' + number(fitting.length) + inAll
    more.hidden = visible === fitting.length
    more.firstChild.textContent = 'Show ' + number(Math.min(fitting.length - visible, 5 * limit)) + ' more'
  }
  const restart = () => {
    limit = 200
    apply()
  }
  for (const filter of filters) filter.addEventListener('input', restart)
  more.firstChild.addEventListener('click', () => {
    limit *= 6
    apply()
  })
  work.querySelector('.filters').hidden = false
  apply()
  for (const head of work.querySelectorAll('th[data-sort]')) {
    head.firstChild.addEventListener('click', () => {
      const direction = head.getAttribute('aria-sort') === 'ascending' ? 'descending' : 'ascending'
      for (const other of work.querySelectorAll('th[data-sort]')) other.removeAttribute('aria-sort')
      head.setAttribute('aria-sort', direction)
      const index = head.cellIndex
      const sign = direction === 'ascending' ? 1 : -1
      const keys = new Map(rows.map((row) => [row, row.cells[index].dataset.key ?? row.cells[index].textContent]))
      const isNumber = head.dataset.sort === 'number'
      order = [...rows].sort((a, b) => {
        const [x, y] = [keys.get(a), keys.get(b)]
        return sign * (isNumber ? x - y : x < y ? -1 : x > y ? 1 : 0)
      })
      restart()
    })
  }
}
const copied = document.getElementById('copied')
document.addEventListener('click', async (event) => {
  const button = event.target.closest('button.copy')
  if (button === null) return
  const text = button.dataset.text
  try {
    await navigator.clipboard.writeText(text)
  } catch {
    const area = document.createElement('textarea')
    area.value = text
    document.body.append(area)
    area.select()
    document.execCommand('copy')
    area.remove()
  }
  const label = button.textContent
  button.textContent = 'copied'
  copied.textContent = 'Copied ' + text
  setTimeout(() => { button.textContent = label }, 1500)
})
let opened = []
addEventListener('beforeprint', () => {
  opened = [...document.querySelectorAll('details:not([open])')]
  for (const details of opened) details.open = true
})
addEventListener('afterprint', () => {
  for (const details of opened) details.open = false
})
`;function U(t,n){let{summary:r}=t,i=`paperlint: ${c(r.errors,`error`)}, ${c(r.warnings,`warning`)}, ${c(r.dead,`dead link`)}`,a=n.finishedAtMs===void 0?``:`, ${new Date(n.finishedAtMs).toISOString().slice(0,16).replace(`T`,` `)} UTC`,o=G(t)>0,s=`${c(r.links,`link`)}${o||r.links===0?``:`, not checked`}${r.insecure?`, certificates not verified`:``}`,l=[o?y(t):``,b(n.history??[])].filter(e=>e!==``),u=[`<header><h1>paperlint report</h1><p class="soft">${c(r.files,`file`)}, ${s}${a}</p></header>`,`<main>`,W(t),l.length===0?``:`<div class="charts">${l.join(``)}</div>`,D(t,n),x(t.links),`</main>`,`<footer>Made by ${e(t.tool.name)} ${e(t.tool.version)}. <span id="copied" role="status" class="soft"></span></footer>`];return`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${`default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-${K(H)}'; base-uri 'none'; form-action 'none'`}"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="referrer" content="no-referrer"><title>${i}</title><style>
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
</style><noscript><style>.later { display: table-row; }</style></noscript></head>
<body>
${u.filter(e=>e!==``).join(`
`)}
<script>${H}<\/script>
</body></html>
`}function W(e){let{errors:t,warnings:n,infos:r,dead:i,blocked:a,error:o}=e.summary,s=(e,t,n)=>`<li${n&&e>0?` class="bad"`:``}><strong>${u(e)}</strong>${t}${e===1?``:`s`}</li>`,c=e.findings.filter(({fix:e})=>e!==void 0).length,l=G(e)>0?[s(i,`dead link`,!0),s(a+o,`undecided link`,!1)]:[s(r,`note`,!1),`<li><strong>${u(c)}</strong>fixable with --fix</li>`];return`<ul class="numbers">${s(t,`error`,!0)}${s(n,`warning`,!1)}${l.join(``)}</ul>`}function G({summary:{ok:e,moved:t,dead:n,blocked:r,error:i}}){return e+t+n+r+i}function K(e){return _(`sha256`).update(e).digest(`base64`)}export{U as htmlReport};