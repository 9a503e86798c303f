/** Which pages with status 200 are worth parsing: decided by their raw HTML, as most pages are what they seem. */

import {shortText} from './judge-page.ts'
import {lostIn} from './lost.ts'
import {type Page, readPage} from './page.ts'
import {faultPhrase, notFoundPhrase, placeholderPhrase, placeholderTitle, takenOverPhrase, wallTitle} from './phrases.ts'

/** Longer titles are titles of works. */
const fewLetters = 100

/**
 * Stems, in lower case, of words by which even a long page may be judged, other than those in its title and heading.
 * Plain words, as V8 looks for all of those at once; a single pattern among them makes it try one after another.
 */
const suspiciousMarks = new RegExp(
  [
    // What its software says about it, and where it leads.
    'error-404|error404|page-404|page404|page-not-found|pagenotfound|status-code|next-error|"/404|\'/404|not found|refresh',
    // Placeholders.
    'index of /|suspended|seized|maintenance|wartung|gewartet|mantenimiento|default page|default web|welcome page|page used|welcome to |not published|and waiting|stopped|unavailable|proper operation|quite cool|website yet',
    'functioning normally|configured at|xampp|keine website|keine webseite|keine homepage|keine inhalte|keine seite|in costruzione|public_html|hosting account|hier entsteht|bien été|five-minute|unknown domain|web server|test page|plesk|無効なurl|站点',
    // Domains for sale, and what new owners made of lapsed ones.
    'domain|domein|domän|domæn|domínio|dominio|domen|ドメイン|도메인|域名|домен|for sale|verkauf|à vendre|la venta|in vendita|te koop|expired|registered|registration|related sea|pending|parking|\\.park|adblockkey',
    'slot|togel|maxwin|judi|situs|agen|bandar|prediksi|daftar|rtp |nhà cái|kèo|cược|trực tuyến|nổ hũ|bóng đá|casin|cassin|bookmaker|betting|real money|bahis|bonus|apostas|apuestas|สล็อต|บาคาร่า|คาสิโน|แทงบอล',
    '카지노|사이트|먹튀|カジノ|赌场|博彩|百家乐|娱乐|投注|彩金|六合彩|葡京|体育',
  ].join('|'),
)

const suspiciousWords: readonly RegExp[] = [
  notFoundPhrase,
  wallTitle,
  faultPhrase,
  placeholderTitle,
  placeholderPhrase,
  takenOverPhrase,
  /forbidden|unauthori|too many|exceeded|members only|\b(?:40[13]|429)\b/,
  /log ?in|sign ?in|institution|your organi|sale|park|anmeld|connexion|sesi[óo]n|before you continue|登|ログイン|로그인/,
]

/** The page that a body holds, if anything suggests that it is not what it seems. */
export function readSuspicious(body: string): Page | undefined {
  const lower = body.toLowerCase()
  const title = contentOf(lower, /<title[\s>]/, '</title')
  const heading = contentOf(lower, /<h1[\s>]/, '</h1') || contentOf(lower, /<h[23][\s>]/, '</h')
  const isSuspicious = title.trim() === '' || isSuspect(title) || isSuspect(heading) || suspiciousMarks.test(lower) || !saysMuch(lower)
  return isSuspicious ? readPage(body) : undefined
}

function isSuspect(words: string): boolean {
  return suspiciousWords.some((pattern) => pattern.test(words)) || (words.length < fewLetters && lostIn(words) !== undefined)
}

/** The text of the first element of a kind, cut to the length that is read of titles and headings. */
function contentOf(lower: string, opening: RegExp, closing: string): string {
  const at = lower.search(opening)
  if (at < 0) return ''
  const start = lower.indexOf('>', at) + 1
  const end = lower.indexOf(closing, start)
  return lower
    .slice(start, end < 0 ? start + 500 : end)
    .replace(/<[^>]*>/g, '')
    .slice(0, 500)
}

/** A comment, or a tag with its quoted attributes. */
const markup = /<!--[\s\S]*?-->|<(?:[^>"']|"[^"]*"|'[^']*')*>/y
/** The tags of elements whose content is not shown. */
const unseen = /^<(script|style|noscript|template|svg|video|audio|canvas|iframe)\b/

/** Has a page more text than a stub? */
function saysMuch(lower: string): boolean {
  let letters = 0
  let at = Math.max(0, lower.indexOf('</title'))
  while (letters < shortText) {
    const open = lower.indexOf('<', at)
    const end = open < 0 ? lower.length : open
    for (let index = at; index < end && letters < shortText; index++) if (lower.charCodeAt(index) > 0x20) letters++
    if (open < 0) break
    markup.lastIndex = open
    const tag = markup.exec(lower)?.[0]
    if (tag === undefined) return false
    const element = tag.endsWith('/>') ? undefined : unseen.exec(tag)?.[1]
    at = element === undefined ? open + tag.length : lower.indexOf(`</${element}`, open + tag.length)
    if (at < 0) return false
  }
  return letters >= shortText
}
