var e=class extends Error{mistakes;constructor(e){let t=typeof e==`string`?[e]:e;super(t.join(`
`)),this.name=`UsageError`,this.mistakes=t}};export{e as UsageError};