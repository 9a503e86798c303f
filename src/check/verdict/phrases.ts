/** What pages say and contain that are not what they seem: walls, errors, placeholders, domains for sale. Only data, one table per kind. */

/** Any of the alternatives, ignoring case. */
const anyOf = (...alternatives: readonly string[]): RegExp => new RegExp(alternatives.join('|'), 'i')

/**
 * Titles of pages that robots get instead of the page. The whole title has to be of this sort (see `isWholly`), as there are
 * papers about captchas.
 */
export const wallTitle: RegExp = anyOf(
  'just a moment|un instant|einen moment|un momento|attention required|client challenge|pardon our interruption',
  "making sure you(?:'|’|&#39;)?re not a bot|are you (?:a |not a )?(?:robot|human)|robot or human",
  "(?:prove|verify(?:ing)?|confirm) (?:that )?you(?:'|’)?(?: are|re)? (?:a )?(?:human|not a (?:robot|bot))|human verification|robot (?:check|challenge)",
  'challenge (?:page|screen|validation)|\\bbot (?:check|verification|detection)|security (?:check|checkpoint|verification)|checking your browser',
  'ddos[- ](?:guard|protection)|(?:radware )?(?:bot manager )?captcha(?: page)?(?: (?:challenge|required|verification))?(?! \\w)|unusual traffic',
  '(?:access(?: to (?:this page|[\\w.-]+) has been)?|permission) denied|request (?:blocked|rejected)|you have been blocked|web application firewall',
  'your access to this site has been limited|please wait|one moment,? please|one more step|verification required|anti-?robot verification',
  'cookies? (?:are )?(?:required|disabled|absent|not enabled|turned off)|(?:please )?enable (?:cookies|javascript)(?: and (?:cookies|javascript))?',
  'zugriff (?:verweigert|blockiert|gesperrt)|accès (?:refusé|interdit)|acceso denegado|acesso negado|accesso negato|доступ (?:запрещ[её]н|ограничен)',
  "(?:checking|verifying|making sure|ensuring)(?: that| if)? you(?:['’]re| are) (?:not a (?:ro)?bot|(?:a )?human)|(?:web ?)?(?:page|site|url|access) (?:(?:you requested )?(?:has been|was|is) )?(?:blocked|restricted)",
  'один момент|подождите|вы не робот|einen augenblick|un attimo|网站防火墙|请稍候|请稍等|しばらくお待ちください|잠시만 기다',
  '安全验证|人机验证|访问验证|滑动验证|访问被(?:拒绝|拦截|阻断)|アクセスが(?:拒否|制限)されました',
  "erişim (?:engellendi|reddedildi)|dostęp (?:zabroniony|zablokowany)|toegang (?:geweigerd|geblokkeerd)|přístup (?:odepřen|zamítnut)|доступ заблокирован|acces[os]o bloqueado|accès bloqué|warteraum|salle d[’']attente|sala de espera|wachtkamer",
  "checking (?:your )?connection|sina visitor system|(?:virtual )?waiting room|you(?:[’']re| are) (?:now )?in (?:the )?(?:line|queue)",
)

/** Sentences that only walls say, on pages with few others. */
export const wallPhrase: RegExp = anyOf(
  // "You are human", and "the security of your connection". Sources: the translations of Cloudflare's challenge page.
  'você é (?:um )?(?:ser )?humano|(?:que|si) (?:usted |tú )?(?:es|eres|sea) (?:un )?(?:ser )?humano|(?:che (?:tu )?(?:sei|sia)|di essere) (?:un )?(?:essere )?umano|(?:u|je) (?:een )?mens bent|jesteś człowiekiem|вы (?:[—–-] )?человек|ви (?:[—–-] )?людина|[iİ]nsan olduğunuz|人間であること|[您你]是(?:否是|否为)?真人|사람(?:인지|임을) 확인|du är (?:en )?människa|du er (?:et )?menneske|jste člověk|ste človek|είστε άνθρωπος|sunteți (?:om|uman)|olet ihminen|anda (?:adalah )?manusia|bạn là (?:con )?người|أنك (?:إنسان|بشر)',
  'security of your connection before|sicherheit (?:ihrer|der|deiner) verbindung (?:\\w+ )?(?:über)?prüf|sécurité de votre connexion avant|seguridad de (?:su|tu) conexión antes|segurança da (?:sua )?(?:conexão|ligação) antes|sicurezza della (?:tua |vostra |sua )?connessione prima|beveiliging van (?:uw|je) verbinding|безопасность (?:вашего )?(?:подключения|соединения)|bezpieczeństwo (?:twojego )?połączenia|bağlantınızın güvenliğini|连接的安全性|接続のセキュリティを確認',
  "verify (?:that )?you(?: are|['’]re) (?:a |not a )?(?:human|robot|bot)|(?:make sure|confirm|verifying|check|prove) (?:that )?you(?: are|['’]re) (?:(?:a )?(?:real )?(?:human|person)|not a (?:robot|bot))|you (?:have been|are|were) (?:temporarily )?blocked\\b|\\bip\\b.{0,30}(?:заблокирован|gesperrt|bloqu[ée]|封禁|被封|차단|ブロック)",
  'confirm that you and not a robot|press (?:&|and) hold to confirm|you\\b[^.?!]{0,40} and not a (?:ro)?bot\\b|(?:complete|solve) (?:this|the) (?:\\w+ )?(?:re)?captcha|(?:unusual|suspicious|abnormal) (?:traffic|activity|behaviou?r)(?: \\w+)? (?:from|on|in) your|cookies are (?:disabled|turned off|blocked) (?:for|in|on) (?:this|your) browser|(?:made us think(?: that)? you (?:are|were)|looks? like that of) an? (?:ro)?bot\\b',
  '(?:^|[.!?,:] |please )(?:type|enter) the (?:characters|letters|digits|code) (?:(?:that )?you see|shown|displayed|in the (?:image|picture|box))|your browser is being (?:checked|verified)|(?:ungewöhnliche\\w? (?:aktivität|datenverkehr|zugriff)|(?:activité|trafic) (?:inhabituel|suspect|anormal)|(?:actividad|tráfico|atividade|tráfego|attività|traffico) (?:inusual|sospech|suspeit|incomu|insolit|sospett|anomal)|(?:необычн|подозрительн)\\S+ (?:активност|трафик|запрос))[^.]{0,30} (?:ihre[mrs]|votre|vos|[st]us?|[st]eus?|[st]uas?|vostra|ваш\\S+)(?![a-z])',
  'enable javascript and cookies|enable (?:js|cookies) (?:and|in your browser)|requires? the use of cookies to|cookies (?:must|need to|have to) be (?:enabled|allowed|accepted)|browser (?:must|needs to|has to) (?:accept|allow|support) cookies|your support id is|incapsula incident id',
  'access to this page has been denied|used cloudflare to restrict access|security service to protect itself|checking (?:your browser|if the site connection)',
  'has been limited by the site owner|automated (?:access (?:to|is|was|has been)\\b|(?:access|activity|queries|requests|traffic) (?:detected|blocked|denied))|(?:send(?:ing)?|detected|receiv\\w+|due to) (?:too many |possible )?automated (?:access|activity|queries|requests|traffic)',
  'your (?:request|ip(?: address)?|network) (?:[\\d.:a-f()]+ )?(?:has been|was|is) (?:temporarily )?(?:blocked|banned|blacklisted)|ihre anfrage wurde blockiert|proof[- ]of[- ]work challenge',
  '\\b(?:bots?|crawlers?|scrapers?) (?:and [\\w ]{2,20} )?(?:are|is) (?:not (?:permitted|allowed|welcome)|prohibited|forbidden|blocked)|mod_security|from a country belonging to the european economic area|(?:not (?:\\w+ ){0,4}|un)available (?:to|for|in) [^.]{0,40}\\b(?:europe\\w*|eea|eu|your (?:region|country|location|territory))\\b|(?:was|been) blocked by (?:netscaler|the firewall)',
  "blocked by network security|whoa there, pardner|your estimated wait|you(?:[’']re| are) (?:now|number [\\d,.]+) in (?:the )?(?:line|queue)|checking your connection",
  '完成(?:安全)?验证后(?:即可|才能|再)?继续|当前环境异常|slide to verify|drag the slider|v[ée]rifi(?:cation|ez|ons) que vous [êe]tes (?:bien )?(?:un )?(?:[êe]tre )?humain|(?:überprüf|bestätig)\\w*.{0,30}mensch',
  "(?:sie|du|ihr) kein (?:ro)?bot(?:er)? (?:sind|bist|seid)|(?:vous n['’]êtes|tu n['’]es) pas un (?:ro)?bot|(?:u|je) geen (?:ro)?bot bent|nie jesteś (?:ro)?bot(?:em)?|robot olmadığınızı|(?:nejste|niste|nie ste|nu sunteți|non sei|no es|no está) (?:un )?(?:ro)?bot\\b|du (?:är|er) (?:inte|ikke) en (?:ro)?bot",
  '(?:确认|確認|证明|證明|验证|驗證)[^。]{0,8}不是(?:机器人|機器人|爬虫)|ロボットではない(?:こと|です)|không phải (?:là )?(?:ro)?bot|anda bukan (?:ro)?bot|ви не робот',
  // "Your request has been blocked", "you are in the queue".
  '(?:petición|solicitud|requisição|solicitação|requête|richiesta|anfrage|verzoek|żądanie|[iİ]steğiniz|запрос)[^.!?]{0,30}(?:bloqu(?:ead[ao]|ée)|rechazada|rejeitada|rejetée|bloccata|blockiert|abgewiesen|geblokkeerd|zablokowan|engellen|reddedil|заблокирован|отклон[её]н)',
  "sie (?:befinden sich|sind) [^.!?]{0,20}warteschlange|vous êtes [^.!?]{0,20}file d[’']attente|est[áa]s? en (?:la )?(?:cola|fila)\\b|você está na fila|sei in coda|(?:u staat|je staat) in de wachtrij|вы (?:находитесь )?в очереди|正在排队|排队中|順番待ち|대기열",
  'while we (?:verify|check|validate) (?:your|that|whether)|verifying your (?:request|connection|identity|device)\\b',
  // "Checking your browser", and "not a robot" in further languages.
  'prüf\\w*[^.!?]{0,16} browsers?\\b|browser[^.!?]{0,16} (?:über)?prüft|browser[^.!?]{0,16} gecontroleerd|controle(?:ren)? [^.!?]{0,12}browser|vérifi\\S+ (?:de )?(?:votre|du) navigateur|(?:comprob|verific)\\S+ (?:de |do |del |o )?(?:su |tu |seu )?navegador|(?:verific|controll)\\S+ (?:del |il )?(?:(?:tuo|suo|vostro) )?browser|(?:sprawdz|weryfik)\\S+ (?:twoj\\S+ )?przeglądark|(?:kontrol|ověř)\\S+ (?:vašeho |váš )?prohlížeč|tarayıcın\\S+ (?:kontrol|doğrulan|denetle)|kiểm tra trình duyệt|(?:memeriksa|memverifikasi) (?:browser|peramban)',
  '(?:провер|перевір)\\S+ (?:ваш(?:его|ого)? )?браузер|بررسی مرورگر|(?:التحقق من|فحص) متصفح|(?:检查|检测|验证|檢查|檢測|驗證)您?的?(?:浏览器|瀏覽器)|ブラウザー?を(?:確認|チェック|検証)し|브라우저를 (?:확인|검사)하|ربات نیستید|لست روبوت|אינך רובוט|ไม่ใช่(?:หุ่นยนต์|บอท|โรบอท)|रोबोट नहीं|не сте робот|δεν είστε ρομπότ|nem (?:ön )?robot\\b|et ole robotti',
  '您的请求被拦截|请输入(?:图中的?)?验证码|您的?(?:访问|请求|网络|操作)[^。]{0,6}异常|不正なアクセス(?:を検[知出]し|が検[知出]され)(?:た|まし)|비정상적인 (?:접근|접속|트래픽)[이을를] 감지|请完成(?:安全)?验证|请按住滑块|访问被阻断|策略阻断|已被网站管理员设置拦截|проверяем, что вы человек|отправляли вы, а не робот|di non essere un robot|que no eres un robot|não é um robô|похожи на автоматические|로봇이 아닙니다|자동화된 (?:접근|요청|트래픽)|보안 ?문자를 입력',
)

/** What the pages of walls contain. A widget occurs in ordinary forms too, so it counts only where there is hardly any text. */
export const wallMarkers: readonly {
  readonly text: string
  readonly name: string
  readonly source: string
  readonly widget?: true
  /** It is put into a site's own pages as well, so it counts only where there is nothing else. */
  readonly everywhere?: true
}[] = [
  {text: '/cdn-cgi/challenge-platform/', name: 'Cloudflare', source: 'Cloudflare documentation, JavaScript detections', everywhere: true},
  {text: '/orchestrate/chl_', name: 'Cloudflare', source: 'markup of its challenge page', widget: true},
  {text: '_cf_chl_opt', name: 'Cloudflare', source: 'markup of its challenge page'},
  {text: 'challenges.cloudflare.com/turnstile', name: 'Turnstile', source: 'Cloudflare Turnstile documentation', widget: true},
  {text: 'cf-turnstile', name: 'Turnstile', source: 'Cloudflare Turnstile documentation', widget: true},
  {text: 'anubis_challenge', name: 'Anubis', source: 'TecharoHQ/anubis, its challenge template'},
  {text: '/.within.website/x/cmd/anubis/', name: 'Anubis', source: 'TecharoHQ/anubis, its static files'},
  {text: '_incapsula_resource', name: 'Imperva', source: 'markup of its block page', everywhere: true},
  {text: 'captcha-delivery.com', name: 'DataDome', source: 'DataDome documentation'},
  {text: 'px-captcha', name: 'HUMAN', source: 'PerimeterX documentation'},
  {text: '"blockscript":', name: 'HUMAN', source: 'PerimeterX documentation, advanced blocking response'},
  {text: 'awswafintegration', name: 'AWS WAF', source: 'AWS WAF developer guide', widget: true},
  {text: '.awswaf.com/', name: 'AWS WAF', source: 'AWS WAF developer guide', everywhere: true},
  {text: 'sec-if-cpt-container', name: 'Akamai', source: 'markup of its interstitial challenge'},
  {text: 'bm-verify=', name: 'Akamai', source: 'markup of its interstitial challenge'},
  {text: '/tspd/', name: 'F5', source: 'F5 documentation, "Bot Defense: TSPD"', everywhere: true},
  {text: 'kpsdk', name: 'Kasada', source: 'markup of its challenge', everywhere: true},
  {text: 'perfdrive.com', name: 'Radware', source: 'Radware Bot Manager documentation', everywhere: true},
  {text: 'sucuri_cloudproxy_js', name: 'Sucuri', source: 'markup of its challenge'},
  {text: 'slowaes.decrypt', name: 'InfinityFree', source: 'markup of its check for cookies'},
  {text: 'acw_sc__v2', name: 'Alibaba Cloud', source: 'markup of its challenge'},
  {text: 'ddos-guard', name: 'DDoS-Guard', source: 'markup of its challenge page', widget: true},
  {text: 'g-recaptcha', name: 'reCAPTCHA', source: 'reCAPTCHA documentation', widget: true},
  {text: 'h-captcha', name: 'hCaptcha', source: 'hCaptcha documentation', widget: true},
  {text: 'frc-captcha', name: 'Friendly Captcha', source: 'Friendly Captcha documentation', widget: true},
  {text: 'altcha-widget', name: 'ALTCHA', source: 'ALTCHA documentation', widget: true},
  {text: 'smartcaptcha', name: 'SmartCaptcha', source: 'Yandex Cloud documentation', widget: true},
  {text: 'alicdn.com/awsc', name: 'Alibaba Cloud', source: 'Alibaba Cloud documentation, its slider', widget: true},
  {text: 'arkoselabs.com', name: 'Arkose Labs', source: 'Arkose Labs documentation', widget: true},
  {text: 'geetest', name: 'GeeTest', source: 'GeeTest documentation', widget: true},
]

const thing =
  '(?:page|file|url|site|document|resource|content|object|article|post|item|paper|project|repository|video|record|entry|profile|user|account|topic|thread|dataset|model|collection|package|deployment)s?'

/** Titles of pages that ask for a login or consent before they show anything: a part of the title has to be just one of these. */
export const loginTitle: RegExp =
  /^(?:(?:please |user |member |staff |student |institutional |single )?(?:log|sign)[- ]?(?:in|on)(?:(?: to| with) [\w .]{2,30})?|authentication required|before you continue(?: to [\w ]{2,20})?|anmeld(?:en|ung)|(?:se )?connexion|s['’]identifier|connectez-vous|iniciar sesi[óo]n|accedi|fazer login|inloggen|logga in|zaloguj się|вход|войти|members only|private (?:video|page|repository|project|group|profile|account)|access through your institution|(?:select|choose|find) your (?:home )?(?:institution|organi[sz]ation)|(?:用户|用戶|统一身份|请先?|請先?)?(?:登录|登錄|登入|认证)|ログイン|로그인)$/i

/** Sentences that pages with a login say. */
export const loginSentence: RegExp =
  /(?:melden|loggen) sie sich (?:bitte )?(?:an|ein)\b|vous devez (?:être connectée?|vous connecter)|debes? (?:iniciar sesión|identificarse)|effettua(?:re)? (?:il login|l['’]accesso) per|необходимо (?:авторизоваться|войти)|авторизуйтесь|ログイン(?:してください|が必要)|会員限定|로그인이 필요|请先?登录[。，！]?$|\byou (?:must|need to|have to) (?:be (?:logged|signed) in|log ?in|sign ?in) (?:to|before|in order to) (?:view|access|see|read|continue|proceed)|\byou need (?:access|permission)\b.{0,20}\b(?:ask|request)|(?:^|[.!?] )(?:please )?(?:log|sign) in to (?:watch|continue|(?:view|see|access|read) this)\b(?!:)|(?:没有|沒有|无|無)[^，。]{0,12}(?:查看|访问|訪問|浏览|瀏覽|阅读)?(?:权限|權限)|需要登[录錄入]后?(?:才|方)?(?:可以?|能)|请先?登录后/i

/** Refusals that a server shows with status 200: whole headings, or whole segments of titles. */
export const refusedTitle: RegExp =
  /^(?:http )?(?:error )?(?:40[13]|429)?[\s:.-]*(?:(?:access )?forbidden|unauthori[sz]ed|too many requests|rate limit(?:ed| exceeded| reached)|quota exceeded|directory listing (?:denied|forbidden)|(?:(?:this|the) )?(?:area|site|page|content|access)(?: is)? restricted|restricted (?:area|access|content))[\s!.]*$|^(?:http )?(?:error )?(?:403|429)(?: error)?$/i

/** How hosts say that they were asked too often. */
export const tooManySentence: RegExp = anyOf(
  '\\brate[- ]?limit(?:ed\\b| (?:was |has been )?(?:exceeded|reached))|too many (?:requests|connections|queries)|(?:request|usage|download|access|api) (?:rate|limit|quota) (?:was |has been |is )?(?:exceeded|reached)|quota (?:was |has been )?exceeded',
  'please slow down|accès trop fréquents|zu viele anfragen|demasiadas (?:peticiones|solicitudes)|слишком много запросов|(?:请求|訪問|访问|操作)(?:次数)?(?:过于|過於|太|过)(?:频繁|頻繁|多)|アクセスが集中|요청이 너무 많',
)
/** The same with status 403, which says half of it. */
export const tooManyPhrase: RegExp = anyOf('\\brate[- ]?limit', tooManySentence.source)

/** What error pages say before the bad news. */
const dismay = 'oops|sorry|whoops|uh[- ]oh|hmm|oups|hoppla|oeps'
const apology = '很?抱歉|对不起|對不起'

/** Words for "there is no such page", in the languages that lists link to. Matched against whole titles and headings. */
export const notFoundPhrase: RegExp = anyOf(
  // A number after a sign for numbers is that of an issue or a section.
  '(?:(?:http )?(?:error|status|code|erreur|fehler|errore|fout|ошибка|エラー|错误) ?:?#?|(?:http )?(?<![#№§] ?))\\b(?:404|410)\\b(?: error| errors?)?',
  `(?:the |this |your )?(?:requested )?${thing} (?:you(?:[’']re| are| were)? (?:requested|looking for|trying to (?:access|reach)) )?(?:(?:(?:was|is|could|can|does|has been)(?: ?n[o'’]t|not)(?: be)?|cannot be|can[’']t be|not|no longer) (?:found|located|available|exists?|here)|(?:(?:was|is|has been) )?(?:unavailable|missing|removed|deleted|withdrawn|no longer (?:available|exists?|here)))`,
  "not found|nothing (?:was )?found(?: here)?|(?:there['’]s |there is )?nothing (?:to see )?here",
  "(?:sorry,? )?(?:we |i )?(?:could ?n[o'’]t|can(?:no|['’])t) (?:seem to )?find (?:that|this|the|your|what)(?: page| file| content)?(?: you(?: are|['’]re)? (?:looking for|requested))?",
  `(?:that |this |the )?(?:page|file|content) can(?:no|['’])t be (?:found|displayed)|no such (?:${thing}|app|bucket|key|host)|invalid url|\\b(?:${dismay})\\b(?!-\\w)[!,.… ]*`,
  'page (?:gone|missing|lost|removed|deleted|unavailable)|might have been removed, had its name changed',
  '(?:die |diese )?(?:(?:angeforderte|gewünschte|aufgerufene|gesuchte) )?(?:seite|datei|url) (?:wurde |konnte |existiert |ist )?(?:leider )?nicht (?:mehr )?(?:gefunden|verfügbar|vorhanden)(?: werden)?|(?:seite|datei) existiert nicht|nicht gefunden',
  "(?:la |cette |le |ce )?(?:page|fichier|document)(?: que vous (?:recherchez|cherchez|avez demandée?)| demandée?)? (?:n['’]existe (?:pas|plus)|(?:est |semble )?introuvable|n['’]a pas (?:été|pu être) trouvée?|non trouvée?)",
  '(?:la )?p[áa]gina(?: que (?:buscas?|est[áa]s? buscando|ha solicitado)| solicitada)? no (?:se ha |ha sido |fue |se )?(?:encontrad[ao]|encontr[óo]|encuentra|existe|(?:est[áa] )?disponible)',
  '(?:a )?p[áa]gina n[ãa]o (?:foi )?(?:encontrada|existe)|(?:la )?pagina(?: richiesta)? non (?:è stata )?(?:trovata|esiste|disponibile)|(?:de )?pagina (?:is )?niet gevonden|(?:de )?pagina bestaat niet',
  'sidan (?:kunde inte hittas|hittades inte|finns inte)|siden (?:(?:blev|ble) ikke (?:fundet|funnet)|(?:findes|finnes|eksisterer) ikke)|fant ikke siden|sivua ei löy(?:dy|tynyt)|síða(?:n)? fannst ekki',
  'nie (?:znaleziono(?: strony)?|można znaleźć strony)|strona (?:o podanym adresie )?nie (?:istnieje|została znaleziona)|str[áa]nka (?:nebyla )?nenalezena|str[áa]nk[au] (?:neexistuje|sa nenašla|nebolo možné nájsť)',
  '(?:az?|a keresett) oldal nem (?:található|létezik)|pagina nu (?:a fost găsită|există)|(?:stranica|страница(?:та)?) (?:nije pronađena|није пронађена|не е намерена)|stran(?:i)? (?:ni(?: bila)? najdena|ne obstaja)',
  "no s['’]ha trobat la pàgina|la pàgina no existeix|lehte ei leitud|lapa nav atrasta|puslapis nerastas|laman(?: web)? tidak (?:dijumpai|ditemui)|صفحه(?: مورد نظر)? (?:یافت|پیدا) نشد|ไม่พบหน้า(?:ที่คุณ(?:ต้องการ|ค้นหา))?|पृष्ठ नहीं मिला",
  'sayfa bulunamad[ıi]|страниц[аы] не (?:найдена|существует)|не найден[ао]?|сторінку не знайдено|η σελίδα δεν βρέθηκε|không tìm thấy trang|halaman tidak ditemukan|הדף לא נמצא|الصفحة غير موجودة',
  `(?:${apology})|您?(?:要|所)?(?:访问|訪問|请求|請求|查找|浏览|瀏覽)的|(?:页面|頁面|网页|網頁|文件|内容|內容|资源)(?:不存在(?:或已被?删除)?|未找到|找不到了?|无法找到|已被?删除|走丢了)`,
  '(?:找不到|无法找到|無法找到)(?:该|此)?(?:页面|頁面|网页|網頁|文件(?:或目录)?)?',
  '(?:お探しの|ご?指定(?:された|の))?(?:ページ|ファイル)(?:は|が)?(?:見つかりません(?:でした)?|存在しません)|見つかりません|(?:요청하신 )?페이지를? 찾을 수 없(?:습니다|음)|존재하지 않는 페이지(?:입니다)?|페이지가 존재하지 않습니다|このページは(?:存在しない|削除された)か、?(?:移動(?:しました|した可能性があります)?)?',
)

/** A title or heading of only these may be about something else: it needs more confirmation than the others. */
export const weakNotFound: RegExp = new RegExp(
  `^[\\s\\p{P}]*(?:not found|${dismay}|nothing found|missing|不存在|${apology})[\\s\\p{P}]*$`,
  'iu',
)

/** Words of regret, which say that something is wrong, but not what. */
export const regret: RegExp = new RegExp(`(?:we(?:['’]re| are) )?(?:\\b(?:${dismay})\\b(?!-\\w)|${apology})[!,.… ]*`, 'gi')

const notThere =
  "(?:(?:is|was|are|were|has|have|does|do|did)(?:n['’]t| not| no longer)|not|no longer|could(?:n['’]t| not)|can(?:n?ot|['’]t)) (?:be |been )?(?:currently |no longer )?(?:available|accessible|exists?(?: in (?:the|our) \\w+)?|found|published|online|live|public|running|here)"
const takenAway =
  '(?:(?:is|was|are|has|have)(?: now| currently)? )?(?:been )?(?:unavailable|removed|deleted|expired|private|suspended|disabled|deactivated|paused|withdrawn|discontinued|taken (?:down|offline))'
/** What keeps content, so that being taken from it is the end; being taken from anything else is a change. */
const keeper =
  '(?:the|this|our|its) (?:[\\w-]+ ){0,2}(?:site|website|server|repository|archive|library|catalogu?e?|platform|database|system)'
const gone = `(?:${notThere}|${takenAway})(?: from ${keeper})?(?! (?:in|on|for|to|as|yet|until|from)\\b)`

/** Text on short pages that are still there although their content is gone: video sites, file hosts, blogs. */
export const gonePhrase: RegExp = anyOf(
  `(?<!\\b(?:if|when|once|until) )\\b(?:this|the|that|your) (?:requested |specified )?(?:[\\w-]+ )?(?:video|page|content|file|document|post|article|item|account|project|repository|paper|link|invite|url|blog|event|album|channel|playlist|recording|resource|share|presentation|slideshow|competition|key|bucket|blob|record|(?:web ?)?site|service|story|profile|user|group|form|survey|space|app|application|notebook|transfer|download|paste|upload|meeting|webinar|room|topic|thread|dataset|model|collection|package|deployment)(?: (?:that )?you(?: have|[’']ve| are|[’']re| were)? (?:requested|looking for|tried|followed|entered|(?:trying|attempting) to (?:access|reach|view)))?(?: \\([^()]{1,40}\\)| #?\\w*\\d\\w*)? (?:(?:has |was |have )?(?:been )?moved or |(?:might|may) (?:have )?)?${gone}(?: anymore| any more)?`,
  `\\b(?:the|this|your) (?:requested|specified|selected) [\\w-]+(?: [\\w-]+)? ${gone}|\\binvalid [\\w ]{2,20} specified\\b|\\bin violation of our (?:terms|policies|guidelines)`,
  "\\byou(?:['’]re| are| were) (?:looking|searching) for\\b[^.?!]{0,50}(?:\\b(?:not|no longer|gone|moved|missing|deleted|removed|nowhere)\\b|n['’]t\\b)|\\bno [\\w-]+ (?:(?:was )?found )?(?:with|matching|for|under|by) (?:(?:this|that|the given|such an?) (?:id|identifier|name|address|number|key|url)\\b|(?:id|identifier|key) \\S*\\d)",
  "\\binvalid (?:item |record |document |page |file |share )?(?:identifier|id|url|link|address)\\b|\\bno such (?:record|item|page|file|document|project|user|paper|video)\\b|page not found|repository unavailable|there is currently no text in this page|\\bthis (?:wiki )?(?:page|topic|article) does(?: not|n['’]t) exist yet\\b|(?:模型|数据集|论文|记录)(?:已经?)?(?:不存在|被?删除|下架)|does not correspond to a valid|unable to open the file at this time|\\bin (?:the )?owner['’]s (?:trash|bin)\\b|(?:页面|頁面|网页|主题|帖子|文章|内容|仓库|项目|视频|资源|用户|问题|专栏)(?:已经?)?(?:不存在|被?(?:发布者)?删除|下架|失效|过期)|文件已经?被?(?:发布者|分享者|上传者|作者|用户)?(?:删除|取消)|链接(?:已经?(?:失效|过期)|不存在)|分享(?:的文件)?已经?(?:被?取消|失效|过期)",
  '\\b(?:(?:service|site|website|project) (?:was|has been|is|has) (?:now )?(?:discontinued|shut down|retired|sunset|closed down)|^[^.:]{2,40} has (?:been )?shut down)\\b|(?:违规|涉及侵权|违反).{0,40}(?:无法访问|无法查看|被屏蔽)',
  'sinatra doesn.t know this ditty|此内容因(?:违规|涉嫌).{0,24}(?:无法查看|发送失败)|没有知识存在的荒原|\\b(?:author|owner|uploader|creator)s? (?:has |have )?(?:deleted|removed|unpublished) this\\b',
  '\\b(?:invalid|deleted|expired)(?: or (?:deleted|expired|removed))? (?:file|link|item)\\b',
  '\\b[a-z0-9-]+(?:\\.[a-z0-9-]+)*\\.[a-z]{2,} is no longer available|\\bno longer accepting responses|private video[.:]? sign in',
  "\\bthe requested (?:url|page|resource|document|file)\\b.{0,120}?(?:(?:was|is|could|can)(?:n[’']t| ?not)(?: be)? found|,? is invalid)",
  '(?:ページ|記事|ファイル|動画)[はが](?:存在しません|見つかりません|削除され)',
  '(?:страница|файл|видео|документ)\\S* (?:не (?:существует|найден)|(?:был[аио]? )?удал[её]н[аоы]?(?![а-яё]))',
)

/**
 * What a page of a line or two says to its reader about the visit, not about its content: that it failed, and what to do. In lower case, and
 * in the languages of those who write such pages.
 */
export const visitFailed: RegExp = new RegExp(
  [
    "(?:page|link|url|address|article|document|content|paper|publication|dataset|file|site|item|record|resource|doi|handle) (?:that |which )?you(?: have|['’]ve|['’]re| are| were)? (?:requested|followed|tried|looking for|entered|clicked|typed|reached|asked)",
    '(?:try|check|come) (?:again|back) (?:later|soon|shortly|in an?\\b|in a few)|be back (?:soon|shortly|in)|please (?:try again|refresh|reload)|matches your request|(?:apologi[sz]e for|sorry for the|any) inconvenience|experiencing (?:high|heavy|technical)',
    "(?:contact|notify|inform|e-?mail) (?:the|your|our|this) (?:web ?|site |system )?(?:site['’]?s? )?(?:administrators?|webmaster|admin|help ?desk)\\b|\\bno (?:such )?(?!results?|hits?|matches|longer)[\\w-]+(?: [\\w-]+)? (?:found|specified|matches)\\b",
    "(?:^|[.!?:] |。)(?:[\\w\"'“”-]+ ){1,6}(?:does not|doesn['’]t) exist(?: yet)?(?:[.!]| or |$)|\\bunknown (?:identifier|page|id|record|project|repository)\\b",
    "(?:^|[.!?] )(?:we(?:['’]re| are) )?(?:very )?sorry\\b|désolée?s?\\b|lo sentimos|siamo spiacenti|lamentamos|przepraszamy|抱歉|对不起|對不起|申し訳(?:あり|ござい)|죄송합니다",
    '\\b(?:no|nothing)\\b[^.]{0,30}\\b(?:at|under|matches) th(?:is|at) (?:address|url|location|link|name)|(?:item|page|file|document|content|record)\\b[^.]{0,40} could not be (?:displayed|loaded|opened|retrieved|located)|такой страниц[^.]{0,20} нет|(?:going|sent|sending) [^.]{0,20}too (?:fast|quickly|often)',
    "\\byour (?:search|query)\\b[^.]{0,80} (?:did(?:n['’]t| not) match|(?:returned|found|yielded|produced|has|had) (?:no|nothing))\\b|(?:exceeded|reached|gone over) (?:its|their|your) (?:\\w+ )?(?:limits?|quota)|(?:^|[.!?:] )(?:can(?:no|['’])t|could not|unable to|failed to) (?:find|locate|load|open|retrieve|display) ",
    "bitte (?:versuchen|überprüfen|wenden) sie|von ihnen (?:angefordert|aufgerufen|gesucht)|bitten um (?:entschuldigung|ihr verständnis)|veuillez (?:réessayer|vérifier|contacter)|l['’](?:url|adresse) demandée|nous nous excusons",
    'int[ée]ntelo (?:de nuevo|más tarde)|disculpe las molestias|tente novamente|desculpe o transtorno|riprova(?:re)? (?:più tardi|tra)|ci scusiamo|попробуйте (?:позже|ещё|еще)|зайдите позже|обратитесь к администратору|приносим извинения',
    '请稍[后候]再?(?:试|访问)|请联系(?:网站)?管理员|秒后(?:自动)?(?:返回|跳转)|时间をおいて|時間をおいて|もう一度お試し|管理者に(?:お問い合わせ|連絡)|ご迷惑をお(?:かけ|掛け)|다시 시도|관리자에게 문의|이용에 불편',
  ].join('|'),
)
/** The same for visitors who are not let in. */
export const visitRefused: RegExp = new RegExp(
  [
    "you(?: are|['’]re) (?:not (?:authori[sz]ed|allowed|permitted|entitled)|unable) to (?:access|view|see|open)|you (?:do not|don['’]t|may not) have (?:permission|access|the (?:necessary )?(?:rights?|permissions?))|\\b(?:log|sign) in with your\\b",
    'access (?:to|from) [^.]{0,30}(?:is|has been|was) (?:not (?:permitted|allowed)|denied|restricted|prohibited|blocked)|(?:firewall|filter|gateway|administrator) (?:has )?(?:blocked|denied|rejected) (?:this|your|the) (?:request|access|page)',
    // From outside of a network.
    'only (?:be )?(?:access(?:ed|ible)|available|reach(?:ed|able)|view(?:ed|able)) (?:from )?(?:with)?(?:in|on|from|inside|via|through) (?:the |our |a )?[^.]{0,40}\\b(?:network|campus|intranet|vpn)\\b|(?:nur|ausschließlich) (?:aus|über|in|im|innerhalb|von)[^.]{0,30}(?:\\w{3}netz|\\bnetz (?:der|des|von)|intranet|vpn)\\b|(?:uniquement|seulement|exclusivement) (?:depuis|à partir d|sur|via)[^.]{0,40}(?:réseau|intranet|vpn)\\b|(?:仅限|僅限|只能|仅供|僅供)[^。]{0,8}(?:校内|校內|校园网|內网|内网|馆内)|(?:学内|構内|館内|イントラネット)[^。]{0,12}(?:のみ|限定|に限)|(?:교내|학내)[^.]{0,12}(?:에서만|만 이용|접속 가능)',
    "sie haben keine (?:berechtigung|zugriffsrechte)|nicht (?:berechtigt|autorisiert)|vous n['’](?:êtes pas autorisé|avez pas (?:l['’]autorisation|accès|le droit|les droits))|réservée? aux (?:membres|abonnés|adhérents|personnels)",
    'no (?:tiene|dispone de) (?:permisos?|acceso|autorización)|não tem (?:permissão|acesso)|non (?:hai|ha|disponi di|si dispone d\\S+) (?:i )?permess|у вас нет (?:прав|доступа)|您(?:没有|无)权|権限がありません|アクセス(?:を|が)(?:制限|拒否|禁止)|권한이 없|접근이 (?:제한|거부|차단)',
  ].join('|'),
)

/** Whole headings that say that something is gone. */
export const goneHeading: RegExp =
  /^(?:(?!position|vacancy|job|deadline|registration)[\w,’-]+ ){1,6}(?:(?:(?:is|are) )?no longer (?:available|accessible|online|exists?)|(?:has|have|was|were) (?:been )?(?:removed|deleted|discontinued|withdrawn))[.!]?$/i

/** Faults that a server shows with status 200, in titles, headings or at the start of a text. */
export const faultPhrase: RegExp = anyOf(
  '(?:http )?(?:error )?\\b5(?:0[0234]|2[0-7]|30)\\b(?: error)?|bad gateway|service (?:temporarily )?unavailable|gateway time-?out',
  'http status (?:code )?5\\d\\d|software error|whitelabel error page|routing error|database (?:connection )?error|error establishing a database connection|server error|application error|runtime error',
  '(?:connection|ssl handshake|origin|backend fetch) (?:timed out|failed|is unreachable)|a timeout occurred|web server is (?:down|returning an unknown error)',
)
/** Sentences in which a server reports its fault, on pages that say nothing else. */
export const faultSentence: RegExp = anyOf(
  // "Something went wrong", "an error occurred".
  "schief ?ge(?:laufen|gangen)|fehler (?:ist )?aufgetreten|une erreur (?:\\S+ )?(?:s['’]est produite|est survenue)|quelque chose s['’]est mal passé|algo (?:salió|ha salido|ha ido) mal|(?:se ha producido|ha ocurrido|ocurrió) un error|algo deu errado|ocorreu um erro|qualcosa è andato storto|si è verificato un errore|er (?:is|ging) (?:iets|een fout) (?:mis|fout|opgetreden)|coś poszło nie tak|wystąpił błąd|něco se pokazilo|došlo k chybě|något gick fel|ett fel (?:har )?(?:uppstått|inträffat)|noe gikk galt|noget gik galt|jotain meni pieleen|что-то пошло не так|произошла ошибка|щось пішло не так|сталася помилка|bir şeyler (?:ters|yanlış) gitti|bir hata oluştu|出错(?:了|啦)|(?:系统|系統|程序|服务器)(?:内部|發生|发生)?(?:错误|錯誤|异常|出错)|エラーが発生し(?:た|まし)|問題が発生し(?:た|まし)|(?:오류|문제)가 발생(?:했|하였)",
  'something (?:went|has gone) wrong|encountered an? (?:\\w+ )?error|too many connections|connection refused|(?:the|this|our) (?:\\w+ )?(?:servers?|site|website|repository|archive|service|system|database|portal|platform)s? (?:is|are) (?:temporarily |currently )?(?:down|offline|unavailable|out of (?:service|order))(?! for)|(?:derzeit|vorübergehend|momentan|zurzeit) nicht (?:erreichbar|verfügbar)|(?:momentanément|actuellement|temporairement) (?:indisponible|inaccessible)|temporalmente (?:no disponible|fuera de)|temporaneamente non|временно недоступ|(?:暂时|暫時)无法(?:访问|提供)|(?:現在|一時的に)(?:ご)?利用(?:でき|いただけ)ません|일시적으로 (?:이용|접속)|unable to determine ip address from host name|your (?:search )?session has (?:expired|timed out|ended)|there has been a critical error on|(?:temporarily )?unable to service your request|bandwidth limit exceeded|resource limit is reached',
  '(?:server|site|service|system) (?:is )?(?:currently |temporarily |at the moment )?(?:too busy|overloaded|under (?:heavy|high) load)|(?:系统|服务器|網站|网站)(?:正|太)?繁忙|网络不给力|(?:访问|请求|操作)(?:过于|太)频繁|アクセスが集中|서버가 혼잡',
  '\\bora-\\d{5}\\b|\\b(?:\\w+\\.){2,}\\w*(?:exception|error)\\b|briefly unavailable for scheduled|could not connect to the database|\\ban? (?:unexpected |internal |unknown )?error (?:has |was )?(?:occurred|encountered)',
)
/** How the error messages of scripting languages begin. */
export const faultStart: RegExp =
  /^(?:<br ?\/?>|\s)*(?:Cannot (?:GET|HEAD) \/|No input file specified|(?:PHP )?(?:Fatal|Parse) error ?: |Uncaught \w+|Traceback \(most recent call last\)|Server Error in '.{0,40}' Application|(?:Warning: )?mysqli?_connect\(|Warning: mysqli?|(?:Could not|Unable to|Cannot|Failed to) connect(?: to (?:the )?(?:database|mysql|server))?\b|(?:Database )?Connection failed|SQLSTATE\[|DB (?:Connection )?Error|(?:(?:Axios)?Error: )?Request failed with status code \d{3}|Error establishing a database)/i

/** Whole titles and headings of pages that are shown in place of a site, with hardly any text. */
export const placeholderTitle: RegExp = anyOf(
  'it works!?|(?:site |page )?(?:is )?(?:currently )?under construction|(?:this site is )?coming soon|under maintenance|(?<!\\w )(?:site |system |scheduled |planned )?maintenance(?: mode)?|down for (?:scheduled |planned )?maintenance|website expired',
  "we(?:['’]ll| will) be (?:right )?back(?: soon| shortly)?|account suspended|(?:site|website|page) (?:is )?(?:not published|suspended|offline|disabled|temporarily unavailable)",
  'this site is(?: currently)?|wartungs(?:arbeiten|modus)|en (?:maintenance|construction|construcci[óo]n|mantenimiento)|(?:sito )?in manutenzione|em manuten[çc][ãa]o|in onderhoud|trwa konserwacja|(?:probíhá )?údržba|bakımda|(?:на сайте )?(?:ведутся |проводятся )?технические работы|технічні роботи|网站(?:维护中|建设中)|系统维护|メンテナンス中|서비스 점검|в разработке',
)
/** Sentences that only pages in place of a site say. */
export const placeholderPhrase: RegExp = anyOf(
  '^index of /(?: name last modified size description)?(?:[ 。]+parent directory)?[ 。]+cgi-bin/?(?: [\\d-]+ [\\d:]+ -)?(?: (?:apache|proudly served).{0,80})?$',
  'default (?:welcome )?page used to test|apache\\d? \\w+ default page|welcome to (?:nginx|openresty|caddy)!|nginx web server is successfully installed',
  "^iis windows server|test page for the (?:apache|nginx|http)|web server['’]s default page|default web ?site page|this page is generated by plesk",
  '(?:this|the) (?:account|website|site) has been suspended|(?:this|the) (?:site|website) is not published|future home of something quite cool',
  'performing some maintenance|down for (?:scheduled|planned) maintenance|wegen wartungsarbeiten|wird (?:gerade|derzeit|zurzeit) gewartet|en cours de maintenance|tareas de mantenimiento|没有找到(?:对应的)?站点|站点创建成功',
  "isn['’]t connected to a website yet|your web app is running and waiting|this web app is stopped|this shop is currently unavailable|this domain(?: name)? has been (?:suspended|seized)",
  'used to test the proper operation of the|welcome to xampp|apache is functioning normally|domain default page|keine (?:website|webseite|homepage|seite|inhalte) (?:hinterlegt|eingerichtet)|sito (?:web )?in costruzione|\\bfiles (?:in)?to (?:the |your )?public_html\\b|welcome to your new (?:web ?)?site|your hosting account (?:is|has been)|hier entsteht (?:\\w+ ){0,3}eine (?:neue )?(?:internet|web|home)|five-minute wordpress installation|votre (?:nom de )?domaine a bien été|無効なurlです|no (?:web ?)?site (?:is )?configured at this|fastly error: unknown domain',
)

/** What the pages of domain sellers load, and what they say. A source together with a phrase, or two phrases, make a parked domain. */
export const parkedSources: readonly string[] = [
  'sedoparking.com',
  'parkingcrew.net',
  'bodis.com',
  'hugedomains.com',
  'dan.com',
  'afternic.com',
  'above.com/marketplace',
  'uniregistry.com',
  'namebright.com',
  'domainmarket.com',
  'parklogic.com',
  'd38psrni17bvxu.cloudfront.net',
  '/parking.js',
  'parking-lander',
  'window.park=',
  'godaddy.com/forsale',
  'sedo.com/search/details',
  'dynadot.com/market',
  'parkingpage.namecheap.com',
  'location.href="/lander"',
  '/?dn=', // Feeds of parked domains are told the domain's name.
]

/** What the pages of ParkingCrew, Bodis and the like contain. Source: their markup; the key lets advertisements past blockers. */
export const parkedScript: RegExp = /window\.park\s*=\s*["']|<html[^>]{0,40}\sdata-adblockkey=/i

/** Each of the phrases below contains one of these: most pages need no further look. */
export const parkedStems: RegExp =
  /домен|dom[äæ]n|website|verkauf|à vendre|la venta|in vendita|te koop|domain|domein|dominio|domínio|domen|for sale|expired|registered|related searches|域名|ドメイン|도메인/i

export const parkedPhrases: readonly RegExp[] = [
  /\b(?:domain(?: name)?|[a-z0-9-]+\.[a-z]{2,}) (?:is|may be|might be) (?:available )?for sale\b/i,
  /\b(?:buy|get|own|purchase|acquire) this domain\b/i,
  /\blease[- ]to[- ]own\b/i,
  /\b(?:this|the) domain(?: name)? (?:is|has(?: just)? been|was) (?:parked|registered|for sale|available(?! (?:in|on|for|to|as|at)\b)|expired|recently registered)\b/i,
  /\b(?:this|diese|ce|este|questo|deze) (?:website|web ?site|webseite|site|sitio(?: web)?|sito) (?:is for sale|steht zum verkauf|est à vendre|está a la venta|è in vendita|is te koop)/i,
  /\b(?:parked|expired) domain\b/i,
  /\bdomain(?: name)? [a-z0-9.-]+ is no longer registered\b|\bmay be available for registration\b/i,
  /\bdomain (?:parking|expired|(?:name )?has expired|is parked)\b/i,
  /\b[a-z0-9-]+\.[a-z]{2,} (?:has expired|has been registered)\b/i,
  /\bdomain(?: name)? (?:has recently been registered|expired on|is pending (?:renewal|deletion))\b|\bis pending renewal or deletion\b/i,
  /\brecently registered at\b/i,
  /\brelated searches\b/i,
  /\bmake (?:an )?offer\b.{0,40}\bdomain\b/i,
  /\binquire about this domain\b/i,
  /(?:\bdomain|domaine|dominio|domínio|domein|dom[äæ]n|domen|домен)\p{L}* (?:[^.!?]|\.(?=\S)){0,40}(?:registriert|enregistré|registrat[oa]|registrado|zum verkauf|zu verkaufen|erworben|geparkt|abgelaufen|à vendre|en vente|expiré|en venta|a la venta|(?:ha )?expir(?:ado|ó)|caducad|vencid|à venda|in vendita|scadut|te koop|verlopen|прода[её]тся|ист[её]к|припаркован|parkera|parkeret|til(?:l)? sal[gu]|na sprzedaż|wygas)/iu,
  /\bdomain (?:jetzt )?kaufen/i,
  /(?:achete[rz]|comprar?|acquista|купить|продл) (?:[\p{L}]+ )?(?:(?:nom de )?domaine|dominio|domínio|домен)/iu,
  /прода[её]тся (?:этот )?домен/i,
  /域名(?:出售|转让|停放)|(?:出售|转让)[^，。！？]{0,6}域名/,
  /域名[^，。！？]{1,12}(?:出售|转让|停放|过期|到期|續費|续费)/,
  /ドメイン[^。！？]{0,24}(?:販売|購入いただけ|売り出し|で取得されています|期限[^。]{0,4}(?:切れ|終了)|失効)/,
  /도메인[^.!?]{0,24}(?:판매|매매|만료|주차)/,
]

/**
 * What abandoned domains say after somebody bought them: gambling, in these words, with status 200 for every path. They count if a page repeats
 * them, more often if its title has none. Source: reports of taken-over domains in curated lists, 2024 to 2026.
 */
export const takenOverPhrase: RegExp = anyOf(
  '\\bslot (?:gacor|online|deposit|thailand|resmi|terpercaya|maxwin)|\\bslot ?(?:88|777|138|303|5000)\\b|\\b(?:situs|agen|bandar|prediksi|daftar) (?:slot|judi|toto|togel|casino|bola)',
  '\\bjudi (?:online|bola|slot)|\\btogel\\b|\\brtp (?:slot|live)|\\bmaxwin\\b|nhà cái|\\b(?:soi )?kèo (?:bóng|nhà)|cá cược|casino trực tuyến|nổ hũ|trực tiếp bóng đá',
  '\\b(?:best|top|new|trusted) (?:online )?(?:casinos?|betting sites|bookmakers)|online casinos? (?:bonus|real money|sites)|real money (?:casinos?|slots|pokies)|no deposit (?:casino )?bonus|casin[oò] (?:non aams|online sicuri|en ligne)',
  'bahis siteleri|canlı bahis|deneme bonusu|casino siteleri|apostas esportivas|cassino online|casas de apuestas|สล็อต|บาคาร่า|คาสิโน|แทงบอล',
  '온라인 ?카지노|카지노 ?사이트|토토 ?사이트|슬롯 ?사이트|먹튀 ?검증|オンラインカジノ|(?:真人|在线|网上|澳门)(?:赌场|博彩|百家乐|娱乐城)|葡京(?:官网|娱乐)|(?:彩票|体育)投注|注册送彩金|博彩(?:平台|网站|公司)|六合彩|(?:开云|乐鱼|亚博|华体会|爱游戏|九游|半岛|博鱼|星空)(?:体育|娱乐)',
)
