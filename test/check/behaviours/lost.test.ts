/** Lost pages with status 200, recognised by words that nobody foresaw, and by marks that software leaves for machines. */
import {expect, test} from 'vitest'
import {lostIn, lostInText} from '../../../src/check/verdict/lost.ts'
import {page} from '../server.ts'
import {type Behaviour, behave, say} from './table.ts'

/** A page with what every page of a site has: menu, footer, and little else. */
const framed = (title: string, main: string, head = '', bodyClass = ''): string =>
  `<!doctype html><html><head><meta charset="utf-8"><title>${title}</title>${head}</head><body class="${bodyClass}"><nav><a href="/">Home</a> <a href="/people">People</a></nav>${main}<footer>© 2024 Smith Lab</footer><script src="/app.js"></script></body></html>`

const row = (name: string, body: string, says: string, headers: Readonly<Record<string, string>> = {}): Behaviour => ({
  name,
  answers: {'/paper': say(200, headers, body)},
  says,
  ...(!says.startsWith('ok') && {findings: ['soft-404']}),
})
const dead = (name: string, body: string): Behaviour => row(name, body, 'dead soft-404')
const suspected = (name: string, body: string): Behaviour => row(name, body, 'error suspected-soft-404')
const fine = (name: string, body: string): Behaviour => row(name, body, 'ok ok')

behave('marks for machines', [
  dead('WordPress', framed('Smith Lab', '<h1>Well, this is awkward</h1>', '', 'error404 wp-custom')),
  suspected('WordPress, themes', framed('Lab', '<section class="error-404 not-found"><h1>Ai!</h1><p>Neniu estas ĉi tie.</p></section>')),
  suspected('DSpace', framed('Repository', '<div class="page-not-found container"><h1>Hm</h1><p>Take me home</p></div>')),
  dead('Prerender', framed('Smith Lab', '<p>Whoops</p>', '<meta name="prerender-status-code" content="404">')),
  dead(
    'Next.js, pages',
    framed('Lab', '<script id="__NEXT_DATA__" type="application/json">{"props":{},"page":"/404","query":{}}</script>'),
  ),
  dead('Next.js, an error', framed('Lab', '<script>{"props":{"pageProps":{"statusCode":404}},"page":"/_error","query":{}}</script>')),
  dead('Next.js, app', framed('Lab', '<h1>Lost in space</h1>', '<meta name="next-error" content="not-found">')),
  dead('Nuxt', framed('Lab', '<script>window.__NUXT__={error:{message:"x",statusCode:404},data:[]}</script>')),
  suspected('Gatsby', framed('Lab', '<h1>Hello there</h1><script>window.pagePath="/404.html";</script>')),
  suspected('og:title', framed('Lab', '<h2>Hmm.</h2>', '<meta property="og:title" content="Page not found">')),
  fine(
    'Next.js, whose texts speak of errors',
    framed('Lab', '<h1>Model zoo</h1><script>{"props":{"notFound":"Page not found","statusCode":"404"},"page":"/models"}</script>'),
  ),
  fine('Next.js, an error of another kind', page('Model zoo', '<script>{"page":"/_error","statusCode":"200"}</script>')),
])

/** A page of one line, which says that something is gone. */
const gone = (name: string, text: string): Behaviour =>
  suspected(name, `<!doctype html><html><head><title>Lab</title></head><body><p>${text}</p></body></html>`)

behave('a line that says that something is gone', [
  gone('a poster', 'This poster has expired.'),
  gone('a preprint', 'The preprint has been taken down by its author.'),
  gone('a notebook', 'We couldn’t locate that notebook.'),
  gone('a deck', 'This slide deck is not available anymore.'),
  gone('a demo', 'Our demo has been taken offline.'),
  gone('in German', 'Die Folien sind leider nicht mehr verfügbar.'),
  gone('in German, a link', 'Der Link ist abgelaufen.'),
  gone('in French', 'Ce cours n’est plus en ligne.'),
  gone('in French, a file', 'Le fichier demandé a été retiré.'),
  gone('in Spanish', 'La presentación fue eliminada por su autor.'),
  gone('in Portuguese', 'O link expirou.'),
  gone('in Italian', 'Questa tesi non è più disponibile.'),
  gone('in Dutch', 'Deze cursus is verwijderd.'),
  gone('in Russian', 'Срок действия ссылки истёк.'),
  gone('in Japanese', '公開期間は終了しました。'),
  gone('in Korean', '링크가 만료되었습니다.'),
  gone('in Chinese', '该分享已被创建者取消。'),
  gone('in traditional characters', '此課程已關閉。'),
  fine('what is not there yet', framed('GraphY', '<h1>GraphY</h1><p>The code is not available yet.</p>')),
  fine('a deadline', framed('Workshop', '<h1>Call for Papers</h1><p>The deadline has expired. See you in Vienna!</p>')),
  fine('a deadline, in Spanish', framed('Congreso', '<h1>Congreso</h1><p>El plazo de envío ha expirado.</p>')),
  fine('a call, in French', framed('Appel', '<h1>Appel</h1><p>Cet appel est expiré. Les actes sont en ligne.</p>')),
  fine('a deadline, in German', framed('Seminar', '<h1>Seminar</h1><p>Die Anmeldefrist ist abgelaufen. Termine: montags.</p>')),
  fine('what a corpus lacks', framed('CleanSet', '<h1>CleanSet</h1><p>Web text. Its duplicates have been removed.</p>')),
  fine('what a corpus lacks, in Korean', framed('데이터셋', '<h1>데이터셋</h1><p>중복이 삭제된 데이터셋입니다.</p>')),
  fine('an older file', framed('Corpus', '<h1>Corpus</h1><p>The old version has been removed. Write to us.</p>')),
  fine('a file in its place', framed('Korpus', '<p>Die Datei wurde gelöscht. <a href="v2.zip">Version 2</a></p>')),
])

behave('unforeseen words', [
  suspected('a video, in Russian', framed('Видео', '<div>Видеозапись была удалена.</div>')),
  suspected('a video, in French', framed('Vidéos', '<h1>Cette vidéo n’est plus disponible</h1>')),
  dead('no such app', '<title>No such app</title><p>There’s nothing here, yet.</p>'),
  fine('remote lectures, in Russian', framed('Видео удалённых лекций', '<h1>Видео удалённых лекций</h1><p>Математика.</p>')),
  fine('a menu', '<title>Tools</title><div><a href="/p">Page</a> <a href="/n">Not Found</a></div><h1>Tools</h1><p>For lists of links.</p>'),
  fine(
    'a header before a text',
    '<title>Lab</title><header>Keine Seite</header><p>Nicht gefunden wurden bisher Gegenbeispiele.</p><ul><li>Artikel<li>Gelöscht</ul>',
  ),
  fine('what old browsers say in place of a video', framed('Net', '<h1>Net</h1><video src="x.mp4">This video is unavailable.</video>')),
  suspected('a competition behind a menu', framed('Competitions', '<div>Competition does not exist or you are no participant.</div>')),
  suspected('an item, in Japanese', framed('リポジトリ', '<p>指定されたアイテムは存在しません。</p>')),
  suspected('a publisher', framed('Press', '<h1>There was a problem providing the content you requested</h1><p>Contact support.</p>')),
  suspected('Sinatra', '<h2>Sinatra doesn’t know this ditty.</h2>'),
  suspected('a number alone', framed('Smith Lab', '<span class="big">404</span><p>You seem to be lost.</p>')),
  suspected('a file that could not be located', framed('Error', '<h1>The file you are looking for could not be located</h1>')),
  suspected('an identifier', framed('Library', '<div>Invalid item identifier: no such record.</div>')),
  suspected(
    'a share, in Chinese',
    framed('网盘-链接不存在', '<div>此链接分享内容可能因为涉及侵权、色情、反动、低俗等信息，无法访问！</div>'),
  ),
  suspected('PHP without a file', 'No input file specified.\n'),
  suspected('a service that ended', framed('Papers with X', '<h1>Papers with X has shut down</h1><p>Thank you for ten years.</p>')),
  suspected('a topic of a forum', framed('Information', '<h2>Information</h2><p>The requested topic does not exist.</p>')),
  suspected('a thread of a forum', framed('Forum', '<p>Invalid Thread specified. If you followed a valid link, please notify us.</p>')),
  suspected('a breach of terms', framed('Host', '<p>You can’t access this item because it is in violation of our Terms of Service.</p>')),
  suspected('an account', framed('Web space', '<p>The user account for this web page has been deactivated.</p>')),
  suspected('a heading of a lower level', framed('Lab', '<h2>Error: the document you are looking for is missing</h2>')),
  suspected('a blog', framed('Blog', '<h1>There’s nothing here.</h1>')),
  suspected('a database', '<html><body>ORA-12541: TNS:no listener</body></html>'),
  suspected('a transfer', framed('Files', '<h2>Hello</h2><p>Sorry, this transfer has expired and is not available any more.</p>')),
  suspected('a file that its sharer deleted', framed('夸克网盘分享', '<p>文件已被分享者删除</p>')),
  suspected('a regret and a name', framed('Sorry Bench', '<h1>Sorry Bench</h1><p>Refusals of large language models.</p>')),
  suspected('a file in the trash', framed('Docs', '<p>File is in owner’s trash.</p>')),
  suspected('a page, in Kazakh', framed('Зертхана', '<h1>Бет табылмады</h1>')),
  suspected('a page, in Mongolian', framed('Лаборатори', '<h1>Хуудас олдсонгүй</h1>')),
  suspected('a page, in Tamil', framed('ஆய்வகம்', '<h1>பக்கம் கிடைக்கவில்லை</h1>')),
  suspected('a page, in Marathi', framed('प्रयोगशाळा', '<h1>पृष्ठ सापडले नाही</h1>')),
  suspected('a page, in Afrikaans', framed('Laboratorium', '<h1>Bladsy nie gevind nie</h1>')),
  suspected('a page, in Swahili', framed('Maabara', '<h1>Ukurasa haukupatikana</h1>')),
  suspected('a page, in Filipino', framed('Laboratoryo', '<h1>Hindi nahanap ang pahina</h1>')),
  suspected('a page, in Welsh', framed('Labordy', '<h1>Heb ganfod y dudalen</h1>')),
  suspected('a publication, in Russian', framed('Публикация недоступна', '<p>Автор перенёс её в черновики.</p>')),
  fine('unreachable points, in Russian', framed('Документы', '<h1>Документы о недоступности точек</h1><p>Математика.</p>')),
  suspected('a record', framed('Catalogue', '<p>No record found for this identifier.</p>')),
  suspected('a proxy', framed('Error', '<p>Unable to determine IP address from host name.</p>')),
  suspected('a session', framed('Library', '<p>Your session has expired. Please start a new search.</p>')),
  suspected('a script', '<h1>Software error:</h1><pre>x at /cgi-bin/x.pl line 3.</pre>'),
  suspected('a stack trace', '<html><body><pre>java.lang.NullPointerException: null at org.foo.Bar</pre></body></html>'),
  {
    name: 'a directory that may not be listed',
    answers: {'/paper': say(200, {}, '<title>Directory Listing Denied</title><h1>Directory Listing Denied</h1>')},
    says: 'blocked forbidden',
  },
  fine('an erratum', framed('Errata', '<h1>Errata</h1><p>In Theorem 2 the constant is missing.</p>')),
  fine('a short page in German', framed('Prof. Müller', '<h1>Prof. Müller</h1><p>Diese Seite ist nicht barrierefrei.</p>')),
  fine('a short page in French', framed('Équipe', '<h1>Équipe</h1><p>Cette page n’est pas encore traduite.</p>')),
  fine('a short page in Chinese', framed('张三的主页', '<h1>张三</h1><p>本页面内容如有错误，请联系我。</p>')),
  fine(
    'a paper on lost things',
    framed('Lost and Found: Detecting Small Road Hazards', '<h1>Lost and Found: Detecting Small Road Hazards</h1>'),
  ),
  suspected(
    'an item that was withdrawn',
    framed('Repository', '<p>The item you are trying to access has been withdrawn from the archive.</p>'),
  ),
  suspected('a record with its number', framed('Library', '<p>The record you are trying to access (2419999) has been deleted.</p>')),
  suspected('a page of a wiki', framed('Wiki', '<p>This page does not exist yet. You can create a new empty page.</p>')),
  row('JSON, in Chinese', '{"Code":1001,"Data":null,"Message":"模型不存在","RequestId":"2f"}', 'error suspected-soft-404', {
    'content-type': 'application/json',
  }),
  suspected('a topic of a wiki', framed('Wiki', '<h1>NOTE: This Wiki topic does not exist</h1>')),
  suspected('a wiki, in German', framed('Wiki', '<p>Diese Seite enthält momentan noch keinen Text.</p>')),
  suspected('a wiki, in French', framed('Wiki', '<p>Il n’y a pour l’instant aucun texte sur cette page.</p>')),
  suspected('a wiki, in Dutch', framed('Wiki', '<p>Deze pagina bevat momenteel geen tekst.</p>')),
  suspected('a wiki, in Chinese', framed('维基', '<p>此页面目前没有内容。</p>')),
  suspected('a search in vain', framed('Search', '<p>Your search for “sparse attention” did not match any documents.</p>')),
  suspected('a page of a blog, in Persian', framed('وبلاگ', '<h1>اوه! این برگه پیدا نشد.</h1>')),
  row('plain text with a code', 'The deployment could not be found.\n\nDEPLOYMENT_NOT_FOUND\n\nfra1::abc-17', 'error suspected-soft-404', {
    'content-type': 'text/plain',
  }),
  row(
    'GraphQL',
    '{"data":{"paper":null},"errors":[{"message":"Paper not found","path":["paper"],"extensions":{"code":"NOT_FOUND"}}]}',
    'error suspected-soft-404',
    {'content-type': 'application/graphql-response+json'},
  ),
  row('GraphQL with data', '{"data":{"paper":{"id":7}},"errors":[{"message":"Citations not found"}]}', 'ok ok', {
    'content-type': 'application/json',
  }),
  row('plain text', 'Sorry, this dataset is no longer available.', 'error suspected-soft-404', {'content-type': 'text/plain'}),
  row('JSON with a code', '{"success":false,"error":{"code":"RECORD_NOT_FOUND","message":"It is not ours"}}', 'error suspected-soft-404', {
    'content-type': 'application/json',
  }),
  row(
    'JSON with a request',
    '{"code":12,"data":null,"message":"This record has been deleted","requestId":"2f"}',
    'error suspected-soft-404',
    {
      'content-type': 'application/json',
    },
  ),
  {
    name: 'plain text that refuses',
    answers: {'*': say(200, {'content-type': 'text/plain'}, 'Too many requests. Please wait and try again later.')},
    says: 'blocked rate-limited',
  },
  {
    name: 'plain text of a wall',
    answers: {'*': say(200, {'content-type': 'text/plain'}, 'Automated access detected. Your IP has been blocked.')},
    says: 'blocked bot-wall',
  },
  {
    name: 'JSON of a wall',
    answers: {'*': say(200, {'content-type': 'application/json'}, '{"url":"https://geo.captcha-delivery.com/captcha/?initialCid=A"}')},
    says: 'blocked bot-wall',
  },
  {
    name: 'JSON that has a script show a captcha',
    answers: {
      '*': say(
        200,
        {'content-type': 'application/json'},
        `{"appId":"PXq1","vid":"","uuid":"${'8b0e-'.repeat(60)}","hostUrl":"/q1/xhr","blockScript":"/q1/captcha/captcha.js?a=c"}`,
      ),
    },
    says: 'blocked bot-wall',
  },
  row('JSON of a list of walls', `{"walls":[{"name":"PX","mark":"px-captcha"},{"name":"other","mark":"${'x'.repeat(400)}"}]}`, 'ok ok', {
    'content-type': 'application/json',
  }),
  {
    name: 'JSON that wants a login',
    answers: {
      '*': say(200, {'content-type': 'application/json'}, '{"code":50,"message":"You must be logged in to view this","data":null}'),
    },
    says: 'blocked login',
  },
  row('JSON of a fault', '{"success":false,"message":"Something went wrong"}', 'error suspected-soft-404', {
    'content-type': 'application/json',
  }),
  row('a README of a crawler', 'spider\n\nA crawler that waits when there are too many requests.\nRun make.\n', 'ok ok', {
    'content-type': 'text/plain',
  }),
  row('a license in a line', 'Forbidden for commercial use. CC BY-NC 4.0.', 'ok ok', {'content-type': 'text/plain'}),
  row('notes that quote a code', 'Notes\n\nThe tool prints NOT_FOUND, and then\nRECORD_NOT_FOUND, for old keys.', 'ok ok', {
    'content-type': 'text/plain',
  }),
  fine('a change of a site', framed('Net', '<h1>Net</h1><p>This page was removed from 12 lists. The model is available.</p>')),
  fine(
    'documentation that quotes an error page',
    framed(
      'Custom Pages | Docs',
      '<h1>Custom pages</h1><p>To show a page of your own, create this file. It is made when the site is built, and shown for all addresses that the site lacks.</p><pre>&lt;h1&gt;Page not found&lt;/h1&gt;</pre>',
    ),
  ),
  suspected('an error in code alone', framed('Lab', '<h1>Error</h1><pre>Page not found</pre>')),
  fine(
    'a Chinese article on error pages',
    framed(
      '如何设计：页面不存在怎么办',
      `<h1>如何设计：页面不存在怎么办</h1><p>${'一个好的错误页面应当告诉访问者发生了什么，并且提供搜索的入口。'.repeat(12)}</p>`,
    ),
  ),
  suspected('a mishap, in German', framed('Huch', '<h1>Huch!</h1><p>Da ist etwas schiefgelaufen.</p>')),
  suspected('a mishap, in French', framed('Labo', '<p>Une erreur inattendue s’est produite.</p>')),
  suspected('a mishap, in Japanese', framed('研究室', '<p>エラーが発生しました。</p>')),
  suspected('in Italian', framed('Dipartimento', '<h1>Pagina inesistente</h1>')),
  suspected('in Spanish', framed('Universidad', '<h1>No hemos podido encontrar esa página</h1>')),
  suspected('in Portuguese', framed('Ops!', '<h2>Não achamos essa página</h2>')),
  suspected('in German', framed('Fehler', '<h1>Hoppla, diese Seite gibt es nicht (mehr)</h1>')),
  suspected('in Bengali', framed('ত্রুটি', '<h1>দুঃখিত, পৃষ্ঠাটি পাওয়া যায়নি</h1>')),
  suspected('in Hungarian, in the text', framed('Intézet', '<p>Ezt az oldalt sajnos nem találjuk.</p>')),
  fine(
    'a box that is not shown',
    framed(
      'Live demo',
      `<h1>Live demo</h1><p>Upload a picture.</p><div style="display: none"><h2>Something went wrong</h2><p>Page not found</p></div><div hidden>This page does not exist</div>`,
    ),
  ),
  fine(
    'documentation of 404',
    `<title>404 Not Found - HTTP | Web Docs</title><h1>404 Not Found</h1><p>${'The status code 404 Not Found says that the server cannot find the resource. '.repeat(12)}</p>`,
  ),
  fine(
    'a paper on domains for sale',
    `<title>This Domain Is for Sale: A Study</title><h1>This Domain Is for Sale: A Study</h1><p>${'We measure domain parking: this domain is for sale, related searches and their owners. '.repeat(12)}</p>`,
  ),
  fine('a page that is kept no longer, in German', framed('Projekt', '<h1>Projekt Netz</h1><p>Diese Seite wird nicht mehr gepflegt.</p>')),
  fine('code that is still to come', framed('Net', '<h1>Net: Sparse Things</h1><p>Sorry, the code is not yet available.</p>')),
  fine('words shown without frames', '<title>Net</title><frameset><frame src="a.html"><noframes>Page not found</noframes></frameset>'),
])

behave('pages that are shown before others', [
  {
    name: 'a script that leads to a login and back',
    answers: {'/paper': say(200, {}, '<script>location.href = "/login?returnUrl=" + encodeURIComponent(location.pathname)</script>')},
    says: 'blocked login',
  },
  {
    name: 'a script with a template',
    answers: {'/paper': say(200, {}, `<script>location.replace(\`/signin?next=\${location.pathname}\`)</script>`)},
    says: 'blocked login',
  },
  {
    name: 'a check by WeChat',
    answers: {'/paper': say(200, {}, framed('', '<p>当前环境异常，完成验证后即可继续访问。</p>'))},
    says: 'blocked bot-wall',
  },
  suspected('a server that is too busy', framed('Busy', '<h1>The server is too busy at the moment</h1><p>Try again later.</p>')),
])

behave('domains that changed hands', [
  row(
    'a key for advertisements',
    '<html data-adblockkey="MFww" lang="en"><title>smithlab.example</title><div id="target"></div>',
    'error suspected-parked-domain',
  ),
  row(
    'a name that has run out',
    framed('smithlab.example', '<p>This domain name expired on 2024-01-12 and is pending renewal or deletion.</p>'),
    'error suspected-parked-domain',
  ),
  row('in Russian', framed('Домен продаётся', '<h1>Домен smithlab.example продаётся</h1>'), 'error suspected-parked-domain'),
  row('in Japanese', framed('お知らせ', '<p>このドメインは現在販売中です。</p>'), 'error suspected-parked-domain'),
  row(
    'a directory of nothing',
    '<title>Index of /</title><h1>Index of /</h1><ul><li><a href="cgi-bin/"> cgi-bin/</a></ul>',
    'error placeholder',
  ),
  fine(
    'a benchmark with the name of a regret',
    framed('SORRY-Bench', '<h1>SORRY-Bench</h1><p>Evaluating whether large language models refuse what is unsafe.</p>'),
  ),
  fine('a condition', framed('Help', '<h1>Troubleshooting</h1><p>If the file cannot be found, set DATA_DIR.</p>')),
  fine(
    'a project whose demo ended',
    framed('PolicyHub', '<h1>PolicyHub</h1><p>Update: the online demo has been shut down; the data can be downloaded below.</p>'),
  ),
  fine(
    'a paper on domains for sale, of few words',
    framed(
      'This Domain Is for Sale: Measuring Domain Parking',
      `<h1>This Domain Is for Sale: Measuring Domain Parking</h1><p>${'We study who owns names and for how long they keep them. '.repeat(6)}</p>`,
    ),
  ),
  fine(
    'a directory of something',
    '<title>Index of /data</title><h1>Index of /data</h1><pre><a href="net.zip">net.zip</a> 12-May-2011 3M</pre>',
  ),
])

test.for([
  ['Cette page est perdue : elle a été supprimée', true],
  ['De gevraagde pagina is verwijderd', true],
  ['Sidan du söker finns inte längre', true],
  ['Tražena stranica ne postoji', true],
  ['Strona, której szukasz, została usunięta', true],
  ['Запрашиваемая вами страница удалена', true],
  ['您要浏览的网页已被删除', true],
  ['존재하지 않는 페이지', true],
  ['The page wandered off and disappeared', true],
  ['Attention Is All You Need', false],
  ['Page-level Representations for Document Understanding', false],
  ['Publications of our group', false],
  ['Learning to find documents', false],
  ['Strona domowa', false],
  ['论文列表', false],
] as const)('`%s` is about a lost page: %s', ([words, isLost]) => {
  expect(lostIn(words) !== undefined).toBe(isLost)
})

test('English words about missing things in a text are not taken to be about the page', () => {
  expect(lostInText('If the file cannot be found, set DATA_DIR.')).toBeUndefined()
})
