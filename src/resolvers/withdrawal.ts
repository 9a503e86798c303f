/** How authors say on arXiv that they withdraw a paper: there is no field for it, so their comments are read. */

const papers = '(?:papers|articles|submissions|preprints|manuscripts)'
const paper = '(?:paper|article|submission|preprint|manuscript|work)'
/** Parts of a paper, and what comes with it. */
const parts =
  '(?:data ?sets?|code|models?|weights|chapters?|sections?|appendi(?:x|ces)|supplements?|figures?|tables?|algorithms?|experiments?|' +
  'claims?|results?|theorems?|lemmas?|propositions?|corollar(?:y|ies)|conjectures?|proofs?|arguments?)'

/** Comments may also speak of a conference that was left, of a version or paper that was replaced, or of other things that were withdrawn. */
const otherWithdrawals: readonly RegExp[] = [
  /\b(?:replac(?:es|ing)|supersed(?:es|ing)|resubmission of)\b(?:[^.;]|\.\d){0,80}\bwithdr[ae]wn?\b/g,
  /\barxiv:\S+ (?:which|that|both|all)\b[^.;]{0,30}\bwithdr[ae]wn?\b/g,
  /\b(?:an?|of|with|for|from|on)(?: the)? withdrawn (?!(?:by|due|because|as|since|from|for|at|on|until|and)\b)[a-z]/g,
  new RegExp(`\\bwithdrawn[ -](?:\\w+ ){0,2}${papers}\\b|\\b${papers}\\b[^.;]{0,20} withdrawn\\b`, 'g'),
  // `ICLR 2023 withdrawn submission`, but not `Withdrawn submission`.
  new RegExp(`(?<=(?!ly)[a-z\\d]{2} )withdrawn ${paper}\\b`, 'g'),
  // `The claim about convergence`, `figures 3 and 4`, `appendix C of this paper`.
  new RegExp(
    `(?<!\\b${paper} and (?:its |the |our )?)\\b${parts}(?: [a-z]?[\\d.]*| and [\\w.]+| (?:about|of|on|in|for) (?:(?:the|this|our) )?[\\w.]+){0,2}(?<!\\.) (?:(?:(?:has|have) been|was|were|is|are) )?withdrawn\\b`,
    'g',
  ),
  /\bwithdr(?:[ae]wn?|awing) (?:from|at) (?!(?:the |this |our )?(?:arxiv|request|time|moment|present)\b)/g,
  // `which was withdrawn by its authors`, but not `this article was withdrawn by its authors`.
  new RegExp(`(?<!\\b(?:this|the|our) ${paper}(?: has been| was| is)?(?: now)? )\\bwithdr[ae]wn? by (?:others?|another|its|their)\\b`, 'g'),
  /\b(?:previous|earlier|older|first|prior|old) (?:version|draft|submission)\b[^.;]{0,60}\bwithdr[ae]wn?\b/g,
  /\b(?:not|never) (?:been )?withdr[ae]wn?\b/g,
]

/** Other words for it. */
const synonyms = new RegExp(
  `\\bretracted\\b|\\b(?:withdrawal|retraction) of (?:this|our) ${paper}\\b|^withdrawal (?:is |was )?requested\\b`,
  'g',
)

const says = new RegExp(
  `\\bwithdrawn\\b|\\bwithdr(?:aws?|ew|awing) (?:it\\b|(?:this|our|the) (?:[a-z]+ )?${paper}\\b)|\\bremoved by (?:the )?arxiv\\b`,
)

/** Whether a comment on a version says that the paper itself is withdrawn. */
export function saysWithdrawn(comment: string, version: number): boolean {
  let told = comment.toLowerCase()
  // Nearly all comments are about pages and conferences.
  if (!/withdr|retract|removed/.test(told)) return false
  told = told.replace(synonyms, 'withdrawn')
  told = told.replace(/\bv(\d+) (?:(?:has been|was|is) )?withdrawn\b/g, (found, number) => (Number(number) < version ? ' ' : found))
  for (const other of otherWithdrawals) told = told.replace(other, ' ')
  return says.test(told)
}

const noticeStart =
  /^(?:(?:this|the) (?:paper|article|submission|manuscript|work|preprint) (?:has (?:now )?been|was|is)(?: temporarily)? withdrawn\b|(?:paper |article )?withdrawn(?: by\b|[.,:;]|$)|the authors? (?:has|have) withdrawn this\b|we (?:have )?withdr(?:aw|ew|awn) this (?:paper|article|submission|manuscript|work|preprint)\b)/i

/** Until some years ago authors put the notice of withdrawal in place of the abstract. */
export function isWithdrawalNotice(abstract: string): boolean {
  return noticeStart.test(abstract)
}
