import{t as e}from"./place.js";import{a as t,i as n,u as r}from"./escape.js";import{a as i,n as a,r as o}from"./evidence.js";import{n as s}from"./excerpt.js";import{n as c,r as l,t as u}from"./number.js";import{i as d,n as f}from"./order.js";import{createHash as p}from"node:crypto";const m=[{verdict:`ok`,style:`ok`,words:`ok`},{verdict:`moved`,style:`moved`,words:`moved`},{verdict:`dead`,style:`dead`,words:`dead`},{verdict:`blocked`,style:`blocked`,words:`blocked: the server turns robots away`},{verdict:`error`,style:`undecided`,words:`not decided`},{verdict:`skipped`,style:`skipped`,words:`skipped`}];function h({summary:e}){let t=m.filter(({verdict:t})=>e[t]>0).map(({verdict:t,style:n,words:r})=>`<li><i class="${n}"></i>${l(e[t])} ${r}</li>`);return`${y(e,``)}<ul class="legend">${t.join(``)}</ul>`}function g(e){let t=e.slice(-60),[n]=t,r=t.at(-1);if(n===void 0||r===void 0||t.length<2)return``;let[i,a,o,s]=[640,140,36,22],c=Math.max(1,...t.map(({verdicts:e})=>e.dead)),d=Math.max(1,r.atMs-n.atMs),f=e=>o+(e.atMs-n.atMs)/d*(i-o-10),p=e=>8+(1-e.verdicts.dead/c)*(a-s-14),m=t.map(e=>`${f(e).toFixed(1)} ${p(e).toFixed(1)}`),h=t.map(e=>`<circle cx="${f(e).toFixed(1)}" cy="${p(e).toFixed(1)}" r="3"><title>${b(e)}: ${l(e.verdicts.dead)} dead</title></circle>`),g=`Dead links over ${u(t.length,`run`)}: ${n.verdicts.dead} on ${b(n)}, ${r.verdicts.dead} on ${b(r)}, at most ${c}.`,_=a-s;return`<h2>Dead links over time</h2><svg viewBox="0 0 ${i} ${a}" role="img" aria-label="${g}"><line x1="${o}" y1="${_}" x2="${i}" y2="${_}"/><text x="${o-6}" y="14" text-anchor="end">${c}</text><text x="${o-6}" y="${_}" text-anchor="end">0</text><text x="${o}" y="${a-4}">${b(n)}</text><text x="${i}" y="${a-4}" text-anchor="end">${b(r)}</text><path d="M${m.join(`L`)}"/>${h.join(``)}</svg><p class="soft">${g}</p>`}function _(e){let t=v(e);if(t.length===0)return``;let r=Math.max(1,...t.map(({slowestMs:e})=>e)),i=t.slice(0,200).map(e=>{let t=(e.slowestMs/r*100).toFixed(1),i=m.filter(({verdict:t})=>e.verdicts[t]>0).map(({verdict:t})=>`${e.verdicts[t]} ${t}`);return`<tr><th scope="row">${n(e.name)}</th><td class="number">${l(e.links)}</td><td>${y(e.verdicts,` thin`)}<span class="soft">${i.join(`, `)}</span></td><td class="number">${l(e.requests)}</td><td><span class="bar thin"><i class="undecided" style="width:${t}%"></i></span><span class="soft">${c(e.slowestMs)}</span></td></tr>`});return`<h2>Hosts</h2><div class="scroll" tabindex="0" role="region" aria-label="Hosts"><table><caption>Where the links lead${t.length>i.length?` (the first ${i.length} of ${l(t.length)})`:``}, the troubled hosts first</caption><thead><tr><th scope="col">Host</th><th scope="col" class="number">Links</th><th scope="col">Verdicts</th><th scope="col" class="number">Requests</th><th scope="col">Slowest link</th></tr></thead><tbody>${i.join(``)}</tbody></table></div>`}function v(e){let t=new Map;for(let{url:n,verdict:r,attempts:a,durationMs:o}of e){let e=i(n)||`(none)`,s=t.get(e);s===void 0&&(s={name:e,verdicts:{ok:0,moved:0,dead:0,blocked:0,error:0,skipped:0},links:0,requests:0,slowestMs:0},t.set(e,s)),s.verdicts[r]++,s.links++,s.requests+=a,s.slowestMs=Math.max(s.slowestMs,o)}return[...t.values()].sort((e,t)=>t.verdicts.dead-e.verdicts.dead||t.links-e.links||f(e.name,t.name))}function y(e,t){let n=m.reduce((t,{verdict:n})=>t+e[n],0);return`<span class="bar${t}">${m.filter(({verdict:t})=>e[t]>0).map(({verdict:t,style:r})=>`<i class="${r}" style="width:${(e[t]/n*100).toFixed(2)}%"></i>`).join(``)}</span>`}function b(e){return a(new Date(e.atMs).toISOString())}const x=`
'use strict'
for (const section of document.querySelectorAll('section[data-table]')) {
  const body = section.querySelector('tbody')
  const rows = [...body.rows]
  const filters = [...section.querySelectorAll('[data-filter]')]
  const shown = section.querySelector('output')
  const apply = () => {
    let visible = 0
    for (const row of rows) {
      const fits = filters.every((filter) => {
        const wanted = filter.value
        if (wanted === '') return true
        if (filter.dataset.filter === 'text') return row.textContent.toLowerCase().includes(wanted.toLowerCase())
        return row.getAttribute('data-' + filter.dataset.filter) === wanted
      })
      row.hidden = !fits
      if (fits) visible++
    }
    shown.textContent = visible === rows.length ? rows.length + ' shown' : visible + ' of ' + rows.length + ' shown'
  }
  for (const filter of filters) filter.addEventListener('input', apply)
  section.querySelector('.filters').hidden = false
  apply()
  for (const head of section.querySelectorAll('th[data-sort]')) {
    head.querySelector('button').addEventListener('click', () => {
      const direction = head.getAttribute('aria-sort') === 'ascending' ? 'descending' : 'ascending'
      for (const other of section.querySelectorAll('th[data-sort]')) other.removeAttribute('aria-sort')
      head.setAttribute('aria-sort', direction)
      const index = head.cellIndex
      const sign = direction === 'ascending' ? 1 : -1
      const keyOf = (row) => row.cells[index].dataset.key ?? row.cells[index].textContent
      const isNumber = head.dataset.sort === 'number'
      rows.sort((a, b) => {
        const [x, y] = [keyOf(a), keyOf(b)]
        return sign * (isNumber ? x - y : x < y ? -1 : x > y ? 1 : 0)
      })
      body.append(...rows)
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
addEventListener('beforeprint', () => {
  for (const details of document.querySelectorAll('details')) details.open = true
})
`;function S(e,t){let{summary:r}=e,i=`paperlint: ${u(r.errors,`error`)}, ${u(r.warnings,`warning`)}, ${u(r.dead,`dead link`)}`,a=t.finishedAtMs===void 0?``:`, ${new Date(t.finishedAtMs).toISOString().slice(0,16).replace(`T`,` `)} UTC`,o=[`<header><h1>paperlint report</h1><p class="soft">${u(r.files,`file`)}, ${u(r.links,`link`)}${a}</p></header>`,`<main>`,C(e),r.urls>0?`<h2>Links by verdict</h2>${h(e)}`:``,g(t.history??[]),w(e,t),E(e,t),_(e.links),`</main>`,`<footer>Made by ${n(e.tool.name)} ${n(e.tool.version)}. <span id="copied" role="status" class="soft"></span></footer>`];return`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${`default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-${B(x)}'; base-uri 'none'; form-action 'none'`}"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="referrer" content="no-referrer"><title>${i}</title><style>
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
body { margin: 0; background: var(--page); color: var(--text); font: 15px/1.5 system-ui, sans-serif; }
header, main, footer { max-width: 76rem; margin: 0 auto; padding: 0 1.25rem; }
h1 { font-size: 1.5rem; margin: 1.5rem 0 0; }
h2 { font-size: 1.15rem; margin: 2.25rem 0 .5rem; }
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
svg { display: block; width: 100%; max-width: 40rem; height: auto; }
svg text { fill: var(--soft); font-size: 11px; }
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
td.wide { width: 60%; overflow-wrap: anywhere; }
tr[hidden] { display: none; }
.word { font-weight: 600; }
.word.error { color: var(--error); } .word.warning { color: var(--warning); } .word.info { color: var(--info); }
summary { cursor: pointer; }
summary code { white-space: pre-wrap; }
.source { margin: .5rem 0; padding: .5rem .75rem; background: var(--card); border: 1px solid var(--line); border-radius: .3rem; white-space: pre-wrap; overflow-wrap: anywhere; }
mark { background: var(--mark); color: var(--mark-text); border-radius: .15rem; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .15rem .75rem; margin: .5rem 0; }
dt { color: var(--soft); } dd { margin: 0; overflow-wrap: anywhere; }
footer { margin-top: 2.5rem; padding-bottom: 2rem; color: var(--soft); }
@media print { .filters, button.copy { display: none; } body { font-size: 11px; } tr { break-inside: avoid; } }
</style></head>
<body>
${o.filter(e=>e!==``).join(`
`)}
<script>${x}<\/script>
</body></html>
`}function C({summary:e}){let t=(e,t,n)=>`<li${n?` class="bad"`:``}><strong>${l(e)}</strong>${t}</li>`;return`<ul class="numbers">${t(e.errors,`errors`,e.errors>0)}${t(e.warnings,`warnings`,!1)}${t(e.dead,`dead links`,e.dead>0)}${t(e.blocked+e.error,`links nobody can tell`,!1)}</ul>`}function w(e,t){if(e.findings.length===0)return`<h2>Findings</h2><p>Nothing to report.</p>`;let n=new Map(e.links.map(e=>[e.url,e])),r=new Map,a=(e,n)=>{let i=r.get(e);return i===void 0&&(i=z(t.sources.get(e)),r.set(e,i)),i(n)},o=[...e.findings].sort(d),s=o.map((e,r)=>T(e,r,a(e.file,e.line),n,t));return D(`Findings`,`Worst first; open a row for its source and what to write instead`,[k(`severity`,`Severity`,o.map(({severity:e})=>e)),k(`rule`,`Rule`,o.map(({rule:e})=>e)),k(`file`,`File`,o.map(({file:e})=>e)),k(`host`,`Host`,o.flatMap(({url:e})=>e===void 0?[]:[i(e)]))],[O(`Severity`,`number`),O(`Place`,`number`),O(`What`,`text`),O(`Rule`,`text`)],s)}function T(e,r,a,o,c){let{file:l,rule:u,severity:d,url:f,fix:p,suggestion:m,related:h=[]}=e,g=t(c.rulePage(u)??``),_=g===void 0?n(u):`<a href="${n(g)}" rel="noreferrer">${n(u)}</a>`,v=f===void 0?void 0:o.get(f),y=[a===void 0?``:A(s(e),a),p===void 0?``:j(`Write`,p.replacement),m===void 0?``:j(`Perhaps`,m),h.length===0?``:F(h.map(e=>[`See`,`${n(`${e.file}:${e.line}`)} ${I(e.message)}`])),v===void 0?``:N(v)].join(``),b=I(e.message),x=y===``?b:`<details><summary>${b}</summary>${y}</details>`,S={error:0,warning:1,info:2}[d],C=f===void 0?``:i(f);return`<tr data-severity="${d}" data-rule="${n(u)}" data-file="${n(l)}" data-host="${n(C)}"><td data-key="${S}"><span class="word ${d}">${d}</span></td><td data-key="${r}">${L(l,e.line,c)}:${e.column}</td><td class="wide">${x}</td><td>${_}</td></tr>`}function E(e,r){let a=e.links.filter(({verdict:e})=>e!==`ok`);if(a.length===0)return``;let o=[`dead`,`moved`,`error`,`blocked`,`skipped`],s=[...a].sort((e,t)=>o.indexOf(e.verdict)-o.indexOf(t.verdict)||f(e.url,t.url)),c=s.map(e=>{let{url:a,verdict:s,reason:c,occurrences:u}=e,d=t(a),f=`<code>${n(a)}</code>`,p=u.slice(0,20).map(e=>L(e.file,e.line,r)),m=u.length>p.length?` and ${l(u.length-p.length)} more`:``,h=d===void 0?``:F([[`Open`,`<a href="${n(d)}" rel="noreferrer nofollow">${n(i(a)||a)}</a>`]]);return`<tr data-verdict="${s}" data-host="${n(i(a))}" data-reason="${n(c)}"><td data-key="${o.indexOf(s)}">${s}</td><td class="wide"><details><summary>${f}</summary>${N(e)}${h}</details></td><td>${n(c)}</td><td>${p.join(`, `)}${m}</td></tr>`}),u=[k(`verdict`,`Verdict`,s.map(({verdict:e})=>e)),k(`reason`,`Reason`,s.map(({reason:e})=>e)),k(`host`,`Host`,s.map(({url:e})=>i(e)))],d=[O(`Verdict`,`number`),O(`Link`,`text`),O(`Reason`,`text`),O(`Where`,`text`)];return D(`Links`,`Every link but the ${l(e.summary.ok)} that work; open a row for the evidence`,u,d,c)}function D(e,t,n,r,i){return`<section data-table id="${e.toLowerCase()}"><h2>${e}</h2><div class="filters" hidden>${n.join(``)}<label>Text<input type="search" data-filter="text"></label><output class="soft"></output></div><div class="scroll" tabindex="0" role="region" aria-label="${e}"><table><caption>${t}</caption><thead><tr>${r.join(``)}</tr></thead><tbody>${i.join(`
`)}</tbody></table></div></section>`}function O(e,t){return`<th scope="col" data-sort="${t}"><button type="button">${e}</button></th>`}function k(e,t,r){let i=[...new Set(r)].sort().map(e=>`<option value="${n(e)}">${n(e)}</option>`);return i.length<2?``:`<label>${t}<select data-filter="${e}"><option value="">all</option>${i.join(``)}</select></label>`}function A({line:e,column:t,endLine:r,endColumn:i},a){let o=Math.min(t-1,a.length),s=r===e?Math.min(Math.max(i-1,o),a.length):a.length,c=Math.max(0,o-400),l=Math.min(a.length,s+400),u=a.slice(o,Math.min(s,o+1600));return`<pre class="source">${c>0?`…`:``}${n(a.slice(c,o))}<mark>${n(u)}</mark>${n(a.slice(s,l))}${l<a.length?`…`:``}</pre>`}function j(e,t){return F([[e,M(t)]])}function M(e){return e.trim()===``?e===``?`(nothing: remove it)`:`(one space)`:`<code>${n(e)}</code> <button type="button" class="copy" data-text="${R(e)}">copy</button>`}function N(e){let r=e.evidence??[];return F(o(e).map(({label:e,text:i})=>{if(e===`says`&&r.length>0)return[`Asked`,r.map(e=>`<div>${n(e)}</div>`).join(``)];if(e===`now`)return[`Now`,M(i)];let a=e===`copy`?t(i):void 0;return[P[e],a===void 0?n(i):`<a href="${n(a)}" rel="noreferrer">${n(i)}</a>`]}))}const P={says:`Answer`,now:`Now`,since:`Since`,copy:`Copy`};function F(e){return`<dl>${e.map(([e,t])=>`<dt>${e}</dt><dd>${t}</dd>`).join(``)}</dl>`}function I(e){return r(e).map(({text:e,code:t})=>t?`<code>${n(e)}</code>`:n(e)).join(``)}function L(e,r,i){let a=t(i.sourcePage?.(e,r)??``),o=n(`${e}:${r}`);return a===void 0?o:`<a href="${n(a)}" rel="noreferrer">${o}</a>`}function R(e){return e.replace(/[&<>"']/g,e=>`&#${e.charCodeAt(0)};`).replaceAll(`\r`,`&#13;`).replaceAll(`
`,`&#10;`).replace(/[\0\p{Cs}]/gu,`�`)}function z(t){if(t===void 0)return()=>void 0;let n=e(t);return e=>{let{start:r,end:i}=n.spanOf(e);return t.slice(r,i)}}function B(e){return p(`sha256`).update(e).digest(`base64`)}export{S as htmlReport};