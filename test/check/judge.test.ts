/** What replies mean: tables of pages, statuses and addresses. */
import {describe, expect, test} from 'vitest'
import {allowanceOf} from '../../src/check/schedule/limits.ts'
import {judge} from '../../src/check/verdict/judge.ts'
import type {Evidence} from '../../src/check/verdict/judgement.ts'
import {parseRefresh, readPage} from '../../src/check/verdict/page.ts'
import {readSuspicious} from '../../src/check/verdict/suspicious.ts'
import {isPrivateAddress} from '../../src/check/wire/address.ts'
import {page} from './server.ts'

function verdictOf(body: string, more: Partial<Evidence> = {}): string {
  const held = readSuspicious(body)
  const {verdict, reason} = judge({
    status: 200,
    headers: {'content-type': 'text/html'},
    body,
    truncated: false,
    url: 'http://a.example/x',
    steps: [],
    ...(held !== undefined && {page: held}),
    ...more,
  })
  return `${verdict} ${reason}`
}

const stub = (title: string, words = title): string =>
  `<html><head><title>${title}</title></head><body><h1>${words}</h1><p>${words}</p></body></html>`

describe('pages that say 200 and mean something else', () => {
  test.for([
    ['404 - Page not found', 'dead soft-404'],
    ['Page Not Found | Smith Lab', 'dead soft-404'],
    ['Seite nicht gefunden – Universität', 'dead soft-404'],
    ['页面不存在', 'dead soft-404'],
    ["Oops! That page can't be found.", 'dead soft-404'],
    ['Sorry... no such page', 'dead soft-404'],
    ["We're sorry...", 'error suspected-soft-404'],
    ['Just a moment...', 'blocked bot-wall'],
    ["Making sure you're not a bot!", 'blocked bot-wall'],
    ['Client Challenge', 'blocked bot-wall'],
    ['Attention Required! | Cloudflare', 'blocked bot-wall'],
    ['Access Denied', 'blocked bot-wall'],
    ['Verify you are human', 'blocked bot-wall'],
  ] as const)('`%s` is %s', ([title, expected]) => {
    expect(verdictOf(stub(title))).toBe(expected)
  })

  test('a parked domain, by its seller and its words', () => {
    const parked = '<title>lab.example</title><h1>This domain is for sale!</h1><script src="https://sedoparking.com/x.js"></script>'
    expect(verdictOf(parked)).toBe('dead parked-domain')
  })

  test('a video that is gone is suspected', () => {
    expect(verdictOf(' <title> - VideoSite</title><h1>This video isn’t available anymore</h1>')).toBe('error suspected-soft-404')
  })

  test('what has ended is the page only if that says little else', () => {
    const ended = 'The mailing list has been discontinued.'
    expect(verdictOf(`<title>Robots</title><p>${ended}</p>`)).toBe('error suspected-soft-404')
    expect(verdictOf(`<title>Robots</title><p>${'We build robots that sort mail and fold laundry. '.repeat(5)}${ended}</p>`)).toBe('ok ok')
  })

  test.for([
    ['La risorsa richiesta non è più disponibile.', 'error suspected-soft-404'],
    ['Dieser Datensatz wurde gelöscht.', 'error suspected-soft-404'],
    ['Willkommen am Institut.', 'ok ok'],
  ] as const)('`%s` is %s, however much hidden text there is', ([words, expected]) => {
    const style = `<style>${'p > a {color: "<red>"}'.repeat(200)}</style><!-- ${'<p>Much. '.repeat(200)} -->`
    const script = `<script>${'if (a < b) document.write("<p>Some text</p>")\n'.repeat(100)}</script>`
    const data = `<div data-props='${'{"a": "<b>text</b>"}'.repeat(100)}'></div>`
    expect(verdictOf(`<title>Institut</title>${style}${script}${data}<p>${words}</p>`)).toBe(expected)
  })

  test('a lost page among menus, by its heading', () => {
    const menu = '<li>Forschung und Lehre</li>'.repeat(40)
    expect(verdictOf(`<title>Institut</title><ul>${menu}</ul><h1>Das gibt es <b>leider</b> nicht: diese Seite</h1>`)).toBe(
      'error suspected-soft-404',
    )
  })

  test('nothing at all is suspected', () => {
    expect(verdictOf('')).toBe('error empty-page')
    expect(verdictOf('<html><head></head><body></body></html>')).toBe('error empty-page')
  })
})

describe('pages about such things are pages', () => {
  test.for([
    '404 Not Found: Measuring Link Rot in Scholarly Reference Lists',
    'Are You a Robot? Breaking CAPTCHA Challenges with Deep Nets',
    'Access Denied: A History of Paywalls in Academic Publishing',
    'Domain for Sale? An Analysis of Parked Domains in Citations',
    'Please Wait: Latency and Human Attention',
    'Missing Data and Where It Is Found',
    'Page Not Found? How We Fixed Ten Thousand Broken Links',
    'Just a Moment: Temporal Grounding in Videos',
  ])('%s', (title) => {
    expect(verdictOf(page(title))).toBe('ok ok')
  })

  test('the first title is the page’s, and drawings have their own', () => {
    const [lost, lab] = ['<title>404 - Page not found</title>', '<title>Smith Lab</title>']
    expect(verdictOf(`${lab}${lost}<p>We build robots.</p>`)).toBe('ok ok')
    expect(verdictOf(`<svg>${lost}</svg>${lab}<p>We build robots.</p>`)).toBe('ok ok')
    expect(verdictOf(`<style></style>${stub('404 - Page not found')}`)).toBe('dead soft-404')
  })

  test('a page that says what it is about is believed', () => {
    const meta = '<meta name="citation_title" content="Page not found">'
    expect(verdictOf(`<html><head><title>Page not found</title>${meta}</head><body>Abstract</body></html>`)).toBe('ok ok')
  })

  test('an ordinary page with a captcha in its contact form', () => {
    expect(verdictOf(page('Smith Lab', '<div class="g-recaptcha"></div><input type="password">'))).toBe('ok ok')
  })
})

test('next to a file a wall is recognised by its script, not by its words', () => {
  const file = '<p>Short.</p><a href="paper.pdf">PDF</a>'
  expect(verdictOf(`<title>Verify you are human</title>${file}`)).toBe('ok ok')
  const script = '<script src="/cdn-cgi/challenge-platform/h/b/orchestrate/chl_page/v1"></script>'
  expect(verdictOf(`<title>Just a moment...</title>${file}${script}`)).toBe('blocked bot-wall')
})

test('a wall is recognised whatever its status', () => {
  const wall = '<title>405</title><p>很抱歉，由于您访问的URL有可能对网站造成安全威胁，您的访问被阻断。</p>'
  expect(verdictOf(wall.replace('您的访问被阻断', '访问被阻断'), {status: 405})).toBe('blocked bot-wall')
  expect(verdictOf('<title>405</title><p>Method not allowed</p>', {status: 405})).toBe('error method-not-allowed')
})

test('a page that a script has yet to draw may exist in spite of a 404', () => {
  const shell = (text: string): string => `<title>FooNet</title><div id="root">${text}</div><script src="/app.js"></script>`
  expect(verdictOf(shell(''), {status: 404})).toBe('error client-rendered')
  expect(verdictOf(shell('Loading…'), {status: 404})).toBe('error client-rendered')
  expect(verdictOf(shell('Nobody home.'), {status: 404})).toBe('dead not-found')
})

test('a missing page may be there for members, if it says so', () => {
  const told = (text: string): string => {
    const body = `<title>Wiki</title><h1>Oops</h1><p>${text}</p>`
    return verdictOf(body, {status: 404, page: readPage(body)})
  }
  expect(told('We can’t find this. You may not have permission to view it.')).toBe('blocked login')
  expect(told('It is gone, or you might need to log in.')).toBe('blocked login')
  expect(told('This page is not available. <form><input type="password"></form>')).toBe('blocked login')
  expect(told('We can’t find this. <nav>Log in</nav>')).toBe('dead not-found')
  expect(told('You may have mistyped the address. Access our archive, or log in.')).toBe('dead not-found')
})

describe('a missing page that leads on', () => {
  const led = (body: string, more: Partial<Evidence> = {}): string => verdictOf(body, {status: 404, page: readPage(body), ...more})
  const refresh = (content: string): string => `<title>Moved</title><meta http-equiv="refresh" content="${content}"><p>Moved.</p>`

  test('to another page may be there', () => {
    expect(led(refresh('0; url=/new/paper.html'))).toBe('error contradictory')
    expect(led('<p>Moved</p>', {headers: {'content-type': 'text/html', refresh: '0; url=/new/paper.html'}})).toBe('error contradictory')
    expect(led('<p>Redirecting…</p><script>location.replace("https://b.example/y")</script>')).toBe('error contradictory')
  })

  test.for(['5; url=/', '0; url=/en/index.html', '0; url=https://b.example/', '0; url=/404.html', '0; url=/x', '60; url=/new/paper.html'])(
    'is missing if that is `%s`',
    (content) => expect(led(refresh(content))).toBe('dead not-found'),
  )
})

test.for(['Feedback Loops', 'Troops', 'Control Groups'])('`%s` is not a word of regret', (title) => {
  expect(verdictOf(stub(title, `${title} and what they are for`))).toBe('ok ok')
  expect(verdictOf(stub(title))).toBe('ok ok')
})

test('a number alone is not certain', () => {
  expect(verdictOf('<title>404 - Machine Learning</title><h1>MATH 404 Machine Learning</h1><p>Syllabus.</p>')).not.toContain('dead')
  expect(verdictOf('<title>404 - Smith Lab</title><h1>404</h1><p>Page not found</p>')).toBe('dead soft-404')
})

test('a page that offers a file is not a parked domain', () => {
  const words = '<title>This domain is for sale</title><p>Buy this domain. We study parked domains.</p>'
  expect(verdictOf(words)).toContain('parked-domain')
  expect(verdictOf(`${words}<a href="p.pdf">PDF</a>`)).toBe('ok ok')
})

test('a captcha in a form with other fields guards the form, not the page', () => {
  const captcha = '<div class="g-recaptcha" data-sitekey="x"></div><button>Go on</button>'
  const form = (fields: string): string => `<title>FooSet</title><h1>FooSet</h1><form>${fields}${captcha}</form>`
  expect(verdictOf(form('<input type="hidden" name="to">'))).toBe('blocked bot-wall')
  expect(verdictOf(form('<input name="name"><input type="email" name="mail">'))).toBe('ok ok')
})

test('a page with a login form is not a login page', () => {
  const form = '<form><input name="user"><input type="password"><button>Sign in</button></form>'
  expect(verdictOf(`<title>FooTool</title><header>${form}</header><h1>FooTool</h1><p>Mark pictures in teams.</p>`)).toBe('ok ok')
  expect(verdictOf(`<title>FooTool</title><header>FooTool</header><main>${form}</main>`)).toBe('blocked login')
})

test.for([
  ["alert('文章不存在！');history.back();", 'error suspected-soft-404'],
  ['alert("Try it later."); history.go(-1)', 'error suspected-soft-404'],
  ["alert('请先登录后再访问');window.close()", 'blocked login'],
  ['function f() { alert("Saved") }', 'ok ok'],
] as const)('a page with only `%s` is %s', ([script, expected]) => {
  expect(verdictOf(`<title>Lab</title><script>${script}</script>`)).toBe(expected)
})

test.for([
  ['<title>Lab</title><h1>Error 1101</h1><p>Worker threw exception</p>', 'error suspected-soft-404'],
  ['<title>视频去哪了呢？</title><p>返回首页</p>', 'error suspected-soft-404'],
  ['<title>Lab</title><p>The PhD position is no longer available.</p>', 'ok ok'],
  ['<title>Lab</title><p>The requested corpus is no longer available.</p>', 'error suspected-soft-404'],
  ['<title>Lab</title><p>The file has been moved to trash by its owner.</p>', 'error suspected-soft-404'],
  ['<title>Event</title><h1>Group or event no longer available</h1>', 'error suspected-soft-404'],
  ['<title>Blog</title><p>Sorry, the blog at lab.example.com has been removed.</p>', 'error suspected-soft-404'],
  ['<title>公告</title><p>本站已于2020年12月31日停止服务，感谢您的支持。</p>', 'error suspected-soft-404'],
  ['<title>お知らせ</title><p>サービスは終了しました</p>', 'error suspected-soft-404'],
  ['<title>안내</title><p>서비스가 종료되었습니다.</p>', 'error suspected-soft-404'],
  ['<title>Lab</title><p>The repository is temporarily down. We expect to be back soon.</p>', 'error suspected-soft-404'],
  ['<title>Manutenzione</title><h1>Sito in manutenzione</h1>', 'error placeholder'],
  ['<title>Loopia</title><p>Den här domänen är köpt och parkerad.</p>', 'error suspected-parked-domain'],
  ['<title>Continue</title><h1>Log in to Foo</h1><button>Go on</button>', 'blocked login'],
  ['<title>Private Video on Vimeo</title><h1>Private Video</h1>', 'blocked login'],
  ['<title>Stop</title><p>Crawlers and AI bots are not permitted to access this site.</p>', 'blocked bot-wall'],
  ['<title>Lab</title><p>It looks like the link you followed is broken.</p>', 'error suspected-soft-404'],
  ['<title>Library</title><p>No record matches your request.</p>', 'error suspected-soft-404'],
  ['<title>Lab</title><p>Nightly backup in progress. Please come back in an hour.</p>', 'error suspected-soft-404'],
  ['<title>FooLib</title><h1>FooLib</h1><p>The page you are looking at may be out of date.</p>', 'ok ok'],
  ['<title>提示</title><p>非常抱歉，3秒后返回首页</p>', 'error suspected-soft-404'],
  ['<title>Lab</title><p>You are not authorized to view this page.</p>', 'blocked forbidden'],
  ['<title>Models</title><p>Users that are not authorized to view a document are refused.</p>', 'ok ok'],
  ['<title>Labo</title><p>Cette page est réservée aux membres du laboratoire.</p>', 'blocked forbidden'],
  ['<title>Données</title><p>Les doublons ont été supprimés.</p>', 'ok ok'],
  ['<title>Objet non trouvé!</title><p>L’URL demandée n’a pas pu être trouvée sur ce serveur.</p>', 'error suspected-soft-404'],
  ['<title>Error</title><p>Lo sentimos, la dirección no corresponde a nada.</p>', 'error suspected-soft-404'],
  ['<title>Dead end</title><p>There is no page at this address.</p>', 'error suspected-soft-404'],
  ['<title>Access</title><p>Access from your location is not permitted.</p>', 'blocked forbidden'],
  ['<title>Zugang</title><p>Bitte melden Sie sich an, um diese Seite zu sehen.</p>', 'blocked login'],
  ['<title>Störung</title><p>Unser Angebot ist derzeit nicht erreichbar.</p>', 'error suspected-soft-404'],
  ['<title>Video</title><h1>Video.</h1><p>Log in to watch (if you have permission)</p>', 'blocked login'],
  ['<title>FooMed</title><h1>FooMed.</h1><p>Please log in to view the files. 3,000 scans of knees.</p>', 'ok ok'],
  ['<h1>Sign In to Continue: Usability of Single Sign-On</h1><p>We ask 40 people.</p>', 'ok ok'],
  ['<title>Robots</title><p>Robots are not allowed in theatres. We ask why.</p>', 'ok ok'],
  ['<title>Hang on</title><p>We need to check that you are a real person.</p>', 'blocked bot-wall'],
  ['<title>Bots</title><h1>Login</h1><p>We study sites on which bots are not permitted.</p>', 'ok ok'],
  ['<title>Skript</title><p>Bitte melden, falls eine Datei nicht gefunden wird.</p>', 'ok ok'],
  [
    '<title>Skript</title><p>Eine Datei konnte nicht gefunden werden, falls das ein Fehler ist, bitte melden.</p>',
    'error suspected-soft-404',
  ],
  ['<title>论文列表</title><p>若链接失效请联系我们。</p>', 'ok ok'],
  ['<title>研究紹介</title><p>ファイルが見つからない場合は連絡してください。</p>', 'ok ok'],
  ['<title>논문 목록</title><p>페이지를 찾을 수 없으면 메일을 주세요.</p>', 'ok ok'],
  ['<title>Lab</title><p>Le site de l’ancienne équipe n’existe plus. Nous sommes ici.</p>', 'ok ok'],
  ['<title>アクセス確認</title><p>ロボットではないことを確認してください</p>', 'blocked bot-wall'],
  ['<title>News</title><p>This site is currently unavailable to visitors from the European Economic Area.</p>', 'blocked bot-wall'],
  [
    '<title>Site error</title><h2>Site Error</h2><p>An error was encountered while publishing this resource.</p>',
    'error suspected-soft-404',
  ],
  ['<title>Go</title><h1>Invalid dynamic link</h1><p>The address must be complete.</p>', 'error suspected-soft-404'],
  ['<title>Oups !</title><h1>Oups !</h1><p>Vous êtes perdu ?</p>', 'error suspected-soft-404'],
  ['<title>Páxina non atopada</title><p>A páxina que buscas non existe.</p>', 'error suspected-soft-404'],
  ['<title>Orria ez da aurkitu</title><p>Lab</p>', 'error suspected-soft-404'],
  ['<title>Faqja nuk u gjet</title><p>Lab</p>', 'error suspected-soft-404'],
  ['<title>Səhifə tapılmadı</title><p>Lab</p>', 'error suspected-soft-404'],
  ['<title>გვერდი ვერ მოიძებნა</title><p>Lab</p>', 'error suspected-soft-404'],
  ['<title>Էջը չի գտնվել</title><p>Lab</p>', 'error suspected-soft-404'],
  ['<title>Старонка не знойдзена</title><p>Lab</p>', 'error suspected-soft-404'],
  ['<title>صفحہ نہیں ملا</title><p>Lab</p>', 'error suspected-soft-404'],
  ['<title>Suche</title><p>Unter dieser Adresse ist leider nichts zu finden.</p>', 'error suspected-soft-404'],
  ['<title>¡Vaya!</title><p>No hemos podido encontrar lo que buscas.</p>', 'error suspected-soft-404'],
  ['<title>検索</title><p>該当する論文が見つかりませんでした。</p>', 'error suspected-soft-404'],
  ['<title>页面不存在：学术文献链接失效</title><p>本文研究文献中链接的失效。</p>', 'ok ok'],
  ['<title>lab.io</title><h1>Get this domain</h1><p>Buy now or lease to own.</p>', 'dead parked-domain'],
  ['<title>Course</title><p>Cannot find data record in database table course.</p>', 'error suspected-soft-404'],
  ['<title>Maps</title><p>Finds routes that others could not find before.</p>', 'ok ok'],
  ['<title>lab.nl</title><h1>Deze domeinnaam is te koop!</h1>', 'error suspected-parked-domain'],
  ['<title>Journal</title><h1>Automated access detected</h1>', 'blocked bot-wall'],
  ['<title>Journal</title><p>Your activity looks like that of a robot.</p>', 'blocked bot-wall'],
  ['<title>FooDog</title><p>FooDog is a toy that looks like a robot dog.</p>', 'ok ok'],
  ['<title>Confirm</title><p>To continue, please type the characters you see below.</p>', 'blocked bot-wall'],
  ['<title>FooText</title><p>Annotators type the characters in the image.</p>', 'ok ok'],
  ['<title>Gate</title><p>Your browser is being checked.</p>', 'blocked bot-wall'],
  ['<title>Halt</title><p>Ungewöhnliche Aktivitäten aus Ihrem Netzwerk wurden festgestellt.</p>', 'blocked bot-wall'],
  ['<title>Halte</title><p>Nous avons détecté un trafic suspect depuis votre réseau.</p>', 'blocked bot-wall'],
  ['<title>安全检查</title><p>检测到您的访问存在异常，请稍后重试。</p>', 'blocked bot-wall'],
  ['<title>流量</title><p>流量异常检测数据集。</p>', 'ok ok'],
  ['<title>確認</title><p>不正なアクセスを検知したため、表示できません。</p>', 'blocked bot-wall'],
  ['<title>Queue</title><p>You are number 1,204 in the queue.</p>', 'blocked bot-wall'],
  ['<title>Access</title><h1>Institutional login</h1><button>Go on</button>', 'blocked login'],
  ['<title>CAPTCHA solver</title><p>A small network that reads letters.</p>', 'ok ok'],
] as const)('`%s` is %s', ([body, expected]) => {
  expect(verdictOf(body)).toBe(expected)
})

test('a page that has nothing under such a number', () => {
  expect(verdictOf('<body>Error: no paper with id 1432 in database.</body>')).toBe('error suspected-soft-404')
  expect(verdictOf('<title>Graphs</title><body>There is no graph with number 5 or fewer nodes of that kind.</body>')).toBe('ok ok')
})

describe('links that redirect', () => {
  const led = (from: string, url: string): string => verdictOf(page('A page'), {url, steps: [{status: 301, from, to: url}]})
  test.for([
    ['http://a.example/paper', 'http://a.example/login?next=/paper', 'blocked login'],
    ['http://a.example/login', 'http://a.example/user/login', 'moved moved'],
    ['http://a.example/paper', 'http://a.example/cdn-cgi/challenge-platform/x', 'blocked bot-wall'],
    ['http://a.example/cdn-cgi/challenge-platform/x', 'http://a.example/cdn-cgi/challenge-platform/y', 'moved moved'],
    ['http://a.example/paper', 'http://a.example/paper?cookieSet=1', 'ok ok'],
    ['http://a.example/paper', 'http://b.example/paper?cookieSet=1', 'moved moved'],
    ['http://a.example/d.zip', 'http://b.example/d.zip?X-Amz-Expires=60&X-Amz-Signature=abcdef0123', 'ok ok'],
    ['https://w3id.org/foo', 'https://foo.example/spec', 'ok ok'],
    ['https://purl.org/net/foo', 'https://foo.example/spec', 'ok ok'],
    ['https://hdl.handle.net/1721.1/999', 'https://dspace.example/handle/1721.1/999', 'ok ok'],
    ['http://a.example/courses/7/l1.html', 'http://a.example/?error=page_not_found', 'dead soft-404'],
    ['http://a.example/people/doe/projects/foonet', 'http://www.foo-net.example/', 'moved moved'],
    ['http://a.example/people/doe/projects/foonet', 'http://b.example/', 'error redirect-to-home'],
    ['http://a.example/?p=7', 'http://a.example/en/', 'moved moved'],
    ['http://a.example/paper', 'http://b.example/paper', 'moved moved'],
    ['http://a.example/paper', 'http://b.example/paper/', 'moved moved'],
  ] as const)('from %s to %s', ([from, to, expected]) => {
    expect(led(from, to)).toBe(expected)
  })
})

describe('a site that casinos took over', () => {
  const said = (title: string, times: number): string =>
    verdictOf(
      `<title>${title}</title><h1>News</h1><p>${'All about slot gacor, day and night. '.repeat(times)}${'Other words stand here too. '.repeat(40)}</p>`,
    )
  test('repeats its phrases, and more often if its title has none', () => {
    expect(said('Slot gacor every day', 4)).toBe('error suspected-takeover')
    expect(said('A lab', 6)).toBe('ok ok')
    expect(said('A lab', 14)).toBe('error suspected-takeover')
  })
})

describe('statuses', () => {
  test.for([
    [404, {}, 'dead not-found'],
    [410, {}, 'dead gone'],
    [404, {'cf-mitigated': 'challenge'}, 'blocked bot-wall'],
    [401, {}, 'blocked login'],
    [403, {}, 'blocked forbidden'],
    [418, {}, 'blocked bot-wall'],
    [420, {}, 'blocked rate-limited'],
    [429, {}, 'blocked rate-limited'],
    [423, {}, 'blocked locked'],
    [440, {}, 'blocked login'],
    [451, {}, 'blocked legal-reasons'],
    [999, {}, 'blocked bot-wall'],
    [403, {'x-ratelimit-remaining': '0'}, 'blocked rate-limited'],
    [202, {'x-amzn-waf-action': 'challenge'}, 'blocked bot-wall'],
    [400, {}, 'error bad-request'],
    [409, {}, 'error client-error'],
    [500, {}, 'error server-error'],
    [522, {}, 'error server-error'],
    [302, {}, 'ok ok'],
    [202, {}, 'ok ok'],
    [206, {}, 'ok ok'],
  ] as const)('%d %o is %s', ([status, headers, expected]) => {
    expect(verdictOf(page('A page'), {status, headers: {'content-type': 'text/html', ...headers}})).toBe(expected)
  })
})

test('an object store that refuses with another status', () => {
  const says = (code: string): string => verdictOf(`<?xml version="1.0"?><Error><Code>${code}</Code></Error>`, {status: 409})
  expect(says('PublicAccessNotPermitted')).toBe('blocked forbidden')
  expect(says('BlobImmutableDueToPolicy')).toBe('error client-error')
})

test('a choice of variants is a page, a choice of similar names is not', () => {
  const offers = (words: string): string => {
    const body = `<title>300 Multiple Choices</title><h1>Multiple Choices</h1>${words}<ul><li><a href="x.en">x.en</a></ul>`
    return verdictOf(body, {status: 300, page: readPage(body)})
  }
  expect(offers('Available variants:')).toBe('ok ok')
  expect(offers('The document name you requested (<code>/x</code>) could not be found on this server.')).toBe('error suspected-soft-404')
})

describe('addresses', () => {
  test.for([
    '127.0.0.1',
    '10.1.2.3',
    '172.31.0.1',
    '192.168.1.1',
    '169.254.169.254',
    '100.64.0.1',
    '0.0.0.0',
    '255.255.255.255',
    '::1',
    '::',
    'fe80::1%eth0',
    'fd00::1',
    '::ffff:10.0.0.1',
    '::ffff:a00:1',
    '64:ff9b::a00:1',
    '2002:a00:1::',
    '::10.0.0.1',
    'ff02::1',
    '::ffff:0:127.0.0.1',
    '2001::1',
    '3fff::1',
    '5f00::1',
    '192.88.99.1',
    '192.0.0.8',
    'nonsense',
  ])('%s is private', (address) => {
    expect(isPrivateAddress(address)).toBe(true)
  })
  test.for([
    '8.8.8.8',
    '172.32.0.1',
    '100.128.0.1',
    '2606:4700::1111',
    '2001:4860:4860::8888',
    '::ffff:8.8.8.8',
    '64:ff9b::808:808',
    '2002:808:808::',
  ])('%s is public', (address) => {
    expect(isPrivateAddress(address)).toBe(false)
  })
})

describe('allowances', () => {
  const nowMs = Date.UTC(2026, 0, 1)
  test.for([
    [
      {'x-ratelimit-remaining': '0', 'x-ratelimit-reset': String(nowMs / 1000 + 60)},
      {remaining: 0, resetMs: 60_000},
    ],
    [
      {'ratelimit-remaining': '5', 'ratelimit-reset': '30', 'ratelimit-policy': '10;w=60'},
      {remaining: 5, resetMs: 30_000, intervalMs: 6000},
    ],
    [{ratelimit: 'limit=10, remaining=3, reset=7'}, {remaining: 3, resetMs: 7000}],
    [
      {ratelimit: '"api";r=40;t=12', 'ratelimit-policy': '"api";q=100;w=50'},
      {remaining: 40, resetMs: 12_000, intervalMs: 500},
    ],
    [{ratelimit: '"hour";r=40;t=12, "minute";r=2;t=5'}, {remaining: 2, resetMs: 5000}],
    [
      {'x-ratelimit-remaining': '3', 'x-ratelimit-reset': String(nowMs + 60_000)},
      {remaining: 3, resetMs: 60_000},
    ],
    [
      {'x-ratelimit-remaining': '3', 'x-ratelimit-reset': '40000'},
      {remaining: 3, resetMs: 40_000_000},
    ],
    [
      {'x-ratelimit-remaining': '1', 'x-ratelimit-reset': String(nowMs / 1000 + 60), 'x-ratelimit-reset-after': '1.5'},
      {remaining: 1, resetMs: 1500},
    ],
    [{'ratelimit-remaining': 'many', 'ratelimit-reset': 'soon'}, undefined],
    [{}, undefined],
  ] as const)('%o', ([headers, expected]) => {
    expect(allowanceOf(headers, nowMs)).toEqual(expected)
  })
})

test.for([
  ['0; url=/new', {to: '/new', seconds: 0}],
  ['5;URL="/a b"', {to: '/a b', seconds: 5}],
  ["1 ; url = '/x'", {to: '/x', seconds: 1}],
  ['0;url=/n\n\tew', {to: '/n\n\tew', seconds: 0}],
  ['3', undefined],
  ['', undefined],
] as const)('refresh `%s`', ([content, expected]) => {
  expect(parseRefresh(content)).toEqual(expected)
})
