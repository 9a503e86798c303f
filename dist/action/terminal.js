import{d as e}from"./escape.js";import{writeSync as t}from"node:fs";function n(t){r(2,`paperlint: ${t.split(`
`).map(e).join(`
`)}\n`)}function r(e,n){let r=Buffer.from(n);for(let n=0;n<r.length;)try{n+=t(e,r,n)}catch(e){let t=e instanceof Error&&`code`in e?e.code:void 0;if(t===`EPIPE`)return;if(t!==`EAGAIN`)throw e;Atomics.wait(new Int32Array(new SharedArrayBuffer(4)),0,0,2)}}export{n as t};