/** One test per shape in which lists write an entry: what the record says, and where its fields are. */
import {describe, expect, test} from 'vitest'
import {withoutReferences} from '../../src/core/text/html.ts'
import {documentOf} from '../../src/markdown/document.ts'
import type {Entry} from '../../src/markdown/entry/entries.ts'
import {type ParserName, parse} from '../../src/markdown/tree/parse.ts'

async function entriesIn(source: string, parser?: ParserName): Promise<readonly Entry[]> {
  return documentOf(await parse(source, parser), 'README.md').entries
}

/** A record in one line: `kind [name] «title» VENUE year @authors role:id …`; spans are checked along the way. */
function line({document, kind, name, category, title, venue, year, authors, links}: Entry): string {
  const plain = (text: string): string => withoutReferences(text).replace(/[^\p{L}\p{N}]+/gu, '')
  for (const field of [title, venue?.name]) {
    if (field !== undefined) expect(plain(document.source.slice(field.start, field.end))).toContain(plain(field.text))
  }
  return [
    kind,
    name && `[${name.text}]`,
    category && `~${category.text}`,
    title && `«${title.text}»`,
    venue?.name.text,
    year,
    authors.length > 0 && `@${authors.length}`,
    ...links.map(({role, identity}) => (identity === undefined ? role : `${role}:${identity.id}`)),
  ]
    .filter((part) => part !== undefined && part !== false)
    .join(' ')
}

const arxiv = 'https://arxiv.org/abs/'
const shapes: [name: string, source: string, expected: string[]][] = [
  [
    'titles in a sentence about the list itself as no entries',
    `This is the official repository for **Boiling Kettles in the Dark of Night** (CVPR 2021).\n\nThis repository contains the code for **Boiling Chairs in the Dark of Night** (CVPR 2022).`,
    [],
  ],
  [
    'bare addresses behind labels, cells that say that there is no venue, and venues that are part of a title',
    `- **Boiling Kettles in the Dark of the Night**\n  - Paper: https://lab.example/kettles\n  - Code: https://git.example/doe/kettles\n\n| Title | Venue | Paper |\n| --- | --- | --- |\n| Boiling Lamps in the Dark of the Night | None | [Paper](${arxiv}2101.00001) |\n\n- [What the Organizers Learnt at ICLR 2018](${arxiv}1801.00001) [:octocat:](https://git.example/doe/learnt)\n- [Winning the Sorting Challenge ECCV 2018](${arxiv}1801.00002)`,
    [
      'item «Boiling Kettles in the Dark of the Night» paper code',
      'row «Boiling Lamps in the Dark of the Night» paper:2101.00001',
      'item «What the Organizers Learnt at ICLR 2018» paper:1801.00001 code',
      'item «Winning the Sorting Challenge» ECCV 2018 paper:1801.00002',
    ],
  ],
  [
    'published papers in a section of benchmarks, and words that only label an address',
    `## Benchmarks\n\n- (ACL 2024) KettleBench: Benchmarking the Water of the World [**[Paper]**](${arxiv}2402.00001)\n- Lamps that Never Go Out [[Paper](${arxiv}2402.00002)]\n\n## Papers\n\n**Doors for the House of Glass**\n\n- 论文下载链接：${arxiv}2004.00001`,
    [
      'item «KettleBench: Benchmarking the Water of the World» ACL 2024 paper:2402.00001',
      'paragraph «Doors for the House of Glass» paper:2004.00001',
    ],
  ],
  [
    'a title whose part has a subtitle of its own',
    `- Boiling Kettles with Common Noise. Part II: Uniqueness. Jane Doe. [[Paper](${arxiv}2101.00001)]`,
    ['item «Boiling Kettles with Common Noise. Part II: Uniqueness» paper:2101.00001'],
  ],
  [
    'bullets of an HTML list, some of which link no paper or that of another',
    `<ul>\n<li><b>(ECCV 2024)</b> <a href="https://example.org/tesmo/">TesMo</a>: Kettles that Boil in Scenes, Yi et al.</li>\n<li><b>(ICME 2024)</b> <a href="${arxiv}2407.00001">ExpGest</a>: Lamps that Never Go Out, Cheng et al.</li>\n<li><b>(ICML 2024)</b> <a href="https://github.com/x/tomato">Tomato</a>: Doors for the House of Glass, Lu et al.</li>\n<li><b>(3DV 2025)</b> <a href="${arxiv}2408.00001">Doe et al</a>: Towards Oak Tables of Many Legs, Doe et al.</li>\n<li><b>(3DV 2025)</b> <a href="${arxiv}2408.00002">Roe et al</a>: Chairs, Roe et al.</li>\n<li><b>(3DV 2025)</b> <a href="${arxiv}2408.00002">SpoonNet</a>: Spoons for the Soup of the Day, Lu et al.</li>\n<li><b>(3DV 2025)</b> <a href="${arxiv}2408.00002">RoofNet</a>: Roofs that Let the Sun In, Lu et al.</li>\n</ul>`,
    [
      'html [TesMo] «Kettles that Boil in Scenes» ECCV 2024 @1 other',
      'html [ExpGest] «Lamps that Never Go Out» ICME 2024 @1 paper:2407.00001',
      'html [Tomato] «Doors for the House of Glass» ICML 2024 @1 code:x/tomato',
      'html «Towards Oak Tables of Many Legs» 3DV 2025 @1 paper:2408.00001',
      'html 3DV 2025 @1 paper:2408.00002',
      'html [SpoonNet] «Spoons for the Soup of the Day» 3DV 2025 @1 paper:2408.00002',
      'html [RoofNet] «Roofs that Let the Sun In» 3DV 2025 @1 paper:2408.00002',
    ],
  ],
  [
    'an unknown venue next to a column of papers, and code columns that lead to other things',
    `| Date | Conference | Paper | Code |\n|---|---|---|---|\n| 2016. 6. | KETTLECON | [Kettles that Boil in the Dark](https://example.org/kettle) | [Paper List](https://github.com/x/kettles) |\n| 2017. 6. | KETTLECON | [Lamps that Never Go Out](https://example.org/lamp) | [LampNet](https://github.com/x/lamp) |\n\n- **Doors for the House of Glass** [[pdf](${arxiv}1801.00001)] [[repo](paper/doe2018doors.pdf)]`,
    [
      'row «Kettles that Boil in the Dark» KETTLECON other other:x/kettles',
      'row «Lamps that Never Go Out» KETTLECON other code:x/lamp',
      'item «Doors for the House of Glass» paper:1801.00001 other',
    ],
  ],
  [
    'bold words after the name in a plain title, and a bold title after a name',
    `- (arXiv 2022.03) EDTER: **Lamp Detection** with Tables, [[Paper]](${arxiv}2203.00001)\n- DoorNet: **Doors for the House of Glass** Jane Doe, Richard Roe. [[Paper]](${arxiv}2203.00002)`,
    ['item «EDTER: Lamp Detection with Tables» arXiv 2022 paper:2203.00001', 'item «Doors for the House of Glass» @1 paper:2203.00002'],
  ],
  [
    'theses below their titles',
    `- Doe, J.,\n*[Boiling Water in Kettles of Clay](https://example.org/kettle)*,\nPh.D. Thesis, University of Example, Paris, France, 2016. [PDF](https://example.org/kettle.pdf)`,
    ['item «Boiling Water in Kettles of Clay» 2016 other paper'],
  ],
  [
    'a bracket left over before the title, and a title that quotes another',
    `- \\[[ACL 2024](${arxiv}2402.00001)\\] Kettles that Boil in the Dark. \`2024.06\`\n- Comments on "Lamps: A Light that Never Goes Out" [[paper](${arxiv}1808.00001)]\n- Code for "Doors for the House of Glass" [[paper](${arxiv}1809.00001)]`,
    [
      'item «Kettles that Boil in the Dark» ACL 2024 paper:2402.00001',
      'item «Comments on "Lamps: A Light that Never Goes Out» paper:1808.00001',
      'item «Doors for the House of Glass» paper:1809.00001',
    ],
  ],
  [
    'two authors with their venue, and a citation without its title, both below a bold title',
    `**Kettles that Boil in the Dark** ![](https://example.org/tea-blue)\n\n*Jane Doe, Richard Roe. arXiv 2023.* [[pdf](${arxiv}2308.00001)]\n\n**Lamps: A Light that Never Goes Out** ![](https://example.org/tea-blue)\n\n*Doe, J., Roe, R., Lu, W. (2018). Proceedings of the VLDB Endowment*, *12*(11), 1705–1718, 2018. [[paper](${arxiv}1808.00001)]`,
    [
      'paragraph «Kettles that Boil in the Dark» arXiv 2023 @1 paper:2308.00001',
      'paragraph «Lamps: A Light that Never Goes Out» Proceedings of the VLDB Endowment 2018 @1 paper:1808.00001',
    ],
  ],
  [
    'quotes on the lines below a bold title',
    `**GlassKettle: Boiling with Light**\nWhat is new: a "Glass Kettle Boiling Model" for tea.\n[Paper](${arxiv}2402.00001)`,
    ['paragraph «GlassKettle: Boiling with Light» paper:2402.00001'],
  ],
  [
    'names next to their venue: in brackets, on a line of labels, as a link, and after a tag',
    `5. [**OakTable**, *ICLR 2025*] Tables that Never Wobble in the Wind [[paper]](${arxiv}2501.00001)\n* NCSR [[Web]](https://example.org/ncsr) [[PDF]](${arxiv}1201.0001)\n  * Nonlocal Chairs of the Sparse Room (TIP 2012), Doe et al.\n* <b>(ICCV 2025)</b> <a href="${arxiv}2507.00001">PUMPS</a>: Water that Climbs in the Night, Doe et al.\n\n*(KTL)* **Kettles that Boil in the Dark.** Jane Doe, Richard Roe. ICLR 2013.\n\n[ICLR22 LampMLP](${arxiv}2202.00001)\nLamps that Never Go Out: A Simple Wire\n\n*CVPR 2021* [Doors of the World](${arxiv}2102.00001)\nJane Doe`,
    [
      'item [OakTable] «Tables that Never Wobble in the Wind» ICLR 2025 paper:2501.00001',
      'item [NCSR] «Nonlocal Chairs of the Sparse Room» TIP 2012 @1 project paper:1201.0001',
      'item [PUMPS] «Water that Climbs in the Night» ICCV 2025 @1 paper:2507.00001',
      'paragraph [KTL] «Kettles that Boil in the Dark» ICLR 2013 @1',
      'paragraph [LampMLP] «Lamps that Never Go Out: A Simple Wire» ICLR 2022 paper:2202.00001',
      'paragraph «Doors of the World» CVPR 2021 paper:2102.00001',
    ],
  ],
  [
    'the title in the heading or in a bullet, and remarks on the paper below its links',
    `## Kettles that Boil in the Dark\n${arxiv}1707.00001\nNice example of how to boil water\n\n## Lamps that Never Go Out\n* [[pdf](${arxiv}1901.00001)]\n* Doe et al. (2019.07)\n* Lamps have a potential of burning for a night, but are limited by the oil. We propose another oil.\n\n## Doors for the House of Glass\n\nDoorNet. *CVPR 2021*.\n\\[[arXiv](${arxiv}2103.00001)\\]\n\\- A novel door that opens by itself.\n\n- Opening Doors for the World to See\n- Jane Doe and Richard Roe`,
    [
      'paragraph «Kettles that Boil in the Dark» paper:1707.00001',
      'paragraph «Lamps that Never Go Out» 2019 @1 paper:1901.00001',
      'paragraph [DoorNet] «Opening Doors for the World to See» CVPR 2021 @1 paper:2103.00001',
    ],
  ],
  [
    'a row of an HTML table with an unknown venue, between rows with known ones',
    `<table>\n${['ECCV', 'WACV', 'KETTLECON', 'ICCV'].map((venue, row) => `<tr>\n<td><a href="https://example.org/${row}"><b>Kettles that Boil in ${venue === 'KETTLECON' ? 'Secret' : venue} Style</b></a></td>\n<td>${venue}</td>\n</tr>`).join('\n')}\n</table>`,
    [
      'html «Kettles that Boil in ECCV Style» ECCV other',
      'html «Kettles that Boil in WACV Style» WACV other',
      'html «Kettles that Boil in ICCV Style» ICCV other',
    ],
  ],
  [
    'a whole citation as the text of a link, and people after a dash or, with initials, before the title',
    `- [Doe, Jane, Richard Roe, and Wei Lu. "Kettles that boil in the dark." Journal of Kettles 3 (2018): 1-9.](${arxiv}1801.00001)\n- [Roe, Wei. "Lamps that never go out." arXiv preprint arXiv:1802.00001 (2018).](${arxiv}1802.00001)\n- [Doe et al. 2016, Doors of the World and the Sea](${arxiv}1601.00001)\n- ["Why Do Kettles Boil?" Explaining the Noises of Any Kettle](${arxiv}1602.00001)\n- (ICCV 2023) Tables Made of Oak and Ash - Jane Doe 외 [[논문](${arxiv}2304.00001)]\n- Doe, J.R., Roe, M. & Lu, W. Chairs of the World and the Town. Journal of Chairs 13, 4–9 (1998). [link](https://doi.org/10.1023/A:1008306431147)`,
    [
      'item «Kettles that boil in the dark» paper:1801.00001',
      'item «Lamps that never go out» paper:1802.00001',
      'item «Doors of the World and the Sea» paper:1601.00001',
      'item «Why Do Kettles Boil?" Explaining the Noises of Any Kettle» paper:1602.00001',
      'item «Tables Made of Oak and Ash» ICCV 2023 paper:2304.00001',
      'item «Chairs of the World and the Town» Journal of Chairs 1998 @1 paper:10.1023/a:1008306431147',
    ],
  ],
  [
    'a year without a known venue',
    `- [Kettles that Boil in the Dark](${arxiv}2101.00001) - Jane Doe et al., 2021 👉 [more](#more)\n- 2018, [Lamps that Never Go Out](${arxiv}1801.00001), [Code](https://github.com/x/lamps)\n1. 2022-10-15 - [Tables Made of Oak](${arxiv}2210.00001) by Roe et al.\n- [Chairs Made of Ash](${arxiv}1901.00001), JAIR 2019 [[code](https://github.com/x/chairs)]\n- [Doors of the World and the Sea](${arxiv}2002.00001) were built from 1900 to 1990.`,
    [
      'item «Kettles that Boil in the Dark» 2021 @1 paper:2101.00001 other',
      'item «Lamps that Never Go Out» 2018 paper:1801.00001 code:x/lamps',
      'item «Tables Made of Oak» 2022 @1 paper:2210.00001',
      'item «Chairs Made of Ash» 2019 paper:1901.00001 code:x/chairs',
      'item «Doors of the World and the Sea» paper:2002.00001',
    ],
  ],
  [
    'columns of authors, of unknown venues, and of a release year',
    `| Title | Release year | Venue | Authors | Paper |\n|---|---|---|---|---|\n| Kettles that Boil in the Dark | 2021 | KETTLECON | *Jane Doe et al.* | [link](${arxiv}2101.00001) |\n| Lamps that Never Go Out | 2022 | - | Jane Doe | [link](${arxiv}2201.00001) |\n| Doors of the World and the Sea | - | arXiv:1910.05453v3 | - | [link](${arxiv}1910.05453) |\n\n| Title | Venue | Date | Paper |\n|---|---|---|---|\n| Tables Made of Oak and Ash | ICLR | 2023-06 | [link](${arxiv}2306.00001) |`,
    [
      'row «Kettles that Boil in the Dark» KETTLECON 2021 @1 paper:2101.00001',
      'row «Lamps that Never Go Out» 2022 @1 paper:2201.00001',
      'row «Doors of the World and the Sea» paper:1910.05453',
      'row «Tables Made of Oak and Ash» ICLR paper:2306.00001',
    ],
  ],
  [
    'people next to the title in plain text, after and before a dash or a bar',
    `1. Kettles that Boil in the Dark. Jane Doe, Richard Roe, Wei Lu. ICML 2021.[^1]\n- [Lamps that Never Go Out](${arxiv}1801.00001) - J. Doe, A. Roe - Authors propose a lamp, a switch and a wire.\n- 2017 | Tables Made of Oak and Ash | Jane Doe, et al. | IJCAI | [\`PDF\`](${arxiv}1701.00001)\n- [Chairs of the World](${arxiv}1901.00001) IEEE Robotics and Automation Letters, 2019\n- [Chairs of the Town](${arxiv}1901.00002) - cells across diverse tissues from Doe et al. and others`,
    [
      'item «Kettles that Boil in the Dark» ICML 2021 @1',
      'item «Lamps that Never Go Out» @1 paper:1801.00001',
      'item «Tables Made of Oak and Ash» IJCAI 2017 @1 paper:1701.00001',
      'item «Chairs of the World» IEEE Robotics and Automation Letters 2019 paper:1901.00001',
      'item «Chairs of the Town» paper:1901.00002',
    ],
  ],
  [
    'the venue on a badge, and a workshop with its year glued to it',
    `- [Kettles that Boil in the Dark](${arxiv}2301.00001) ![Static Badge](https://img.shields.io/badge/ICLR'23-6c757d)\n- Lamps that Never Go Out [[CVPR Workshop2020]](${arxiv}2001.00001)`,
    ['item «Kettles that Boil in the Dark» ICLR 2023 paper:2301.00001', 'item «Lamps that Never Go Out» CVPR 2020 paper:2001.00001'],
  ],
  [
    'authors, venue and year right after and before a plain title',
    `- KettleNet: Boiling in the Dark, HotKettle 2015, ([paper](${arxiv}1501.00001))\n- <a href="${arxiv}2502.00001">LampNet</a>: Lamps that Never Go Out, Doe et al.\n- (Dennett, 1988) The Stance of Tables and Chairs. [**[Paper]**](${arxiv}2001.00001)\n\nDoors of the World and the Sea (Jane Doe, Richard Roe, Wei Lu)\n\n${arxiv}2012.02047`,
    [
      'item «KettleNet: Boiling in the Dark» 2015 paper:1501.00001',
      'item [LampNet] «Lamps that Never Go Out» @1 paper:2502.00001',
      'item «The Stance of Tables and Chairs» 1988 paper:2001.00001',
      'paragraph «Doors of the World and the Sea» @1 paper:2012.02047',
    ],
  ],
  [
    'a heading as the title of bullets with labels in bold',
    `## Papers\n\n### Deep Kettles for Image Recognition\n\n- **Authors:** Jane Doe, Richard Roe\n- **Venue:** CVPR 2016\n- **Links:** [paper](${arxiv}1512.03385), [code](https://github.com/x/kettles)\n- **TL;DR:** A simple idea that works surprisingly well.`,
    ['paragraph «Deep Kettles for Image Recognition» CVPR 2016 @1 paper:1512.03385 code:x/kettles'],
  ],
  [
    'a year and a venue joined to the title after them',
    `- 17-SIGCOMM-KettleNet: Boiling for Service Chains\n- [3] 2023_AAAI_Lamps that Never Go Out. [paper](${arxiv}2301.00001)\n- MM-Lamps: Lamps of Many Sorts [paper](${arxiv}2301.00002)`,
    [
      'item «KettleNet: Boiling for Service Chains» SIGCOMM 2017',
      'item «Lamps that Never Go Out» AAAI 2023 paper:2301.00001',
      'item «MM-Lamps: Lamps of Many Sorts» paper:2301.00002',
    ],
  ],
  [
    'rows of an HTML table with a title of two words, without a link to the paper, and with the paper of another',
    `<table>\n${[
      ['Kettles that Boil in the Dark', `<a href="${arxiv}2101.00001">paper</a>`],
      ['Segment Lamps', `<a href="${arxiv}2201.00001">paper</a>`],
      ['<a href="https://scholar.google.com/scholar?q=Tables">Tables Made of Oak and Ash</a>', '-'],
      ['<a href="https://scholar.google.com/scholar?q=Chairs">Chairs Made of Oak and Ash</a>', '-'],
      ['Spoons for the Soup of the Day', `<a href="${arxiv}2301.00001">paper</a>`],
      ['Roofs that Let the Sun In', `<a href="${arxiv}2301.00001">paper</a>`],
    ]
      .map(([title, link]) => `<tr>\n<td>${title}</td>\n<td>ICCV 2023</td>\n<td>${link}</td>\n</tr>\n`)
      .join('')}</table>`,
    [
      'html «Kettles that Boil in the Dark» ICCV 2023 paper:2101.00001',
      'html ICCV 2023 paper:2201.00001',
      'html «Tables Made of Oak and Ash» ICCV 2023 other',
      'html «Chairs Made of Oak and Ash» ICCV 2023 other',
      'html «Spoons for the Soup of the Day» ICCV 2023 paper:2301.00001',
      'html «Roofs that Let the Sun In» ICCV 2023 paper:2301.00001',
    ],
  ],
  [
    '`<details>` that hold an entry each, one with a title of two words',
    ['Kettles that Boil in the Dark', 'Segment Lamps']
      .map((title, at) => `<details>\n<summary><b>${title}</b> (CVPR 2023)</summary>\n\n[Paper](${arxiv}2301.0001${at})\n\n</details>\n`)
      .join('\n'),
    ['html «Kettles that Boil in the Dark» CVPR 2023 paper:2301.00010', 'html CVPR 2023 paper:2301.00011'],
  ],
  [
    'a name before the linked title',
    `* CoK-E [Explain Your Kettles! Models of Common Sense](${arxiv}1906.02361)\n* Best [Lamps that Never Go Out](${arxiv}1906.02362)`,
    ['item [CoK-E] «Explain Your Kettles! Models of Common Sense» paper:1906.02361', 'item «Lamps that Never Go Out» paper:1906.02362'],
  ],
  [
    'pages of a conference, which are no papers',
    `| Year | Website | Accepted |\n|---|---|---|\n| 2025 | [website](https://www.usenix.org/conference/usenixsecurity25) | [link](https://www.usenix.org/conference/usenixsecurity25/technical-sessions) |`,
    [],
  ],
  [
    'the kind of paper as the text of its link, in brackets before the title',
    `- [[Survey](${arxiv}1906.01529)] Kettles of the World: A Catalogue of Shapes\n- [[Thesis](${arxiv}1906.01530)] Lamps that Never Go Out [[Code](https://github.com/x/lamps)]\n- [[BLVD](https://github.com/x/BLVD)] Six thousand lamps and five thousand kettles. [[paper](${arxiv}1906.01531)]`,
    [
      'item «Kettles of the World: A Catalogue of Shapes» paper:1906.01529',
      'item «Lamps that Never Go Out» paper:1906.01530 code:x/lamps',
      'item code:x/BLVD paper:1906.01531',
    ],
  ],
  [
    'venue and year in brackets before the title, as the text of one link',
    `- [[AAAI 2018] Kettles that Boil in the Dark of the Night](${arxiv}1801.00001)`,
    ['item «Kettles that Boil in the Dark of the Night» AAAI 2018 paper:1801.00001'],
  ],
  [
    'venue and year in round brackets before the title, within the link',
    `- [(ACL 2018) Kettles that Boil in the Dark of the Night](${arxiv}1801.00001)\n- [(Almost) No Kettle Boils in the Dark](${arxiv}1801.00002)`,
    ['item «Kettles that Boil in the Dark of the Night» paper:1801.00001', 'item «(Almost) No Kettle Boils in the Dark» paper:1801.00002'],
  ],
  [
    'a name in brackets between venue and title',
    `- **\`ICML 2024\`** [**KettleDream**] KettleDream: Boiling in the Dark [[Paper](${arxiv}2310.00344)]\n- (KT-MPC) [KT-MPC: Control of Kettles in the Wild](${arxiv}2410.10646), RA-L 2025.\n- [[KETL](${arxiv}2004.11985)] KETL: A Large Set of Kettles`,
    [
      'item [KettleDream] «KettleDream: Boiling in the Dark» ICML 2024 paper:2310.00344',
      'item [KT-MPC] «KT-MPC: Control of Kettles in the Wild» RA-L 2025 paper:2410.10646',
      'item [KETL] «KETL: A Large Set of Kettles» paper:2004.11985',
    ],
  ],
  [
    'a linked name, a venue, and the title that declares the name',
    `- [UpKetling](${arxiv}2211.11950) [ICCV2023] UpKettling: Boiling without Looking at the Water\n- [Kettles](${arxiv}2211.11951) [ICCV2023] Things to note: they boil in the dark`,
    [
      'item [UpKetling] «UpKettling: Boiling without Looking at the Water» ICCV 2023 paper:2211.11950',
      'item [Kettles] ICCV 2023 paper:2211.11951',
    ],
  ],
  [
    'a linked name, a colon, and the linked title',
    `- [OpenKettle](https://github.com/x/OpenKettle): [OpenKettle: A Large Set of Kettles](${arxiv}2303.03991v1)\n- [Code](https://github.com/x/lamps): [OpenLamp: A Large Set of Lamps](${arxiv}2303.03992)`,
    [
      'item [OpenKettle] «OpenKettle: A Large Set of Kettles» code:x/OpenKettle paper:2303.03991',
      'item «OpenLamp: A Large Set of Lamps» code:x/lamps paper:2303.03992',
    ],
  ],
  [
    'bold words of a sentence that continues with a link',
    `**The updated version of our [paper](${arxiv}2404.18861v2) is now available!**`,
    ['paragraph paper:2404.18861'],
  ],
  [
    'a linked name alone on its line, with a sentence below',
    `- [**FloKettle**](${arxiv}2207.08119)\\\n  Motion-aware measure that uses steam for weighting.`,
    ['item [FloKettle] «Motion-aware measure that uses steam for weighting» paper:2207.08119'],
  ],
  [
    'a table with names and a column of sentences',
    `| Model | What it does | Links |\n|---|---|---|\n| LampNet | Lamps provide a set of lights that shine over nights. | [paper](${arxiv}2201.00001) |\n| OakNet | Tables Made of Oak and Other Woods | [paper](${arxiv}2201.00002) |`,
    ['row [LampNet] paper:2201.00001', 'row [OakNet] «Tables Made of Oak and Other Woods» paper:2201.00002'],
  ],
  [
    'the affiliations of the authors, before the link',
    `- 🏛️ Institutions: K Company of Lamps [[paper](${arxiv}2510.19949)]`,
    ['item paper:2510.19949'],
  ],
  [
    'a bullet with a tag, a plain title and a bold venue',
    `- **[ MoCo ]** Momentum Contrast for Unsupervised Learning **(CVPR 2020)** [[Paper](${arxiv}1911.05722)] [[CODE](https://github.com/x/moco)]`,
    ['item [MoCo] «Momentum Contrast for Unsupervised Learning» CVPR 2020 paper:1911.05722 code:x/moco'],
  ],
  [
    'a table whose link text is name, venue and year',
    `| idx | Paper / Code |\n|---|---|\n| 2 | [SparK (ICLR 2023)](${arxiv}2301.03580) / [CODE](https://github.com/x/SparK) |`,
    ['row [SparK] ICLR 2023 paper:2301.03580 code:x/SparK'],
  ],
  [
    'rows of an HTML table with a linked name before the title',
    `<table>\n${[
      ['LEDITS++', '2311.16711', 'LEDITS++: Limitless Image Editing by Text', 'CVPR 2024'],
      ['P2P', '2208.01626', 'Prompt-to-Prompt Editing with Cross Attention Control', 'ICLR 2023'],
    ]
      .map(
        ([name, id, title, venue]) =>
          `<tr>\n<td><a href="https://${name?.replace(/\W/g, '')}.example.org">${name}</a></td>\n<td><a href="${arxiv}${id}">${title}</a></td>\n<td>${venue}</td>\n</tr>\n`,
      )
      .join('')}</table>`,
    [
      'html «LEDITS++: Limitless Image Editing by Text» CVPR 2024 other paper:2311.16711',
      'html «Prompt-to-Prompt Editing with Cross Attention Control» ICLR 2023 other paper:2208.01626',
    ],
  ],
  [
    'rows of an HTML table that each name a field of research',
    `<table>\n${['2204.01691', '2301.12050', '2207.05608'].map((id) => `<tr>\n<td>Name</td>\n<td>Robotics and Embodied Systems</td>\n<td><a href="${arxiv}${id}">Paper</a></td>\n</tr>\n`).join('')}</table>`,
    ['html «Robotics and Embodied Systems» paper:2204.01691 paper:2301.12050 paper:2207.05608'],
  ],
  [
    'an HTML table with a header row, which joins no entry',
    `<table>\n<tr><th>Requirement of Some Words</th><th>Year</th></tr>\n<tr><td><a href="${arxiv}2009.12153">A Survey on Model Watermarking</a></td><td>CVPR 2021</td></tr>\n</table>`,
    ['html «A Survey on Model Watermarking» CVPR 2021 paper:2009.12153'],
  ],
  [
    'paragraphs that each cite a paper',
    `Jane Doe, Richard Roe, et al. Training verifiers to solve math word problems. arXiv preprint arXiv:2110.14168, 2021.\n\nZhihong Shao, Y. K. Li, Y. Wu, and Daya Guo. Deepseekmath: Pushing the limits of mathematical reasoning, 2024. URL ${arxiv}2402.03300.\n\nI. Loshchilov and F. Hutter. Decoupled weight decay regularization. In International Conference on Learning Representations, 2019. URL ${arxiv}1711.05101.`,
    [
      'paragraph «Deepseekmath: Pushing the limits of mathematical reasoning» 2024 @1 paper:2402.03300',
      'paragraph «Decoupled weight decay regularization» International Conference on Learning Representations 2019 @1 paper:1711.05101',
    ],
  ],
  [
    'a paragraph with a venue and a year of its own, below another',
    `**A Title of Some Words to Read.** CVPR 2021.\n\nwords that nobody can tell from others. ICLR 2023. [[Paper]](${arxiv}2110.14168)`,
    ['paragraph «A Title of Some Words to Read» CVPR 2021', 'paragraph ICLR 2023 paper:2110.14168'],
  ],
  [
    'a formula below a paragraph',
    `A Title of Some Words to Read. [paper](${arxiv}1706.03762)\n\n$$\n\\theta_i = 10000^{-2i/d} \\tag{4.3} [x](${arxiv}1706.03763)\n$$`,
    ['paragraph «A Title of Some Words to Read» paper:1706.03762'],
  ],
  [
    'a title in italics within quotes, after people',
    `- Ke Xu, Gerhard Petrus Hancke, Rynson W.H. Lau: "*Learning Image Harmonization in the Linear Color Space.*" ICCV (2023) [[paper]](${arxiv}2301.00001)`,
    ['item «Learning Image Harmonization in the Linear Color Space» ICCV 2023 @1 paper:2301.00001'],
  ],
  [
    'news in italics about a survey',
    `- ***2025/02***: _A recent [survey](${arxiv}2502.16533) offers a comprehensive overview of the field of graphs._`,
    ['item 2025 paper:2502.16533'],
  ],
  [
    'papers mentioned in sentences',
    `- **Blackboards:** an old idea, as Erman and Lesser's [1975 organization of HEARSAY](${arxiv}2301.00001) coordinated its sources, and Nii's [1986 account of the blackboard model](${arxiv}2301.00002) documented the architecture.\n- An example for the original [entropy net](${arxiv}2301.00003):`,
    [],
  ],
  [
    'a table whose rows link what each paper was built on',
    `| Paper | Date | Base detector | mAP |\n| --- | --- | --- | --- |\n| [DFF](${arxiv}1611.07715) | Nov 2016 | [R-FCN](${arxiv}1605.06409) | 73.0 |`,
    ['row [DFF] 2016 paper:1611.07715 other:1605.06409'],
  ],
  [
    'a table about something other than papers',
    `| Law | Parameter | Description |\n| --- | --- | --- |\n| [Densification Law of Graphs](${arxiv}1611.07715) | Density degree of some graphs | Grows |`,
    [],
  ],
  [
    'a repository among papers',
    `| Title | Venue | Paper |\n| --- | --- | --- |\n| RENarGen of Somebody (Official Repository) | GitHub 2024 | [arXiv](${arxiv}2404.00829) |`,
    [],
  ],
  [
    'a paper with which another is compared',
    `- [Adaptive feature aggregation in deep networks](${arxiv}2101.00001). CVPR 2021.\n\n  An extension of [Deep adaptive feature aggregation in networks](${arxiv}2001.00001). CIKM, 2020.`,
    ['item «Adaptive feature aggregation in deep networks» CVPR 2021 paper:2101.00001 other:2001.00001'],
  ],
  [
    'a bold title with year and authors after it',
    `- **Distilling the knowledge in a neural network** (2015), G. Hinton et al. [[pdf]](${arxiv}1503.02531)`,
    ['item «Distilling the knowledge in a neural network» 2015 @1 paper:1503.02531'],
  ],
  [
    'a numbered paragraph with a bold title in quotes',
    `**[1]** Simonyan, Karen, and Andrew Zisserman. "**Very deep convolutional networks**." (2014). [[pdf]](${arxiv}1409.1556) :star:`,
    ['paragraph «Very deep convolutional networks» 2014 @1 paper:1409.1556'],
  ],
  [
    'title, links and authors on lines of their own',
    `- Representation Learning by Context Prediction.\n  [[pdf]](${arxiv}1505.05192)\n  [[code]](https://github.com/x/context)\n  - Carl Doersch, Abhinav Gupta, Alexei Efros. *ICCV 2015*`,
    ['item «Representation Learning by Context Prediction» ICCV 2015 @1 paper:1505.05192 code:x/context'],
  ],
  [
    'a bold title paragraph with bullets of bare addresses',
    `**DeepIR: Deep Reconstruction of Images**\n\n- Paper: ${arxiv}2104.02628\n\n- Code: https://github.com/x/deepir`,
    ['paragraph «DeepIR: Deep Reconstruction of Images» paper:2104.02628 code:x/deepir'],
  ],
  [
    'bold title, italic authors, venue line',
    `**Fields for Everything Visible** \\\n*Ada Kim, Ben Ito, Cara Lund* \\\nCVPR 2021. [[PDF](${arxiv}2101.00001)] [[Project](https://fields.github.io)]`,
    ['paragraph «Fields for Everything Visible» CVPR 2021 @1 paper:2101.00001 project:fields/fields.github.io'],
  ],
  [
    'venues of other fields in brackets and after a comma',
    `- [PAKDD 24] **Random Masks for Graphs of All Sorts** [[paper]](${arxiv}2401.00001)\n- [Tensors for Programs of All Sorts](${arxiv}2501.00001), PLDI'25`,
    [
      'item «Random Masks for Graphs of All Sorts» PAKDD 2024 paper:2401.00001',
      'item «Tensors for Programs of All Sorts» PLDI 2025 paper:2501.00001',
    ],
  ],
  [
    'a name and a quoted title',
    `* **SimCLR**: "A Simple Framework for Contrastive Learning", ICML, 2020 (*Google*). [[Paper](${arxiv}2002.05709)][[PyTorch](https://github.com/x/simclr)]`,
    ['item [SimCLR] «A Simple Framework for Contrastive Learning» ICML 2020 paper:2002.05709 code:x/simclr'],
  ],
  [
    'a linked title, its name in parentheses, nested bullets',
    `- [Deep reinforcement learning from human preferences](${arxiv}1706.03741) (PrefRL)\n  - Paul Christiano, Jan Leike, Tom Brown\n  - Code: [official](https://github.com/x/prefs)`,
    ['item [PrefRL] «Deep reinforcement learning from human preferences» @1 paper:1706.03741 code:x/prefs'],
  ],
  [
    'a date before a bold title, bars between the parts',
    `- [2024/02/05] **Understanding the planning of LLM agents: A survey** | [[paper]](${arxiv}2402.02716) | [code]`,
    ['item «Understanding the planning of LLM agents: A survey» paper:2402.02716'],
  ],
  [
    'year and venue before the title',
    `* 2021-CVPR - Multi-Objective Interpolation for Robustness. [[Paper]](${arxiv}2012.04462) [[Code]](https://github.com/x/MOIT)`,
    ['item «Multi-Objective Interpolation for Robustness» CVPR 2021 paper:2012.04462 code:x/MOIT'],
  ],
  [
    'venue and year before the title, with and without a comma',
    `- ICRA 2024, Learning Force Control for Legs, [arXiv](${arxiv}2405.01402)\n- NeurIPS'23 Distilling Robustness from Foundation Models [[arxiv](${arxiv}2311.01441)]\n- arXiv 2024.08, In-Context Imitation via Prediction, [arXiv](${arxiv}2408.15980)`,
    [
      'item «Learning Force Control for Legs» ICRA 2024 paper:2405.01402',
      'item «Distilling Robustness from Foundation Models» NeurIPS 2023 paper:2311.01441',
      'item «In-Context Imitation via Prediction» arXiv 2024 paper:2408.15980',
    ],
  ],
  [
    'a venue as part of the name of a workshop',
    `- CVPR 2021 Workshop on Autonomous Driving at Night [[page](https://example.edu/wad)] [[paper](${arxiv}2106.00001)]`,
    ['item «CVPR 2021 Workshop on Autonomous Driving at Night» project paper:2106.00001'],
  ],
  [
    'authors before the title, with a comma or a period after them',
    `[8] Ada Kim, Ben Ito, Accelerating the Super-Resolution Network, ECCV, 2016. [[Paper]](${arxiv}1608.00367)\n\n[65] Ada B. Kim, Ben Ito, and Cara Lund. SROBB: Targeted Perceptual Loss for Images. ICCV, 2019. [[Paper]](${arxiv}1908.07222)\n\n- A. Kim, et. al., Human-level Control through Deep Networks, Nature, 2015. [[Paper]](https://www.nature.com/articles/nature14236)`,
    [
      'paragraph «Accelerating the Super-Resolution Network» ECCV 2016 @1 paper:1608.00367',
      'paragraph «SROBB: Targeted Perceptual Loss for Images» ICCV 2019 @1 paper:1908.07222',
      'item «Human-level Control through Deep Networks» Nature 2015 @1 paper:10.1038/nature14236',
    ],
  ],
  [
    'people with their initials last before a bold title',
    `* George S, Santra A K. <b>Prediction Using Multifaceted Techniques: A Survey</b>[J]. Some Journal, 2020: 1-60. [Link](https://doi.org/10.1007/s11277-020-07612-8)\n* Xu M, Dai W, et al. <b>Spatial Networks for Flow Forecasting</b>[J]. arXiv preprint arXiv:2001.02908, 2020. [Link](${arxiv}2001.02908)`,
    [
      'item «Prediction Using Multifaceted Techniques: A Survey» 2020 @1 paper:10.1007/s11277-020-07612-8',
      'item «Spatial Networks for Flow Forecasting» arXiv preprint 2020 @1 paper:2001.02908',
    ],
  ],
  [
    'titles with enumerations, next to people with their affiliations',
    `- **Watch, Try, Learn: Acting from Some Demonstrations and Reward**. *Jane Doe(University of Science and Technology), Li Wei.* [[pdf]](${arxiv}1906.03352)\n- **Scalable, Symbiotic, AI and Non-AI Agent Based Simulations** [[pdf]](${arxiv}2505.23846)\n- Large Recommender Systems of Words: Taxonomy, Trend, Application and Future [[pdf]](${arxiv}2412.13432)`,
    [
      'item «Watch, Try, Learn: Acting from Some Demonstrations and Reward» @1 paper:1906.03352',
      'item «Scalable, Symbiotic, AI and Non-AI Agent Based Simulations» paper:2505.23846',
      'item «Large Recommender Systems of Words: Taxonomy, Trend, Application and Future» paper:2412.13432',
    ],
  ],
  [
    'a linked name with its colon in the link, or in the bold words around it',
    `- [RAGCache:](${arxiv}2404.12457) Efficient Knowledge Caching for Generation | PKU\n- **[Oobleck](${arxiv}2309.08125):** Resilient Distributed Training of Large Models`,
    [
      'item [RAGCache] «Efficient Knowledge Caching for Generation» paper:2404.12457',
      'item [Oobleck] «Resilient Distributed Training of Large Models» paper:2309.08125',
    ],
  ],
  [
    'titles with the characters that HTML writes as references',
    `- **Communicating Agents for &#34;Mind&#34; Exploration of Societies** [[pdf]](${arxiv}2303.17760)\n- Learning Poincar&eacute; Maps: What&#39;s a Bird&apos;s Eye View &amp; a Review&quot;. [[pdf]](${arxiv}1705.08039)`,
    [
      'item «Communicating Agents for "Mind" Exploration of Societies» paper:2303.17760',
      "item «Learning Poincaré Maps: What's a Bird's Eye View & a Review» paper:1705.08039",
    ],
  ],
  [
    'a title that opens with commas, and people alone',
    `- Fast Kernels, Slow Kernels, and Everything In Between for Graphs (2019) [[pdf]](${arxiv}1901.00001)\n- [UT / UML / Berkeley](${arxiv}1412.4729)`,
    [
      'item «Fast Kernels, Slow Kernels, and Everything In Between for Graphs» 2019 paper:1901.00001',
      'item [UT / UML / Berkeley] paper:1412.4729',
    ],
  ],
  [
    'names in place of titles below a heading of four words',
    `### 3D Reconstruction/Generation/Understanding of Hands\n\n- IM-HOI (arXiv 2023) [[Paper]](${arxiv}2312.08869), [[Project]](https://x.github.io/im)\n- HDM (arXiv 2023) [[Paper]](${arxiv}2312.07063)`,
    ['item [IM-HOI] arXiv 2023 paper:2312.08869 project:x/im', 'item [HDM] arXiv 2023 paper:2312.07063'],
  ],
  [
    'a linked title with badges below',
    `+ [MovieBench: A Hierarchical Movie Level Dataset](${arxiv}2411.15262) (CVPR 2025)\n  [![arXiv](https://img.shields.io/badge/arXiv-b31b1b.svg)](${arxiv}2411.15262)\n  [![Star](https://img.shields.io/github/stars/x/y.svg)](https://github.com/x/y)`,
    ['item «MovieBench: A Hierarchical Movie Level Dataset» CVPR 2025 paper:2411.15262 paper:2411.15262 code:x/y'],
  ],
  [
    'a table without outer pipes, with `None` in a cell',
    `Date|Method|Conference|Title|Code\n---|---|---|---|---\n2021-06-10|MST|NeurIPS 2021|[MST: Masked Self-Supervised Transformer](${arxiv}2106.05656)|None`,
    ['row [MST] «MST: Masked Self-Supervised Transformer» NeurIPS 2021 paper:2106.05656'],
  ],
  [
    'a table whose first column is the venue',
    `| Conference / Journal | Paper | ImageNet |\n|---|---|---|\n| CVPR 2020 | [Learning of Video-Induced Invariances](${arxiv}1912.02783) | 66.2 % |`,
    ['row «Learning of Video-Induced Invariances» CVPR 2020 paper:1912.02783'],
  ],
  [
    'HTML paragraphs with the title in the link',
    `<p align="left">\n  <a href="${arxiv}2404.04319" title="SpatialTracker: Tracking Any 2D Pixels">\n    <strong>SpatialTracker: Tracking Any 2D Pixels</strong>\n  </a>\n  [<a href="${arxiv}2404.04319">paper</a>] [<a href="https://github.com/x/tracker">code</a>]\n</p>`,
    ['html «SpatialTracker: Tracking Any 2D Pixels» paper:2404.04319 paper:2404.04319 code:x/tracker'],
  ],
  [
    'the title as a heading',
    `### Two-hand Global 3D Pose Using Monocular RGB\n\n* [Paper](${arxiv}2006.01320)\n* [Code](https://github.com/x/hands)`,
    ['paragraph «Two-hand Global 3D Pose Using Monocular RGB» paper:2006.01320 code:x/hands'],
  ],
  [
    'labels in Chinese',
    `**Anomaly Detection in Video Sequences**\n\n- 论文：${arxiv}2003.04490\n- 代码：https://github.com/x/anomaly`,
    ['paragraph «Anomaly Detection in Video Sequences» paper:2003.04490 code:x/anomaly'],
  ],
  [
    'the venue as a link before the title',
    `- [[CVPR](${arxiv}1904.03461)] Embodied Question Answering in Photorealistic Environments. [__\`oth.\`__]`,
    ['item «Embodied Question Answering in Photorealistic Environments» CVPR paper:1904.03461'],
  ],
  [
    'an entry on each line of one paragraph',
    `[Adaptive Federated Optimization](${arxiv}2003.00295)\n[Federated Learning with Non-IID Data](${arxiv}1806.00582)`,
    ['paragraph «Adaptive Federated Optimization» paper:2003.00295', 'paragraph «Federated Learning with Non-IID Data» paper:1806.00582'],
  ],
  [
    'a name as the link, its title after a colon',
    `- [HAP](${arxiv}2401.00001): Training on Heterogeneous Clusters with Program Synthesis | EuroSys '24`,
    ['item [HAP] «Training on Heterogeneous Clusters with Program Synthesis» EuroSys 2024 paper:2401.00001'],
  ],
  [
    'a name in place of the title',
    `- PViC (ICCV 2023), [[Paper]](${arxiv}2308.06202), [[Code]](https://github.com/x/pvic)`,
    ['item [PViC] ICCV 2023 paper:2308.06202 code:x/pvic'],
  ],
  [
    'remarks on a paper or a list, and keywords',
    `Graph clustering, which aims to divide the nodes, [[paper](${arxiv}2211.12875)]\n\nHow well do models inspect? Please refer to our research. [[ICLR 2025](${arxiv}2410.09453)]\n\nA curated list of awesome works [\`pdf\`](${arxiv}2312.11562)\n\nKeywords: anomaly detection, industrial image [[paper](${arxiv}2312.11563)]`,
    ['paragraph ICLR 2025 paper:2211.12875 paper:2410.09453 paper:2312.11562 paper:2312.11563'],
  ],
  [
    'columns of links that say only `Link`',
    `| Title | Paper | Code | Project Page |\n|---|---|---|---|\n| Image to Animatable Head Avatars | [Link](${arxiv}2503.15851) | [Link](https://github.com/x/heads) | [Link](https://x.github.io/heads/) |`,
    ['row «Image to Animatable Head Avatars» paper:2503.15851 code:x/heads project:x/heads'],
  ],
  [
    'a venue in brackets after the title, and links that say only `link`',
    `- Mixed supervision for surface-defect detection [[Computers in Industry 2021](${arxiv}2104.06064)] [[link](https://github.com/x/mixed)] [[link](https://x.github.io/mixed)]\n- RoBiS: Robust Binary Segmentation for Images [[CVPR 2025 VAND 3.0 Workshop]](${arxiv}2505.21152)`,
    [
      'item «Mixed supervision for surface-defect detection» paper:2104.06064 code:x/mixed project:x/mixed',
      'item «RoBiS: Robust Binary Segmentation for Images» CVPR 2025 paper:2505.21152',
    ],
  ],
  [
    'the venue in the label, and a name before the title in parentheses',
    `**Ingredient-Oriented Learning for Restoration**\n\n- Paper: [CVPR Open Access Version](https://openaccess.thecvf.com/content/CVPR2023/html/Zhang_A_CVPR_2023_paper.html)\n\n| Model | Top-1 |\n|---|---|\n| ResNet-18 (['Deep Residual Learning for Image Recognition'](${arxiv}1512.03385)) | 28.1 |`,
    [
      'paragraph «Ingredient-Oriented Learning for Restoration» paper:CVPR2023 Zhang_A',
      'row [ResNet-18] «Deep Residual Learning for Image Recognition» paper:1512.03385',
    ],
  ],
  [
    'a name and links that say only `Technical Report`',
    `| Model | Report |\n|---|---|\n| Kimi-VL | [📜Technical Report](${arxiv}2504.07491) [Tech Report](${arxiv}2504.07492) |`,
    ['row [Kimi-VL] paper:2504.07491 paper:2504.07492'],
  ],
  [
    'running text about a paper, which is no title',
    `This project is a part of our **survey on masked modeling methods** ([arXiv](${arxiv}2401.00897)).`,
    ['paragraph paper:2401.00897'],
  ],
  [
    'what is said of a name, which is no title',
    `- **Kettle** — Boils in the dark and never spills a drop. [📄](${arxiv}2103.00020)\n- **Teapot** — "Pouring in the Dark with One Arm." [📄](${arxiv}2103.00021)\n\n| Year | Work | Why it matters | Resources |\n|---|---|---|---|\n| 2023 | **Kettle** | Boils every cup twice for quiet kitchens. | [📄](${arxiv}2103.00020) |\n| 2024 | Pouring in the Dark with One Arm. | | [📄](${arxiv}2103.00021) |\n\n| Work | Year | Links | Contribution |\n|---|---|---|---|\n| Kettle K2 | 2023 | [paper](${arxiv}2103.00020) | Open kettle that is tuned for tea and coffee. |`,
    [
      'item paper:2103.00020',
      'item «Pouring in the Dark with One Arm» paper:2103.00021',
      'row 2023 paper:2103.00020',
      'row «Pouring in the Dark with One Arm» 2024 paper:2103.00021',
      'row 2023 paper:2103.00020',
    ],
  ],
  [
    'a remark in parentheses before a title',
    `19. (Bias in dialog; AIES 2017) **Ethical Challenges in Dialogue Systems.** _Ada Kim, Ben Ito_.\n    [[pdf](${arxiv}1711.09050)]`,
    ['item «Ethical Challenges in Dialogue Systems» AIES 2017 @1 paper:1711.09050'],
  ],
  [
    'a volume after the name of proceedings',
    `- Hui, Le, et al. "**3d siamese voxel-to-bev tracker.**" Advances in Neural Information Processing Systems 34 (2021): 28714. [[Paper](${arxiv}2111.04426)]`,
    ['item «3d siamese voxel-to-bev tracker» Advances in Neural Information Processing Systems 2021 @1 paper:2111.04426'],
  ],
  [
    'a bold title with its authors and no link',
    `* **ReST: A Reconfigurable Graph Model for Tracking**, Cheng-Che Cheng, Min-Xuan Qiu, Chen-Kuo Chiang`,
    ['item «ReST: A Reconfigurable Graph Model for Tracking» @1'],
  ],
  [
    'titles that are questions',
    `- **Are Powerful Networks Necessary?** [[pdf]](${arxiv}1905.04579)\n- Can Small Models Reason Well [[pdf]](${arxiv}2403.04260)`,
    ['item «Are Powerful Networks Necessary?» paper:1905.04579', 'item «Can Small Models Reason Well» paper:2403.04260'],
  ],
  [
    'reference links',
    `- Momentum Contrast for Unsupervised Learning [[pdf][1]]\n\n[1]: ${arxiv}1911.05722`,
    ['item «Momentum Contrast for Unsupervised Learning» paper:1911.05722'],
  ],
  [
    'nested bullets that are entries themselves',
    `- Surveys\n  - [A Survey on Visual Transformers](${arxiv}2012.12556)\n  - [Transformers in Vision: A Survey](${arxiv}2101.01169)`,
    ['item «A Survey on Visual Transformers» paper:2012.12556', 'item «Transformers in Vision: A Survey» paper:2101.01169'],
  ],
  [
    'a tag on three entries, which is a category',
    `- **[ Study ]** How Useful is Pretraining? [[Paper](${arxiv}2003.14323)]\n- **[ Study ]** How Well Do Models Transfer? [[Paper](${arxiv}2011.13377)]\n- **[ Study ]** What Makes for Good Views? [[Paper](${arxiv}2005.10243)]`,
    [
      'item ~Study «How Useful is Pretraining?» paper:2003.14323',
      'item ~Study «How Well Do Models Transfer?» paper:2011.13377',
      'item ~Study «What Makes for Good Views?» paper:2005.10243',
    ],
  ],
  [
    'a repaired address',
    `- **[ MAE ]** Masked Autoencoders Are Scalable Learners [[Paper](https//arxiv.org/abs/2111.06377)]`,
    ['item [MAE] «Masked Autoencoders Are Scalable Learners» paper:2111.06377'],
  ],
  [
    'symbols and labels before links, and the title after them',
    `:orange_square: \`RVOS\` &nbsp;&nbsp;-&nbsp; [paper](${arxiv}2509.18094) / [code](https://github.com/x/unipixel) &nbsp;-&nbsp; UniPixel: Unified Object Segmentation\n\n:star: \`RVOS\` - [paper](${arxiv}2509.18095) / code - Robust Object Segmentation by Intervention`,
    [
      'paragraph «UniPixel: Unified Object Segmentation» paper:2509.18094 code:x/unipixel',
      'paragraph «Robust Object Segmentation by Intervention» paper:2509.18095',
    ],
  ],
  [
    'a venue set apart from its year, below a heading in HTML',
    `### Workshops and Tutorials\n\n<h2 id="papers">Papers</h2>\n\n- Sundial: A Family of Time Series Models, in *ICML* 2025. [\\[Paper\\]](${arxiv}2502.00816)\n- Large Models for Time and Space, in *arXiv* 2023. [\\[Paper\\]](${arxiv}2310.10196)`,
    [
      'item «Sundial: A Family of Time Series Models» ICML 2025 paper:2502.00816',
      'item «Large Models for Time and Space» arXiv 2023 paper:2310.10196',
    ],
  ],
  [
    'a remark in Chinese before a bold title',
    `\\# 用神经网络处理可满足性问题 \\#\n6.【】 **Learning a Solver from Supervision.** ICLR, 2018. [paper](https://openreview.net/pdf?id=HJMC_iA5tm)`,
    ['paragraph «Learning a Solver from Supervision» ICLR 2018 paper:HJMC_iA5tm'],
  ],
  [
    'a table without outer bars, its addresses right before a bar',
    `Category|Paper|Code|Accepted at|Year\n--|:--:|:--:|:--:|--:\nValue|[QTRAN: Learning to Factorize Cooperation](${arxiv}1905.05408)|https://github.com/x/pymarl|ICML|2019`,
    ['row «QTRAN: Learning to Factorize Cooperation» ICML 2019 paper:1905.05408 code:x/pymarl'],
  ],
  [
    'a venue after dashes in the text of the link',
    `- [Panoptic Pyramid Networks - CVPR - 2019](${arxiv}1901.02446)\n- [Learning to See the Invisible - ARXIV 2018](${arxiv}1804.08864)\n- [Seeing in 3D - A Review of 2019](${arxiv}1804.08865)`,
    [
      'item «Panoptic Pyramid Networks» CVPR 2019 paper:1901.02446',
      'item «Learning to See the Invisible» ARXIV 2018 paper:1804.08864',
      'item «Seeing in 3D - A Review of 2019» paper:1804.08865',
    ],
  ],
  [
    'titles in a section of surveys and benchmarks, but not names of data sets',
    `## Surveys & Benchmarks\n\n- [TAI 2023] A Survey on Graph Summarization. [[pdf]](${arxiv}2302.06114)\n- GC-Bench [[pdf]](${arxiv}2302.06115)`,
    ['item «A Survey on Graph Summarization» 2023 paper:2302.06114'],
  ],
  ['people as no entries', '- _Wongi Park_ | [Github](https://github.com/x) | [LinkedIn](https://www.linkedin.com/in/x/) |', []],
  ['data sets as no entries', `### Dataset\n- [ImageNet1K](https://www.image-net.org/index.php)\n- [Kinetics](${arxiv}1705.06950)`, []],
  ['a table of contents as no entries', '- [Survey and Analysis](#survey)\n- [Blog and Resource](#blog)', []],
  [
    'running text of several sentences or into a citation as no entries, in any script',
    `## Change\n\nChange detection finds what is new in a kettle over time. It can be applied to a wide range of [kettles](${arxiv}2401.00001).\n\n- KettleNet: Finding What is New in Old Kettles [paper](${arxiv}2401.00002)\n\n## Data\n\nUser questions about the boiling of water, with manual notes [Doe et al., (2018)](${arxiv}1806.09029).\n\nAnother idea has been the introduction of _latent kettles_ by [Doe & Roe](${arxiv}2112.10752).\n\nЧайники находят новое в старой воде. Оно может быть применено ко многим видам чайников [статья](${arxiv}2401.00003).\n\n주전자에서 새로운 것을 찾는 작업이다. 이 방법은 여러 종류의 주전자에 널리 쓰인다 [논문](${arxiv}2401.00004).\n\nDeep Kettles for Image Recognition. Jane Doe. In Proceedings of the conference on computer vision and pattern recognition, 2016. [pdf](${arxiv}1512.03385)`,
    [
      'item «KettleNet: Finding What is New in Old Kettles» paper:2401.00002',
      'paragraph «Deep Kettles for Image Recognition» Proceedings of the conference on computer vision and pattern recognition 2016 paper:1512.03385',
    ],
  ],
  [
    'a description of several sentences between a title and its bullets',
    `**Kettles that Boil in the Dark**\n\nKettles boil water in most of the houses. They can be used by people who sleep during the day.\n\n- Paper: ${arxiv}1706.03762\n- Code: https://github.com/x/kettles`,
    ['paragraph «Kettles that Boil in the Dark» paper:1706.03762 code:x/kettles'],
  ],
  [
    'a name linked within a sentence as no entry, a title in its place as one, and a line that says where a paper appeared',
    `The [Kettle Test](${arxiv}1506.03340) is a dataset for kettles.\n\nThe scores are reported in [Doe et al.2017](${arxiv}1506.03341).\n\nThe repository for [Kettles that Boil in the Dark](${arxiv}1506.03342), including tools.\n\n**Doors for the House of Glass**\n\nPublished in [ICML 2020](${arxiv}2006.00001).`,
    ['paragraph «Kettles that Boil in the Dark» paper:1506.03342', 'paragraph «Doors for the House of Glass» ICML 2020 paper:2006.00001'],
  ],
  [
    'a bullet that cites the paper of the item above it as a remark on it',
    `- [Deep Kettles for Work at Home](${arxiv}2407.00001)\n  - TLDR: This paper introduces **Kettle++**, a benchmark. [kettle_citation:0 arXiv](${arxiv}2407.00001)\n  - [Lamps that Never Go Out at Home](${arxiv}2407.00002)`,
    ['item «Deep Kettles for Work at Home» paper:2407.00001 paper:2407.00001', 'item «Lamps that Never Go Out at Home» paper:2407.00002'],
  ],
  ['prose about a paper as no entry', `We have released a new survey on this, see [this paper](${arxiv}2206.07579) for details.`, []],
  [
    'a bold title above authors and a link with the journal as its text',
    `* **Generating Small Molecules with Patience** [2023]\n  Doe, J. & Roe, R.\n  [Nat Mach Intell 5, 432–444 (2023)](https://doi.org/10.1038/s42256-023-00001-1) | [arXiv:2202.01338v3](${arxiv}2202.01338)`,
    ['item «Generating Small Molecules with Patience» 2023 @1 paper:10.1038/s42256-023-00001-1 paper:2202.01338'],
  ],
  [
    'a bold title above a journal that reads like a title',
    `**Searching Chemical Space Slowly**\nDoe, J., Roe, R., & Poe, P.\n[Expert Systems with Applications (2023)](https://doi.org/10.1016/j.eswa.2023.1)`,
    ['paragraph «Searching Chemical Space Slowly» @1 paper:10.1016/j.eswa.2023.1'],
  ],
  [
    'a plain title between bars, and a link with the conference as its text',
    `- **2016-12** | Finding Genes by Looking Twice | *Jane Doe, Richard Roe, and Paul Poe* | [2016 IEEE International Conference on Bioinformatics and Biomedicine (BIBM)](https://doi.org/10.1109/BIBM.2016.1)`,
    ['item «Finding Genes by Looking Twice» 2016 @1 paper:10.1109/bibm.2016.1'],
  ],
  [
    'group names in bold above the titles of their papers',
    `**Surveys and Overviews of Everything**\n\n- [A Survey of Looking Twice at Things (2020)](${arxiv}2001.00001)`,
    ['item «A Survey of Looking Twice at Things» paper:2001.00001'],
  ],
  [
    'a bold title after a note of venue and year in brackets',
    `1. [Transactions on Consumer Electronics Research 23] **Guessing Poses from Graphs at Home** [[paper]](${arxiv}2308.00001)\n2. (2021 Journal, Overview by Doe+) **Towards Learning of Causes.** _Jane Doe, Richard Roe_. [[pdf](${arxiv}2102.00001)]`,
    [
      'item «Guessing Poses from Graphs at Home» Transactions on Consumer Electronics Research paper:2308.00001',
      'item «Towards Learning of Causes» @1 paper:2102.00001',
    ],
  ],
  [
    'a heading as the title, and an abstract, which is no title',
    `## Papers\n\n### No More Guessing: Fuzzing through One Dongle (MobiSys 2023)\n* <img src="pdf.png">[Paper](https://dl.acm.org/doi/abs/10.1145/3581791.3596857)\n**Abstract:** Fuzzing of devices for the discovery of flaws has become an attractive option.`,
    ['paragraph «No More Guessing: Fuzzing through One Dongle» 2023 paper:10.1145/3581791.3596857'],
  ],
  [
    'a bold title and bullets that say there is no code',
    `**Few Shots with Many Transformers**\n\n- 论文/Paper: http://arxiv.org/pdf/2203.15021\n- 代码/Code: None`,
    ['paragraph «Few Shots with Many Transformers» paper:2203.15021'],
  ],
  [
    'a day before the year, and years in parentheses',
    `- **Charts Read by Machines** [arXiv, 21 Jul 2025](${arxiv}2507.15509)\n- **GloVe**: "Vectors for Words and for Sentences". EMNLP(2014) [[paper]](https://www.aclweb.org/anthology/D14-1162.pdf)`,
    [
      'item «Charts Read by Machines» arXiv 2025 paper:2507.15509',
      'item [GloVe] «Vectors for Words and for Sentences» EMNLP 2014 paper:D14-1162',
    ],
  ],
  [
    'a venue that is only the end of a longer name, and a mark for the kind of publication',
    `- Slow Proteins Seen Fast[J]. Protein Science 30.CONF (2021) [[paper]](https://doi.org/10.1002/pro.1)`,
    ['item «Slow Proteins Seen Fast» 2021 paper:10.1002/pro.1'],
  ],
  [
    'papers mentioned in a text as no entries',
    `The papers below are some of those that stand in our [survey paper](${arxiv}2312.08782).\n\nOur taxonomy follows [this study of the field](${arxiv}2312.08783), with changes.\n\nThe idea is close to the [red-teaming of models](${arxiv}2202.03286), which is similar to [Breaking Models with Simple Attacks](${arxiv}2404.02151). Of papers, we prefer ${arxiv}2202.03287 over others.`,
    [],
  ],
  [
    'an e-mail address in bold and two words behind an emoji, which are no titles',
    `If you like these papers, write to me: **first.last@example.edu** or see [arXiv](${arxiv}2101.00001)\n\n## Links\n\n[📝 Survey Paper](${arxiv}2101.00002) | [📄 Paper List](#papers)`,
    ['paragraph other paper:2101.00001'],
  ],
  [
    'the journal that a work was published in as no title',
    'Our work has been published in [Transactions on Intelligent Systems and Technology](https://dl.acm.org/doi/10.1145/3749987).',
    ['paragraph paper:10.1145/3749987'],
  ],
  [
    'a plain title with some of its words in bold, after its venue in parentheses',
    `- (arXiv 2022.10) Uplift and Upsample: Efficient **Pose Estimation** with Uplifting Transformers, [[Paper]](${arxiv}2210.06110)\n- (arXiv 2023.2) Views for Vision-Based **Occupancy Prediction**, [[Paper]](${arxiv}2302.07817)\n- Best paper **A Title by Itself of Many Words** [[Paper]](${arxiv}2302.07818)`,
    [
      'item «Uplift and Upsample: Efficient Pose Estimation with Uplifting Transformers» arXiv 2022 paper:2210.06110',
      'item «Views for Vision-Based Occupancy Prediction» arXiv 2023 paper:2302.07817',
      'item «A Title by Itself of Many Words» paper:2302.07818',
    ],
  ],
  [
    'citations with the year before the title',
    `- Mozer, M. C. (1994). Music composition by prediction: Constraints and scales. Connection Science, 6(2-3), 247-280. [pdf](${arxiv}1409.1556)\n- Huang, Y. S., & Yang, Y. H. (2020, October). Pop music transformer for piano. arXiv preprint arXiv:2002.00212. [pdf](${arxiv}2002.00212)\n- Jane Doe and Richard Roe. 2021. Lists of papers and their readers. In Proceedings. [pdf](${arxiv}2102.00212)`,
    [
      'item «Music composition by prediction: Constraints and scales» 1994 paper:1409.1556',
      'item «Pop music transformer for piano» @1 paper:2002.00212',
      'item «Lists of papers and their readers» 2021 @1 paper:2102.00212',
    ],
  ],
  [
    'tags within the text of the link or the bold words, and a venue at its end',
    `- [[PNN][TOIS 18] Product-based Networks for Responses](${arxiv}1807.00311)\n- code [Unrolling Loops for Fast Models NSDI'23](https://github.com/x/y) paper [Unrolling Loops for Fast Models NSDI'23](${arxiv}2301.00001)\n- **【🚀RL】Soft Kettles for Cold Rooms** [[paper]](${arxiv}2511.00001)`,
    [
      'item «Product-based Networks for Responses» TOIS 2018 paper:1807.00311',
      'item «Unrolling Loops for Fast Models» NSDI 2023 code:x/y paper:2301.00001',
      'item «Soft Kettles for Cold Rooms» paper:2511.00001',
    ],
  ],
  [
    'title, first author and venue in brackets',
    `- [Separation with an Unknown Number of Speakers, Jane Doe, Arxiv 2020] [[Paper]](${arxiv}2003.01531)`,
    ['item «Separation with an Unknown Number of Speakers, Jane Doe» Arxiv 2020 paper:2003.01531'],
  ],
  [
    'a line that opens with a venue as part of the entry above it',
    `- Gehrig, D., Doe, J.,  \n*[Tracking of Features by Events and Frames](https://doi.org/10.1007/s11263-019-01209-w)*,  \nIEEE Int. Conf. Robotics and Automation (ICRA), 2020. [PDF](${arxiv}1911.05722), [A Talk about Features and Events](https://youtu.be/abcdefghijk)`,
    ['item «Tracking of Features by Events and Frames» ICRA 2020 @1 paper:10.1007/s11263-019-01209-w paper:1911.05722 video:abcdefghijk'],
  ],
  [
    'a venue by its full name with another in parentheses, and a preprint by its id',
    `- **Proofs with Verifiers.** Advances in Neural Information Processing Systems 34 (NeurIPS), 2021. [paper](${arxiv}2101.00001)\n- **Boxes of Single Shots**, in: arXiv preprint arXiv:1908.03295, 2019. [paper](${arxiv}1908.03295)\n- **Surfaces of Proteins**. Conference on Computer Vision and Pattern Recognition. 2021. [paper](${arxiv}2101.00003)`,
    [
      'item «Proofs with Verifiers» NeurIPS 2021 paper:2101.00001',
      'item «Boxes of Single Shots» arXiv preprint 2019 paper:1908.03295',
      'item «Surfaces of Proteins» 2021 paper:2101.00003',
    ],
  ],
  [
    'a journal in bold within brackets, and a sentence about a tool',
    `* [**npj Digital Things, 2024**] **Meerkat**: Small Models Learn Enhanced Skills [Paper](${arxiv}2404.00376)\n* **OpenNRE** [[paper](${arxiv}1909.00001)]\n  * Is an open-source and extensible toolkit for relations`,
    ['item «Small Models Learn Enhanced Skills» 2024 paper:2404.00376', 'item paper:1909.00001'],
  ],
  [
    'a venue within the bold title, year and venue before dashes, and a label of three words',
    `- **Explanations for Trees and Forests (IJCAI 2022)** [[Paper]](${arxiv}2205.00001)\n- **Inference for Fraud in Ratings (XYZ 2016)** [[Paper]](${arxiv}1511.00001)\n- 2019 - AAAI - [Networks with Adaptive Receptive Paths](${arxiv}1802.00910)\n- Gated networks discover attention (arXiv'23) [link to paper](${arxiv}2309.01775)`,
    [
      'item «Explanations for Trees and Forests» IJCAI 2022 paper:2205.00001',
      'item «Inference for Fraud in Ratings» 2016 paper:1511.00001',
      'item «Networks with Adaptive Receptive Paths» AAAI 2019 paper:1802.00910',
      'item «Gated networks discover attention» arXiv 2023 paper:2309.01775',
    ],
  ],
  [
    'a title of two words with a remark below it, and people, who are no title',
    `- [Referring Relationships](${arxiv}1803.10362)\n  - Finds the Two Things of a Relation in an Image\n- [Original paper](${arxiv}1803.10363) **Authors: Jie Hu, Li Shen and Gang Sun**`,
    ['item «Referring Relationships» paper:1803.10362', 'item paper:1803.10363'],
  ],
  [
    'a table in Chinese with keywords, and names that cite who published them',
    `| 标签 | 题目 |\n|---|---|\n| CNN,FPGA,加速 | A Cost-Effective Design on Chips [论文链接](${arxiv}1901.00001) |\n\n| Model | Score | Paper |\n|---|---|---|\n| Slot-Gated (Full Atten.) (Goo et al., 2018) | 88.8 | [Slot-Gated Modeling for Slot Filling](${arxiv}1801.00001) |`,
    [
      'row «A Cost-Effective Design on Chips» paper:1901.00001',
      'row [Slot-Gated (Full Atten.)] «Slot-Gated Modeling for Slot Filling» 2018 @1 paper:1801.00001',
    ],
  ],
  ['a heading about the list as no title', `# List\n\n## Citing this piece of work\n\nPlease cite our [survey](${arxiv}1908.03673).`, []],
  ['front matter as nothing', '---\ntitle: A Title of Many Words (CVPR 2020)\n---\n\n# List', []],
  [
    'a bold title in brackets, which is no tag',
    `- **[KFNet: Learning Temporal Camera Relocalization using Kalman Filtering]** Jane Doe. CVPR, 2020 [**[paper]**](${arxiv}2003.10629)`,
    ['item «KFNet: Learning Temporal Camera Relocalization using Kalman Filtering» CVPR 2020 paper:2003.10629'],
  ],
  [
    'news by year, which are no entries',
    `## Recent News\n\n### 2025\n\n- We updated the [preprint on mining peptides from genomes](${arxiv}2501.00001).\n\n### June 2024\n\n- [A Preprint on Mining Peptides](${arxiv}2401.00001) is out`,
    [],
  ],
  [
    'a heading as the title of bullets with an id for a label',
    `## Oceans\n\n### Rapid estimation of global sea surface temperatures\n- **Authors**: Jane Doe, John Roe\n- **arXiv**: [2601.21913v1](${arxiv}2601.21913v1)\n- **Date**: 2026-01-29`,
    ['paragraph «Rapid estimation of global sea surface temperatures» 2026 @1 paper:2601.21913'],
  ],
  [
    'a title without an address yet, and the text below it',
    `1. [The Shape of Things: How Perturbations Reshape Spaces]() <br>\nJane Doe, John Roe, Richard Poe<br>\nACL 2026 Student Research Workshop (SRW), July 2026`,
    ['item «The Shape of Things: How Perturbations Reshape Spaces» ACL 2026 @1 other'],
  ],
  [
    'people after `by`, a venue glued to the title, and papers mentioned in a sentence',
    `- [Inductive Embedding with Attention](${arxiv}2001.03369) by Jane Doe, John Roe, Richard Poe. *ECIR*, Lisbon\n- [Mixed Precision Training Of Networks-ICLR2018](${arxiv}1802.00930)\n- 后续的如[这篇](${arxiv}1907.05686)，认为参数可以变化`,
    [
      'item «Inductive Embedding with Attention» ECIR @1 paper:2001.03369',
      'item «Mixed Precision Training Of Networks» ICLR 2018 paper:1802.00930',
    ],
  ],
  [
    'a linked name in brackets behind a venue in brackets',
    `- [CVPR'21] [[**K2GAN**](${arxiv}2101.00001)] Boiling Kettles with a Distribution of Steam [[pytorch](https://github.com/x/k2gan)]\n- [arXiv'21.03] [[**LampNet**](${arxiv}2103.00001)] LampNet: Lamps that Never Go Out`,
    [
      'item [K2GAN] «Boiling Kettles with a Distribution of Steam» CVPR 2021 paper:2101.00001 code:x/k2gan',
      'item [LampNet] «LampNet: Lamps that Never Go Out» paper:2103.00001',
    ],
  ],
  [
    'a sentence about the list in bold, and no description in italics as a title',
    `**:star: We have released a new [survey paper](${arxiv}2402.02000), presenting an overview of all the kettles.**\n\n## Lamps\n\n1. **lamp bond.** *Type:* Software. [[Paper](${arxiv}2402.02001)]\n\n    *A way to see all the lamps of a house at once.*`,
    ['paragraph paper:2402.02000'],
  ],
  [
    'badges without alternative text: a venue, and the data set that is another paper',
    `- Boiling Kettles by Schema Linking [[paper](${arxiv}2302.05965)] [![](https://img.shields.io/badge/Kettles--Real-yellow)](https://aclanthology.org/2021.naacl-main.105.pdf)\n- [Lamps that Never Go Out](${arxiv}2302.05966) [![](https://img.shields.io/badge/NeurIPS-2023-blue)](https://example.org/lamps)`,
    [
      'item «Boiling Kettles by Schema Linking» paper:2302.05965 other:2021.naacl-main.105',
      'item «Lamps that Never Go Out» NeurIPS 2023 paper:2302.05966 other',
    ],
  ],
  [
    'a name that links the paper, and words in other columns',
    `| Model | Year | Input |\n|---|---|---|\n| [Kettle4](${arxiv}2310.01412) | 2023 | Image Text Action |`,
    ['row [Kettle4] 2023 paper:2310.01412'],
  ],
  [
    'a short title and a preprint in one link',
    `- [Attentive Pooling Kettles, arXiv 2016](${arxiv}1602.00001)\n- [Lamps that Never Go Out, arXiv 2015](${arxiv}1501.00001)`,
    ['item «Attentive Pooling Kettles» arXiv 2016 paper:1602.00001', 'item «Lamps that Never Go Out» arXiv 2015 paper:1501.00001'],
  ],
  [
    'a workshop written as one word with its host',
    `- 2017 ICLRWorkshop [Early Methods for Detecting Kettles](${arxiv}1608.00530)`,
    ['item «Early Methods for Detecting Kettles» ICLR 2017 paper:1608.00530'],
  ],
  [
    'citations with initials behind surnames, of which one is an A, and a venue in a sentence of its own',
    `1. Lore K G, Akintayo A, Sarkar S. KettleNet: A deep approach to boiling[J]. Pattern Recognition, 2017, 61: 650-662. [[pdf](${arxiv}1701.00001)]\n2. X. Xu, R. Wang, and J. Ji. Lamps that never go out. in IEEE Conference on Computer Vision and Pattern Recognition (CVPR), 2022. [[pdf](${arxiv}2201.00002)]`,
    [
      'item «KettleNet: A deep approach to boiling» Pattern Recognition 2017 @1 paper:1701.00001',
      'item «Lamps that never go out» CVPR 2022 @1 paper:2201.00002',
    ],
  ],
  [
    'a title in brackets before a name of three words, with a journal of several',
    `- **[Learning to Find Good Kettles]** Kwang Moo Doe. CVPR, 2018. [**[paper]**](${arxiv}1711.00001)\n- **[Lamps that Never Go Out]** Jane Doe. Visual Computing for Industry, Biomedicine, and Art, 2018. [**[paper]**](${arxiv}1610.00002)`,
    ['item «Learning to Find Good Kettles» CVPR 2018 paper:1711.00001', 'item «Lamps that Never Go Out» 2018 paper:1610.00002'],
  ],
  [
    'volumes of three digits, years behind apostrophes, proceedings with their year, two authors behind a label',
    `- Jane Doe, Richard Roe. "Black kettles in animal populations" PNAS 114: 3252-3257 (2017). [paper](${arxiv}1701.00003)\n- Boiling: A Signature Based on Heat Diffusion. CGF'2009 [[paper]](${arxiv}0901.0004)\n- [Lamps that Never Go Out](${arxiv}2301.00005) — *Proceedings of the 2023 Conference on Methods in Lamp Processing* (2023)\n- **Doors for the House of Glass**\n\n  Authors: Hao Ai, Lin Wang\n\n  [paper](${arxiv}2401.00006)`,
    [
      'item «Black kettles in animal populations» PNAS 2017 @1 paper:1701.00003',
      'item «Boiling: A Signature Based on Heat Diffusion» 2009 paper:0901.0004',
      'item «Lamps that Never Go Out» Proceedings of the 2023 Conference on Methods in Lamp Processing 2023 paper:2301.00005',
      'item «Doors for the House of Glass» @1 paper:2401.00006',
    ],
  ],
  [
    'one name and `et al` before a title, with and without a link to the paper',
    `## Kettles\n\n[1] Doe et al, Single-Kettle Boiling in the Wild, NIPS 2016, [Web](https://lab.example/kettles)\n\n[2] Roe et al, LampNet: Multi-Task Guided Lamps of Glass, CVPR 2018, [PDF](${arxiv}1805.00001)`,
    ['paragraph «LampNet: Multi-Task Guided Lamps of Glass» CVPR 2018 @1 paper:1805.00001'],
  ],
  [
    'bullets below a topic that have a venue and a paper each, without titles',
    `- *Kettles*:\n  - (Nature 2019) *Boil*, [[Paper](https://doi.org/10.1038/s41586-019-0001-1)]\n    - Boil: ***the first*** : it is hot\n  - (Nature 2023) *Steam*, [[Paper](${arxiv}2302.00002)]\n    - Steam: ***the first*** : it is wet\n- A Title of Some More Words\n  - arXiv 2021 [[pdf](${arxiv}2101.00003)]\n  - CVPR 2022 [[pdf](https://doi.org/10.1109/CVPR.2022.00003)]`,
    [
      'item Nature 2019 paper:10.1038/s41586-019-0001-1',
      'item Nature 2023 paper:2302.00002',
      'item «A Title of Some More Words» arXiv 2021 paper:2101.00003 paper:10.1109/cvpr.2022.00003',
    ],
  ],
  [
    'no journal as a title',
    `> Doe, Jane, Richard Roe, and Max Moe. [Physical review letters](https://doi.org/10.1103/PhysRevLett.103.150502) 103.15 (7-Oct-09): 150502.`,
    ['paragraph @1 paper:10.1103/physrevlett.103.150502'],
  ],
]

describe.for(['satteri', 'remark'] as const)('%s recognises', (parser) => {
  test.for(shapes)('%s', async ([, source, expected]) => {
    expect((await entriesIn(source, parser)).map(line)).toEqual(expected)
    expect((await entriesIn(source.replaceAll('\n', '\r\n'), parser)).map(line)).toEqual(expected)
  })
})

test('fields keep their place among CJK and emoji', async () => {
  const source = `- 🤖 **[ 模型 ]** 学习 🎉 Momentum Contrast for Unsupervised Learning **(CVPR 2020)** [[Paper](${arxiv}1911.05722)]`
  const [entry] = await entriesIn(source)
  expect(source.slice(entry?.venue?.start, entry?.venue?.end)).toBe('**(CVPR 2020)**')
  expect(source.slice(entry?.venue?.name.start, entry?.venue?.name.end)).toBe('CVPR')
  expect(entry?.title?.text).toContain('Momentum Contrast for Unsupervised Learning')
})

test('a list nested 2,000 deep and one of 20,000 entries are read', async () => {
  const deep = Array.from({length: 2000}, (_, depth) => `${'  '.repeat(depth)}- item [paper](${arxiv}2101.00001)`).join('\n')
  expect(await entriesIn(deep)).toBeDefined()
  const long = Array.from(
    {length: 20_000},
    (_, at) => `- Some Paper Number ${at} About Things **(CVPR 2020)** [[Paper](${arxiv}1912.${String(at).padStart(5, '0')})]`,
  )
  expect(await entriesIn(long.join('\n'))).toHaveLength(20_000)
})
