/** How authors tell on arXiv that they take a paper back: there is no field for it, so their remarks are read. */

const papers = '(?:papers|articles|submissions|preprints|manuscripts)'
/** Parts of a paper, and what comes with it. */
const parts = '(?:data ?sets?|code|models?|weights|sections?|figures?|tables?|claims?)'

/** Authors also tell of a conference that they left, of a version or a paper that another has replaced, of what others or what else they withdrew. */
const otherWithdrawals: readonly RegExp[] = [
  /\b(?:replac(?:es|ing)|supersed(?:es|ing)|resubmission of)\b(?:[^.;]|\.\d){0,80}\bwithdr[ae]wn?\b/g,
  /\barxiv:\S+ (?:which|that|both|all)\b[^.;]{0,30}\bwithdr[ae]wn?\b/g,
  /\b(?:an?|of|with|for|from|on)(?: the)? withdrawn (?!(?:by|due|because|as|since|from|for|at|on|until|and)\b)[a-z]/g,
  new RegExp(`\\bwithdrawn[ -](?:\\w+ ){0,2}${papers}\\b|\\b${papers}\\b[^.;]{0,20} withdrawn\\b`, 'g'),
  // `The claim about convergence`, `figures 3 and 4`.
  new RegExp(`\\b${parts}(?: [\\d.]+| (?:and|about|of|on|in|for) [\\w.]+){0,2} (?:(?:has|have) been|was|were|is|are) withdrawn\\b`, 'g'),
  /\bwithdr(?:[ae]wn?|awing) (?:from|at) (?!(?:the |this |our )?(?:arxiv|request|time|moment|present)\b)/g,
  /\bwithdr[ae]wn? by (?:others?|another|its|their)\b/g,
  /\b(?:previous|earlier|older|first|prior|old) (?:version|draft|submission)\b[^.;]{0,60}\bwithdr[ae]wn?\b/g,
  /\b(?:not|never) (?:been )?withdr[ae]wn?\b/g,
]

/** Does a remark on a version say that its own paper is withdrawn? */
export function saysWithdrawn(comment: string, version: number): boolean {
  let told = comment.toLowerCase()
  // Nearly all remarks speak of pages and conferences.
  if (!/withdr|retracted|removed/.test(told)) return false
  told = told.replace(/\bretracted\b/g, 'withdrawn')
  told = told.replace(/\bv(\d+) (?:(?:has been|was|is) )?withdrawn\b/g, (found, number) => (Number(number) < version ? ' ' : found))
  for (const other of otherWithdrawals) told = told.replace(other, ' ')
  return /\bwithdr(?:[ae]wn?|awing)\b|\bremoved by (?:the )?arxiv\b/.test(told)
}

const noticeStart =
  /^(?:(?:this|the) (?:paper|article|submission|manuscript|work|preprint) (?:has (?:now )?been|was|is)(?: temporarily)? withdrawn\b|(?:paper |article )?withdrawn(?: by\b|[.,:;]|$)|the authors? (?:has|have) withdrawn this\b|we (?:have )?withdr(?:aw|ew|awn) this (?:paper|article|submission|manuscript|work|preprint)\b)/i

/** Until some years ago authors wrote their withdrawal in the abstract's place. */
export function isWithdrawalNotice(abstract: string): boolean {
  return noticeStart.test(abstract)
}
