import{t as e}from"./order.js";function t(e){return[...n(e)].join(``)}function*n(e){let{findings:t,links:n,...i}=e;yield`{${Object.entries(i).map(([e,t])=>`${JSON.stringify(e)}: ${JSON.stringify(t)}`).join(`,
`)},\n"findings": `,yield*a(r(t)),yield`,
"links": `,yield*a(n),yield`}
`}function r(t){return t.every((n,r)=>r===0||e(t[r-1]??n,n)<=0)?t:[...t].sort(e)}const i=1e3;function*a(e){if(e.length===0)yield`[]`;else{for(let t=0;t<e.length;t+=i){let n=e.slice(t,t+i).map(e=>JSON.stringify(e));yield`${t===0?`[
`:`,
`}${n.join(`,
`)}`}yield`
]`}}export{t as json,n as jsonParts};