/** The stand-in internet for the list that started the project, from what is publicly known about its links. */
import {identityOf} from '../../src/core/link/identity.ts'
import type {StandInNote, StandInPage, StandInPaper, StandInRepository, StandInVideo, StandInWork, World} from './world.ts'

interface Fact {
  readonly url: string
  /** `arXiv:2106.06133`, `GitHub:o/r`, …, even for malformed addresses. */
  readonly identifier: string
  readonly listedTitle: string
  readonly trueTitle: string
  readonly verdict: string
}

/** The table's rows; the facts file is tab-separated with a header. */
export function factsOf(table: string): Fact[] {
  return table
    .trimEnd()
    .split('\n')
    .slice(1)
    .map((line) => {
      const [, , url = '', , identifier = '', listedTitle = '', title = '', verdict = ''] = line.split('\t')
      return {url, identifier, listedTitle, trueTitle: title.replace(/ \((?:[A-Za-z]+ )?\d{4}\)$/, ''), verdict}
    })
}

/** Pages that the labels call dead. */
const deadPages = [
  'www.cvg.unibe.ch/research/JigsawPuzzleSolver.html',
  'people.cs.uchicago.edu/~larsson/color-proxy/',
  'research.fb.com/wp-content/uploads/2018/09/Deep-Clustering-for-Unsupervised-Learning-of-Visual-Features.pdf',
  'www.vision.caltech.edu/visipedia/CUB-200-2011.html',
  'ai.stanford.edu/~jkrause/cars/car_dataset.html',
]

/** Repositories whose owners have been renamed. */
const renamed: Readonly<Record<string, string>> = {
  'deepmind/deepmind-research': 'google-deepmind/deepmind-research',
  'dvlab-research/JigsawClustering': 'Jia-Research-Lab/JigsawClustering',
}

/** What is certain is as the facts say, everything else is alive. */
export function seedWorld(facts: readonly Fact[]): World {
  const papers = new Map<string, StandInPaper>()
  const repositories = new Map<string, StandInRepository>()
  const videos: StandInVideo[] = []
  const notes: StandInNote[] = []
  const works: StandInWork[] = []
  const owners: string[] = []
  const invites: Record<string, string> = {}
  const pages: Record<string, StandInPage> = {}
  for (const {url, identifier, listedTitle, trueTitle} of facts) {
    const [, kind, id = ''] = /^([^:]+):(.+)$/.exec(identifier) ?? []
    const identity = kind === 'GitHub' ? identityOf(`https://github.com/${id}`) : undefined
    if (kind === 'arXiv') papers.set(id, {arxiv: id, titles: [trueTitle]})
    else if (identity?.kind === 'owner') owners.push(id)
    else if (identity !== undefined) {
      const [name = '', ref = 'HEAD', path = ''] = identity.id.split(' ')
      const trees = {...repositories.get(name)?.trees, [ref]: [`${path}/README.md`]}
      const today = renamed[name]
      repositories.set(name, today === undefined ? {fullName: name, trees} : {fullName: today, formerNames: [name], trees})
    } else if (kind === 'YouTube') videos.push({id, title: `${listedTitle}, a talk`, state: 'public'})
    else if (kind === 'OpenReview') notes.push({id, title: trueTitle})
    else if (kind === 'DOI') works.push({doi: id, agency: 'Crossref', title: trueTitle})
    else if (kind === 'Discord invite') invites[id] = listedTitle
    if (/^https?:\/\//.test(url)) {
      const address = url.replace(/^https?:\/\//, '').replace(/#.*$/, '')
      pages[address] = deadPages.includes(address)
        ? {status: 404, body: '<title>Not Found</title>'}
        : {status: 200, body: `<title>${trueTitle || listedTitle}</title>`}
    }
  }
  const cameraReady = facts.find(({url}) => url.includes('openaccess.thecvf.com'))
  pages['openaccess.thecvf.com/CVPR2018?day=all'] = {
    status: 200,
    body: `<dt class="ptitle"><br><a href="/content_cvpr_2018/html/Wu_Unsupervised_Feature_Learning_CVPR_2018_paper.html">${cameraReady?.trueTitle}</a></dt>`,
  }
  return {papers: [...papers.values()], repositories: [...repositories.values()], owners, videos, notes, works, invites, pages}
}
