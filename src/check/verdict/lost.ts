/** Sentences that say that a page is not there, in whatever words: what is missing, and that it is. Data, and patterns made of it. */

/** One row per language, in lower case: what may be missing, and how that is said; of a page, wikis say that it has no text. */
const rows: readonly (readonly [what: string, how: string])[] = [
  [
    '(?:web ?)?page|file|document|content|resource|address|url|link|item|record|article|post',
    "(?:can(?:no|['’])t|could ?n['’]?o?t|unable to|failed to|did ?n[o'’]t|do ?n['’]t|not) (?:be )?(?:find|found|locate|located|exist)|does(?: not|n['’]t) (?:seem to )?exist|no longer (?:exists?|here|lives?)|nothing (?:here|lives|to see)|vanished|disappeared|(?:is|has|went) (?:gone|missing|lost)|gone (?:missing|astray)|isn['’]t here|not here|lost page",
  ],
  [
    'seiten?|datei|video|dokument|inhalt|adresse|artikel|beitrag|webseite|was sie suchen',
    'nichts [^.]{0,20}(?:finden|gefunden|vorhanden)|gibt es (?:hier |leider )*nicht|kein(?:en)? (?:text|inhalt)|existiert (?:leider )?nicht|nicht (?:mehr )?(?:gefunden|finden|vorhanden|verfügbar|existent)|gelöscht|entfernt worden|verschwunden',
  ],
  [
    'pages?|fichier|vidéo|document|adresse|contenu|ressource|article|objet|ce que vous (?:re)?cherchez',
    "introuvable|n['’]existe (?:pas|plus)|inexistante?|n['’](?:a pas|a pu|est pas) (?:pu )?(?:été|être)? ?(?:trouvée?|disponible)|non trouvée?|n['’]est (?:plus|pas) (?:disponible|là|ici)|aucun (?:texte|contenu)|supprimée?|ne (?:trouv\\S+|peut|parvenons) [^.]{0,20}pas",
  ],
  [
    'páginas?|archivo|v[ií]deo|documento|contenido|recurso|dirección|enlace|artículo|objeto|lo que (?:estás? )?busca',
    'no hay (?:texto|contenido)|no [^.]{0,24}(?:encontr|encuentr|existe|disponible|hall|localiz)|inexistente|(?:ha sido|fue|está) (?:eliminad|borrad|removid)|desaparec',
  ],
  [
    'páginas?|arquivo|vídeo|ficheiro|documento|conteúdo|recurso|endereço|artigo|o que (?:você )?(?:procura|está procurando)',
    'não há (?:texto|conteúdo)|não [^.]{0,24}(?:encontr|ach|exist|dispon|localiz)|inexistente|foi (?:removid|excluíd|apagad|eliminad)',
  ],
  [
    'p[aá][gx]ina|file|video|documento|contenuto|risorsa|indirizzo|articolo|quello che (?:stai )?cerca',
    "non [^.]{0,24}(?:trov|atop|esist|existe|disponibile|presente|c['’]è)|inesistente|è stat[oa] (?:rimoss|eliminat|cancellat)",
  ],
  [
    'pagina|bestand|video|document|artikel',
    'geen (?:tekst|inhoud)|niet [^.]{0,20}(?:gevonden|vinden|beschikbaar)|bestaat [^.]{0,12}niet|verwijderd',
  ],
  [
    'sidan|filen|dokumentet|artikeln',
    'ingen text|inte [^.]{0,16}(?:hitta|finns|tillgänglig)|(?:hitta|finns)\\S* [^.]{0,10}inte|saknas|borttagen',
  ],
  [
    'siden|filen|dokumentet|artikkelen|artiklen',
    '(?:ikke|ikkje) [^.]{0,20}(?:fund|funn|find|eksister|tilgjengelig)|(?:find|finn|eksister)\\S* [^.]{0,10}ikke|slettet|fjernet',
  ],
  ['sivua?|tiedostoa?|artikkelia', 'ei (?:löy|ole|löydetty)|poistettu'],
  ['stron[aęy]|pliku?|dokumentu?|artykułu?', 'nie ma (?:tekstu|treści)|nie [^.]{0,16}(?:istnieje|znale|znajd|odnale)|usunięt'],
  [
    'stránk|soubor|súbor|dokument|článok|článek',
    'nenalezen|neexistuje|nenašl|nena[jš]|nebyl\\S* nalezen|(?:byl|bol)\\S* (?:odstran|smaz|zmazan)',
  ],
  ['oldal|fájl|dokumentum|cikk', 'nem [^.]{0,12}(?:található|létezik|elérhető|talál)|törölt|nincs (?:itt|meg)'],
  ['pagin[aă]|fișierul|documentul|articolul', 'nu [^.]{0,20}(?:găsit|exist|disponibil)|inexistent|ștears|șters'],
  ['sayfa|dosya|video|içerik|makale|nesne', 'bulunama|bulamad|mevcut değil|silinmiş|kaldırıl|(?:artık )?yok'],
  ['σελίδα|αρχείο|περιεχόμενο', 'δεν [^.]{0,20}(?:βρέθηκε|υπάρχει|βρεθεί|διαθέσιμ)|διαγραφ'],
  [
    'страниц|сторінк|старонк|запис|публикац|файл|видео|відео|документ|ресурс|материал|матеріал|адрес|статт|стать',
    'не [^.]{0,20}(?:найден|найти|существ|знайден|знойдзен|існу|намерен|съществ|пронађен|пронајден|постоји)|(?:удал[её]н|недоступ(?:ен|н))[аоы]?(?!\\p{L})|видален|отсутств|такой [^.]{0,12}нет|нет такой',
  ],
  [
    'stranic|stran\\b|strani\\b|datotek',
    'ne (?:postoji|obstaja)|nije [^.]{0,12}(?:pronađen|nađen|dostup)|ni [^.]{0,12}(?:najd|najti|mogoče)|obrisan|izbrisan',
  ],
  ['orria|orrialdea|fitxategia', 'ez (?:da|dago) [^.]{0,16}(?:aurkitu|existitzen|eskuragarri)'],
  ['faqj', 'nuk [^.]{0,16}(?:gjet|gjend|ekziston)'],
  ['səhifə|sahifa', 'tapılmadı|topilmadi|mövcud deyil|mavjud emas'],
  ['გვერდი', 'ვერ მოიძებნა|არ (?:მოიძებნა|არსებობს)'],
  ['էջը', 'չի գտնվել|գոյություն չունի'],
  ['صفحہ', 'نہیں مل|موجود نہیں'],
  ['puslap', 'nerast|neegzistuoja|nėra'],
  ['lap[au]', 'nav atrast|neeksistē'],
  ['leh(?:te|t|ekülge)', 'ei (?:leitud|leia|ole)|puudub'],
  ['pàgina|fitxer', 'no [^.]{0,16}(?:trob|existeix|disponible)'],
  ['síða', 'fannst ekki|er ekki til'],
  ['صفحة|الصفحة|الملف|المحتوى', 'غير موجود|لم يتم العثور|لا يمكن العثور|لا توجد|تم حذف|غير متاح'],
  ['דף|עמוד|הקובץ', 'לא נמצא|לא קיים|אינו קיים|הוסר|לא מצאנו'],
  ['صفحه|برگه|نوشته|فایل', 'یافت نشد|پیدا نشد|نمی‌توان یافت|وجود ندارد|حذف شده'],
  ['पृष्ठ|पेज', 'नहीं मिल|मौजूद नहीं|नहीं है|सापडले नाही|फेला परेन'],
  ['பக்கம்', 'கிடைக்கவில்லை|இல்லை'],
  ['бет|барак', 'табылмады|табылган жок|жоқ'],
  ['хуудас', 'олдсонгүй|байхгүй'],
  ['bladsy', 'nie [^.]{0,16}(?:gevind|gekry|beskikbaar)|bestaan nie'],
  ['ukurasa', 'hau(?:kupatikana|patikani|po)'],
  ['pahina', 'hindi [^.]{0,16}(?:nahanap|makita|umiiral)'],
  ['tudalen|dudalen', 'heb ganfod|ddim ar gael|ddod o hyd|nid yw[^.]{0,30}bodoli'],
  ['পৃষ্ঠা|পেজ|পাতা', 'পাওয়া যা|পাওয়া যা|নেই|মুছে'],
  ['หน้า|เพจ|ไฟล์', 'ไม่พบ|ไม่มี|ไม่เจอ|ถูกลบ'],
  ['trang|tệp|bài viết', 'không [^.]{0,12}(?:tìm thấy|tồn tại)|đã bị x[oó]'],
  ['halaman|laman|berkas|artikel', 'tidak [^.]{0,16}(?:ditemu|ada|tersedia|dijumpai|wujud)|(?:telah|sudah) dihapus'],
  ['페이지|동영상|영상|게시물|게시글|문서|파일|자료|요청하신', '찾을 수 없|찾지 못|존재하지 않|삭제(?:되|된)|없는 |없습니다'],
  [
    'ページ|ファイル|動画|記事|コンテンツ|アイテム|該当|お探し|指定された',
    '見つかり?ません|見つから|存在しま(?:せん|す)?|存在しない|ございません|ありません|削除され',
  ],
  [
    '页面|頁面|网页|網頁|文件|内容|內容|资源|資源|地址|链接|連結|鏈接|文章|路径|视频|影片',
    '不存在|找不到|未找到|走丢|走丟|丢失|丟失|没有找到|沒有找到|无法找到|(?:没有|沒有)(?:内容|內容|文字)|不见了|不見了|(?:已经?|被)(?:被)?(?:删除|刪除|移除|下线)|失效|飞走|迷路|去哪',
  ],
]

/** A character of a sentence: a period within a name or a number does not end it. */
const within = '(?:[^.!?。！？]|\\.(?=\\S))'
/** They belong together if they are this close, in one sentence. */
const between = `${within}{0,60}`
/** The start of a word, in scripts with blanks between words. */
const wordEdge = '(?<![\\p{sc=Latin}\\p{sc=Cyrillic}\\p{N}])'

const patternOf = (some: typeof rows): RegExp =>
  new RegExp(some.map(([what, how]) => `${wordEdge}(?:${what}|url)${between}(?:${how})|(?:${how})${between}(?:${what}|url)`).join('|'), 'u')

/** Few titles name any of these things, and the whole pattern takes ten times as long. */
let things: RegExp | undefined
let headline: RegExp | undefined
let sentence: RegExp | undefined
let end: RegExp | undefined

/** What in a title or heading says that its page is lost. */
export function lostIn(words: string): string | undefined {
  const lower = words.toLowerCase()
  things ??= new RegExp(`url|${rows.map(([what]) => what).join('|')}`)
  if (!things.test(lower)) return undefined
  headline ??= patternOf(rows)
  return headline.exec(lower)?.[0]
}

/**
 * On pages that say hardly anything else, whatever they point at is what is gone. One row per language, in lower case: words that point at
 * something, and what has become of it. Things that end by themselves, such as deadlines and calls, may be over without the page being gone.
 */
const ends: typeof rows = [
  [
    '(?<!(?:if|when|once|until) )\\b(?:this|that(?! (?:is|are|was|were|has|have|had)\\b)|the|your|our) (?!(?:old|older|previous|former|original|early|first|deadline|registration|submission|call|period|(?:\\w+ )?(?:position|vacancy|job))\\b)',
    "(?:(?:is|was|are|were|has|have|does|do|did)(?:n['’]t| not| no longer)|no longer|(?:could|can)(?:n['’]t|not| not)) (?:be )?(?:currently )?(?:available|accessible|exists?|found|here|online|offered|published)(?! (?:in|on|for|to|as|yet|until|from)\\b)|moved to (?:the |its owner['’]s )?(?:trash|bin)\\b|(?:has|have|was|were|is|are) (?:now |currently |since )?(?:been )?(?:removed|deleted|expired|suspended|disabled|deactivated|withdrawn|retracted by|discontinued|retired|unpublished|taken (?:down|offline|away))(?! (?:in|on|for|to|as|until|from)\\b)|no longer exists?",
  ],
  [
    "(?:could ?n['’]?o?t|can(?:no|['’])t|unable to|failed to) (?:find|locate|load|open|retrieve|display) ",
    '(?:this|that|the|your|such an?) [\\w-]+',
  ],
  [
    '\\b(?:dies\\w*|der|die|das|ihre?) (?!alte|\\p{L}*(?:frist|anmeldung|einreichung))',
    '(?:wurden?|ist|sind) [^.]{0,20}(?:gelöscht|entfernt|abgelaufen|zurückgezogen|eingestellt|abgeschaltet|gesperrt)|nicht (?:mehr|länger) (?:verfügbar|vorhanden|online|abrufbar|erreichbar|zugänglich)|gibt es nicht mehr|existier\\w+ nicht',
  ],
  [
    "(?<!\\p{L})(?:ce|cet|cette|le|la|l['’]|votre)(?: |(?<=['’]))(?!ancien|délai|date|appel|inscription|période)",
    "(?:a|ont) été (?:définitivement )?(?:retir|supprim|effac|désactiv|ferm)ée?s?|(?:a|ont) été suspendu|n['’](?:est|sont|existe(?:nt)?) (?:hélas |malheureusement )?plus|(?:a|est) expirée?",
  ],
  [
    '(?<!\\p{L})(?:est[ea]|el|la|su|ese|esa) (?!antigu|anterior|versi|plazo|fecha|per[ií]odo|convocatoria|inscripci)',
    '(?:fue|ha sido|fueron|han sido) (?:eliminad|borrad|retirad|cancelad|desactivad|suspendid|dad[oa] de baja)|ya no (?:existe|está|se encuentra)|(?:ha )?(?:expirado|expiró|caducado|caducó)',
  ],
  [
    '(?<!\\p{L})(?:est[ea]|ess[ea]|o|a|seu|sua) (?!antig|vers|prazo|data|período|chamada|inscri)',
    '(?:foi|foram) (?:excluíd|removid|apagad|eliminad|retirad|desativad|suspens)|não (?:existe|está) mais|já não (?:existe|está)|expirou|está expirad',
  ],
  [
    "(?<!\\p{L})(?:quest[oa]|il|lo|la|l['’])(?: |(?<=['’]))(?!vecchi|precedent|version|termin|scadenz|data|bando|iscrizion)",
    '(?:è stat[oa]|sono stat[ie]) (?:rimoss|eliminat|cancellat|ritirat|disattivat|sospes)|non (?:è|esiste|sono) più|è scadut',
  ],
  [
    '\\b(?:deze|dit|de|het) (?!oude|termijn|inschrijving|aanmeld)',
    '(?:is|zijn|werd) (?:verwijderd|verlopen|gewist)|niet (?:meer|langer) (?:beschikbaar|online)|bestaat niet meer',
  ],
  ['(?<!\\p{L})(?:ten|ta|to|te) ', '(?:został[aoy]?|zostały) (?:usunięt|wycofan|zawieszon)|wygasł|nie jest już dostępn|już nie istnieje'],
  [
    '(?<!\\p{L})(?:эт(?:от|а|о|и)|данн\\p{L}+|запрошенн\\p{L}+|срок (?:действия|хранения)) ',
    '(?<!не )(?:удал[её]н|закрыт|снят с|отозван|ист[её]к)|больше не (?:доступ|существ)|недоступ',
  ],
  [
    '(?:この|その|当該|該当の|お探しの|ご指定の|サービス|当サイト|本サイト|リンク|共有|公開|掲載|配信|ダウンロード)',
    '(?:削除|公開停止|取り下げ|公開を終了|提供を終了|掲載を終了|は終了)(?:さ|い|し|に|と|ら)|期限(?:が|は|を)?(?:切れ|終了|過ぎ)|期間(?:が|は)終了|利用できません|非公開(?:です|に)',
  ],
  [
    '(?<!\\p{L})(?:해당|요청하신|이 |본 |링크|공유|서비스|홈페이지)',
    '삭제(?:되|된)|더 이상 (?:제공|존재|이용|사용|유효)|만료(?:되|된)|종료(?:되|된)|비공개',
  ],
  [
    '(?:[该該此]|这个?|這個?|您?(?:要|所|请求|访问|查看|浏览|訪問|瀏覽)|本(?:站|网站|網站|服务|服務))',
    '(?:已经?|已經|被)被?[^。]{0,16}?(?:删除|刪除|移除|下架|下线|下線|取消|撤销|撤銷|过期|過期|失效|关闭|關閉|注销|停用|停止(?:服务|服務|运营|營運)|终止|終止)|不再(?:可用|提供|有效)',
  ],
]

/** Words before it that make it a mere possibility, or speak of something earlier. */
const unsaid =
  /\b(?:if|when|once|until|unless|in case|wenn|falls|sollten?|sofern|lorsqu|quand|cuando|quando|caso|indien|jeśli|jeżeli|pokud|amikor|eğer)\b|(?:^|[,;:] )(?:si|s['’]|se|als) |если|якщо|如果|若|如有|如遇|場合|もし|(?:^|\P{L})(?:old|former|previous|alte[nrs]?|früher\p{L}*|ancien(?:ne)?s?|antigu[ao]s?|antig[ao]s?|vecchi[aoe]?|oude) (?=\p{L})/iu
/** The same after it. */
const ifItIs = /^[^\s。，]{0,3}(?:면|場合|とき|的话|的話)/
/** How far before it those words may be, in its sentence. */
const unsaidBefore = 80
const sentenceEnd = /[.!?](?=\s)|[。！？]/

/** What a pattern finds in a text, unless it is a mere possibility or about something earlier. */
export function saidOf(pattern: RegExp, text: string): string | undefined {
  for (const found of text.matchAll(new RegExp(pattern.source, `g${pattern.flags}`))) {
    const end = found.index + found[0].length
    const before =
      text
        .slice(Math.max(0, found.index - unsaidBefore), found.index)
        .split(sentenceEnd)
        .at(-1) ?? ''
    if (!unsaid.test(before + found[0]) && !ifItIs.test(text.slice(end))) return found[0]
  }
  return undefined
}

/** What a page of a line or two says has become of its content. */
export function endOf(text: string): string | undefined {
  end ??= new RegExp(ends.map(([whose, how]) => `(?:${whose})${within}{0,50}?(?:${how})`).join('|'), 'u')
  return saidOf(end, text.toLowerCase())
}

/** What in the text of a short page says that it is lost. English is left out, as its words for that have too many other uses. */
export function lostInText(text: string): string | undefined {
  sentence ??= patternOf(rows.slice(1))
  return saidOf(sentence, text.toLowerCase())
}
