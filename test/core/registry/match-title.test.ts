/** Is the paper behind an id the one that is listed? Examples; the rates on labelled lists are in `labelled.test.ts`. */
import {expect, test} from 'vitest'
import {type ListedPaper, looksLikeTitle, matchTitle, titleIndexOf} from '../../../src/core/registry/match-title.ts'

const judge = (listed: ListedPaper | string, ...titles: string[]): string =>
  matchTitle(typeof listed === 'string' ? {title: listed} : listed, {kind: 'paper', titles}).kind

test.for([
  [
    'Momentum Contrast for Unsupervised Visual Representation Learning',
    'Momentum contrast for unsupervised visual representation learning.',
  ],
  ['Improving Generalization of Visual Representations', 'ClusterFit: Improving Generalization of Visual Representations'],
  [
    'InfLLM: Training-Free Long-Context Extrapolation with Efficient Memory',
    'InfLLM: Unveiling the Intrinsic Capacity of LLMs for Very Long Sequences',
  ],
  ['Learning $\\beta$-VAE Representations without Labels', 'Learning β-VAE representations without labels'],
  ['Fast and Memory-Efficient Exact Attention', 'FlashAttention: Fast and Memory Efficient Exact Attention with IO-Awareness'],
  ['Enabling Fast 2-bit LLM on GPUs: Memory Alignment and Dequantization', 'Enabling Fast 2-bit LLM on GPUs'],
  ['Internal Consistency & Self-Feedback', 'Internal Consistency and Self-Feedback in Large Language Models: A Survey'],
] as const)('%s is %s', ([listed, registered]) => {
  expect(judge(listed, registered)).toBe('same')
})

test.for([
  ['MoCo', 'no title'],
  [', which is trained to follow an instruction in a prompt', 'prose'],
  ['official PyCaffe code', 'a remark'],
  ['(Using Deep residual network)', 'a remark in brackets'],
  ['Proceedings of the 37th International Conference on Something', 'proceedings'],
  ['Keyword: Optimizing language generators', 'keywords'],
  ['作者单位: 华南理工大学, 腾讯微信AI', 'affiliations'],
  ['IEEE/CVF Int', 'half a conference'],
  ['Int. Conf. Virtual Reality (ICVR), 2023', 'a conference cut short'],
  ['European Conf. Computer Vision', 'a conference cut short'],
  ['IEEE Symposium on Security and Privacy 2026', 'a symposium'],
  ['IEEE Internet of Things Journal', 'a journal'],
  ['ACM Transactions on Programming Languages', 'a journal'],
  ['Gramopadhye and Szafir, 2022', 'a reference'],
  ['Another significant direction is', 'half a sentence'],
  ['Several works have explored the use of models for', 'half a sentence'],
  ['To address long-term memory, several approaches have been proposed', 'a sentence'],
  ['Many successful implementations of skills rely on programs', 'a sentence that goes on'],
  ['Compression techniques such as pruning are widely explored', 'what everybody does'],
  ['Recent papers explore the upper limit of fast systems', 'news'],
  ['\\theta_i = 10000^{-2i/d} \\tag{4.3}', 'a formula'],
  ['Furthermore, some works focus on general agent architectures', 'a sentence'],
] as const)('says nothing about `%s`: %s', ([listed]) => {
  expect(looksLikeTitle(listed)).toBe(false)
  expect(judge(listed, 'A Wholly Different Paper about Graph Clustering')).toBe('unsure')
})

test.for([
  ':unav',
  '(:tba)',
  'This paper has been withdrawn',
  'The article was removed by its publisher',
  'DELETED',
  'Withdrawn by the authors',
  '[Retracted]',
  'Proceedings of the 2020 Conference on Things',
  '2016 Proceedings of the Conference on Things',
  'Front Matter',
  'Table of Contents',
  'Ein Überblick zu Netzen',
  'Un modello linguistico per testi',
  'Un aperçu des réseaux',
  'Обзор методов машинного обучения',
  '基于图神经网络的推荐系统研究',
])('a record called `%s` is not another paper', (registered) => {
  expect(judge('Deep Learning for Graphs of Molecules', registered)).toBe('unsure')
})

test.for([
  ['Learning α-Divergences for Robust Inference', 'Learning $\\alpha$-Divergences for Robust Inference'],
  ['On the ℓ1 Norm of Sparse Codes', 'On the $\\ell_1$ Norm of Sparse Codes'],
  ['O(n log n) Sorting of Sparse Graphs', '$\\mathcal{O}(n \\log n)$ Sorting of Sparse Graphs'],
  ['Schrödinger Bridges for Generative Modelling', 'Schr\\"{o}dinger Bridges for Generative Modeling'],
  ['Schrödinger Bridges of Poincaré Maps', 'Schr\\"{o}dinger Bridges of Poincar\\\'e Maps'],
  ['Descent under Lojasiewicz Inequalities', 'Descent under Łojasiewicz Inequalities'],
  ['Ørsted and Strassen Meet Erdős Again', '\\O{}rsted and Stra\\ss en Meet Erd\\H{o}s Again'],
  ['Q&A on Charts of Molecules', 'Q\\&A on Charts of Molecules'],
  ['Deep Learning for Graphs of Molecules', '𝐃𝐞𝐞𝐩 𝐋𝐞𝐚𝐫𝐧𝐢𝐧𝐠 𝐟𝐨𝐫 𝐆𝐫𝐚𝐩𝐡𝐬 𝐨𝐟 𝐌𝐨𝐥𝐞𝐜𝐮𝐥𝐞𝐬'],
  ['Deep Learning for Graphs of Molecules', 'Deep Learn- ing for Graphs of Mole- cules'],
  ['Deep Learning for Graphs of Molecules', 'Erratum to: Deep Learning for Graphs of Molecules'],
  ['Tiefes Lernen für Graphen von Molekülen', 'Deep learning for graphs = Tiefes Lernen für Graphen von Molekülen'],
] as const)('%s is %s however it is spelt', ([listed, registered]) => {
  expect(judge(listed, registered)).toBe('same')
})

test.for([
  'Wholly Other Work on Clouds and Rain',
  'Withdrawal Symptoms in Opioid Use Disorder',
  'Removed Reflections in Window Images',
  'Proceeding with Caution on Icy Roads',
  'De Novo Assembly with Long Reads',
])('%s is another paper', (registered) => {
  expect(judge('Deep Learning for Graphs of Molecules', registered)).toBe('other')
})

test('an unrelated title is another paper’s', () => {
  expect(judge('L3DG: Latent 3D Gaussian Diffusion', 'Dense Depth Priors for Neural Radiance Fields from Sparse Input Views')).toBe('other')
})

test('a related title is another paper’s only if it is elsewhere in the list', () => {
  const title = 'Improved Baselines with Momentum Contrastive Learning'
  const registered = 'Momentum Contrast for Unsupervised Visual Representation Learning'
  expect(judge(title, registered)).toBe('unsure')
  expect(judge({title, otherTitles: titleIndexOf([registered, title])}, registered)).toBe('other')
})

test('the title of any version will do', () => {
  const [current, former] = [
    'Gaussian Error Linear Units (GELUs)',
    'Bridging Nonlinearities and Stochastic Regularizers with Gaussian Error Linear Units',
  ]
  expect(judge('Bridging Nonlinearities and Stochastic Regularizers', current, former)).toBe('same')
})

test('authors decide if titles differ', () => {
  const facts = {
    kind: 'paper' as const,
    titles: ['Scalable Visual Transformers with Hierarchical Pooling'],
    authors: ['Zizheng Pan', 'Jianfei Cai'],
  }
  const title = 'Sewer-ML: A Multi-Label Sewer Defect Classification Dataset'
  expect(matchTitle({title, authors: ['Z. Pan']}, facts)).toMatchObject({kind: 'unsure'})
  expect(matchTitle({title, authors: ['Joakim Bruslund Haurum', 'Thomas B. Moeslund']}, facts)).toMatchObject({
    kind: 'other',
    evidence: 'authors',
  })
})

test('a word in a wrong encoding at the registry is not another spelling', () => {
  expect(judge('Learning from TÃ¼binger Traffic Scenes', 'Learning from Tübinger Traffic Scenes')).toBe('same')
  expect(judge('Learning from Tübinger Traffic Scenes', 'Learning from TÃ¼binger Traffic Scenes')).toBe('same')
})

test('one misspelt word is a matter of spelling', () => {
  expect(
    matchTitle(
      {title: 'Unsupervised Feature Learning via Non-parameteric Instance Discrimination.'},
      {kind: 'paper', titles: ['Unsupervised Feature Learning via Non-Parametric Instance Discrimination']},
    ),
  ).toMatchObject({kind: 'spelling', written: 'parameteric', expected: 'Parametric'})
  for (const [a, b] of [
    ['Emerging Properties in Vision Transformer', 'Emerging Properties in Vision Transformers'],
    ['Modelling the Behaviour of Crowds', 'Modeling the Behavior of Crowds'],
    ['Clustering with 16 Views of Data', 'Clustering with 32 Views of Data'],
  ] as const) {
    expect(judge(a, b)).toBe('same')
  }
})

test('a title that is listed in two languages is compared in the registry’s', () => {
  const listed = '掩码自编码器是可扩展的视觉学习者 (Masked Autoencoders Are Scalable Vision Learners)'
  expect(judge(listed, 'Masked Autoencoders Are Scalable Vision Learners')).toBe('same')
  expect(judge(listed, '掩码自编码器是可扩展的视觉学习者')).toBe('same')
  expect(judge(listed, 'A Census of Alpine Lichens')).toBe('other')
  expect(judge('掩码自编码器是可扩展的视觉学习者 (MAE)', 'A Census of Alpine Lichens')).toBe('unsure')
})

test('an entry with several papers is judged only by copied titles', () => {
  const title = 'R-FCN: Object Detection via Region-based Fully Convolutional Networks'
  expect(judge({title, isCombined: true}, 'Mask the Unseen in Speech')).toBe('unsure')
  expect(judge({title}, 'Mask the Unseen in Speech')).toBe('other')
})

test.for([
  ['自监督学习 的 综述 与 展望', 'A Survey of Self-Supervised Learning'],
  ['한국어 문장 임베딩', 'Sentence Embeddings for Korean'],
  ['Обучение с подкреплением в играх', 'Reinforcement Learning in Games'],
  ['Aprendizaje profundo por refuerzo para los robots', 'Deep Reinforcement Learning of Manipulation'],
  ['Büyük Dil Modellerinde Kendini Düzeltme Kapasitesi', 'The Capacity for Moral Self-Correction of Machines'],
  ['Penerapan Jaringan Saraf dengan Data Kecil untuk Klasifikasi', 'Small Data in Neural Nets'],
] as const)('a translated title cannot be compared: %s', ([listed, registered]) => {
  expect(judge(listed, registered)).toBe('unsure')
})

test.for([
  ['An Image is Worth 16×16 Words', 'An Image is Worth 16x16 Words: Transformers for Image Recognition at Scale'],
  ['Schrödinger Bridges for Diffusion', 'Schroedinger Bridges for Diffusion'],
  ['Modelling Colour Behaviour in Neural Networks', 'Modeling Color Behavior in Neural Networks'],
  ['Image Recognition with Deep Residual Learning', 'Deep Residual Learning for Image Recognition'],
  ['🔥 Segment Anything in High Quality 🚀', 'Segment Anything in High Quality'],
  ['[CVPR 2022] Masked Autoencoders Are Scalable Vision Learners', 'Masked Autoencoders Are Scalable Vision Learners'],
  ['\\textbf{Deep} {L}earning for {NLP}', 'Deep Learning for NLP'],
  ['Playing Atari with Deep RL', 'Playing Atari with Deep Reinforcement Learning'],
  ['Hypothesis of Paediatric Adversarially Trained Fibres', 'Hypotheses of Paediatric Adversarially Trained Fibres'],
  ['A Survey on Knowledge Graphs', 'Knowledge Graphs: A Survey'],
] as const)('a variant of the title: %s', ([listed, registered]) => {
  expect(judge(listed, registered)).toBe('same')
})

test.for([
  ['Convolutional Neural Networks for Sentence Classification', 'CNNs for Sentence Classification'],
  ['Wasserstein Generative Adversarial Networks', 'Wasserstein GAN'],
  ['Learning to learn by GD by GD', 'Learning to learn by gradient descent by gradient descent'],
  ['GMV: Glow Mapping of Valleys in Rain', 'Glow Mapping of Valleys for Everybody in Rain'],
] as const)('an acronym stands for its words: %s', ([listed, registered]) => {
  expect(judge({title: listed, otherTitles: titleIndexOf([listed, registered])}, registered)).toBe('same')
})

test.for([
  'How Language Models Have Been Trained to See',
  'To Trust or Not to Trust a Classifier',
  'Another Look at Gradient Descent in Wide Networks',
  'What Is Being Transferred in Transfer Learning',
])('`%s` is a title', (title) => {
  expect(looksLikeTitle(title)).toBe(true)
})

test('parts of a series are papers of their own', () => {
  const [one, two] = ['Understanding Neural Networks, Part I', 'Understanding Neural Networks, Part II']
  // A search may show whether there is such a part.
  expect(matchTitle({title: two}, {kind: 'paper', titles: [one]})).toMatchObject({kind: 'unsure', isNear: true})
  expect(judge({title: two, otherTitles: titleIndexOf([one, two])}, one)).toBe('other')
  expect(judge('Understanding Neural Networks', one)).toBe('same')
  expect(judge('Understanding Neural Networks, Part 1', one)).toBe('same')
})

test('a method’s name is no title, spelt out or with a number', () => {
  const registered = 'Continuous Control of Simulated Limbs'
  expect(matchTitle({title: 'Deep Deterministic Policy Gradient (DDPG)'}, {kind: 'paper', titles: [registered]})).toMatchObject({
    kind: 'unsure',
    isNear: true,
  })
  for (const title of ['DALL-E 2', 'GPT-4 Vision'])
    expect(judge({title, otherTitles: titleIndexOf([title, registered])}, registered)).toBe('unsure')
})

test('a remark may stand before a title', () => {
  expect(judge('(*) Deep Learning for Graphs of Molecules', 'Deep Learning for Graphs of Molecules')).toBe('same')
  expect(judge('(NeurIPS 2020) Deep Learning for Graphs of Molecules', 'A Census of Alpine Lichens')).toBe('other')
})

test('a paper is another one if a search found the one that was meant', () => {
  const [title, meant] = ['Masked Attention for Long Graphs', 'https://arxiv.org/abs/2101.00002']
  const facts = {kind: 'paper' as const, titles: ['Masked Attention for Very Long Graphs'], looks: [{title, meant}]}
  expect(matchTitle({title}, facts)).toEqual({kind: 'other', evidence: 'search', meant})
  expect(matchTitle({title}, {...facts, looks: [{title}]}).kind).toBe('same')
  expect(matchTitle({title}, {...facts, titles: [title]}).kind).toBe('same')
})

test('parts may have subtitles of their own', () => {
  const [one, two] = ['Mean-Field Games, Part I: Existence', 'Mean-Field Games, Part II: Uniqueness and Limits']
  expect(matchTitle({title: one}, {kind: 'paper', titles: [two]})).toMatchObject({kind: 'unsure', isNear: true})
  expect(judge('Mean-Field Games, Part 2', two)).toBe('same')
})

test('authors in the title’s place are not a title', () => {
  const facts = {
    kind: 'paper' as const,
    titles: ['Masked Autoencoders Are Scalable Vision Learners'],
    authors: ['Kaiming He', 'Xinlei Chen'],
  }
  expect(matchTitle({title: 'Kaiming He, Xinlei Chen, Saining Xie'}, facts).kind).toBe('unsure')
})

test('an institution, or one name alone, does not contradict the authors', () => {
  const facts = {kind: 'paper' as const, titles: ['Improved Contrastive Learning of Representations'], authors: ['Xinlei Chen']}
  for (const authors of [['Google Research', 'Stanford University'], ['Somebody']])
    expect(matchTitle({title: 'Contrastive Momentum for Unsupervised Representation', authors}, facts).kind).toBe('unsure')
})

test('a former title counts before a present one that is almost the same', () => {
  expect(judge('A Generation of Deep Visual Models', 'A Generative of Deep Visual Models', 'A Generation of Deep Visual Models')).toBe(
    'same',
  )
})

test.for([
  '',
  'Untitled',
  '[untitled]',
  'N/A',
  'null',
  'No title',
  'Withdrawn',
  '[Withdrawn Submission]',
  'Error',
  '404 Not Found',
  'Just a moment...',
  'Official Review',
  'Paper Decision',
  'Comment',
  'Preprint',
])('`%s` at a registry is not a title', (registered) => {
  expect(judge('Deep Residual Learning for Image Recognition', registered)).toBe('unsure')
})

test.for(['Error Correction for Quantum Memories', 'Response Generation by Retrieval', 'A Null Model of Decisions'])(
  '`%s` is a title',
  (registered) => {
    expect(judge('Deep Residual Learning for Image Recognition', registered)).toBe('other')
  },
)

test.for([
  ['Attention Is All You Need for Long Texts', 'L’attention est tout ce dont vous avez besoin pour les textes des ordinateurs'],
  ['Tiefe Netze für die Erkennung von Bildern', 'Deep Residual Learning for Image Recognition'],
] as const)('`%s` may be `%s` in another language', ([listed, registered]) => {
  expect(judge(listed, registered)).toBe('unsure')
})

test('a title that is elsewhere in the entry is not another paper’s', () => {
  const registered = 'Large Language Models to Identify Social Determinants of Health in Electronic Health Records'
  const title = 'Nature Digital Medicine, the Seventh Volume'
  expect(judge(title, registered)).toBe('other')
  const text = `[**${title}**] Large Language Models to Identify _Social Determinants_ of Health in Electronic Health\n  Records. [paper](x)`
  expect(judge({title, text: () => text}, registered)).toBe('unsure')
  expect(judge({title, text: () => 'Health Records'}, 'Health Records')).toBe('other')
})

test.for([
  ['LLaMA: Open and Efficient Foundation Language Models', 'Llama 2: Open Foundation and Fine-Tuned Chat Models'],
  ['Segment Anything', 'SAM 2: Segment Anything in Images and Videos'],
  ['Swin Transformer: Hierarchical Vision Transformer using Shifted Windows', 'Swin Transformer V2: Scaling Up Capacity'],
] as const)('a paper is not its successor: %s', ([first, second]) => {
  const otherTitles = titleIndexOf([first, second])
  expect(judge({title: second, otherTitles}, first)).toBe('other')
  expect(judge({title: first, otherTitles}, first)).not.toBe('other')
})

test.for([
  ['Deep Nets', 'Deep Nets: A Survey of Everything There Is'],
  ['Deep Residual Learning for Image Recognition', 'ResNet: Deep Residual Learning for Image Recognition'],
  ['Deep Residual Learning for Image Recognition', 'Deep Residual Learning'],
  ['The AI Scientist: Towards Fully Automated Discovery', 'The AI Scientist v1'],
] as const)('a paper that is listed twice is not another: %s', ([first, second]) => {
  expect(judge({title: second, otherTitles: titleIndexOf([first, second])}, first)).toBe('same')
})

test('the same authors in the same order mean the same paper, even if its title is listed elsewhere', () => {
  const [former, present] = ['Do Reasoning Models Refuse What They Infer', 'Is Thinking Enough for Safe Assistants']
  const facts = {kind: 'paper' as const, titles: [present], authors: ['Yu Fu', 'Haz Sameen Shahgir', 'Huanli Gong', 'Nael Abu']}
  const otherTitles = titleIndexOf([former, present])
  for (const authors of [
    ['Yu Fu', 'Haz Sameen Shahgir', 'Huanli Gong'],
    ['Y. Fu', 'H. S. Shahgir', 'H. Gong'],
  ])
    expect(matchTitle({title: former, authors, otherTitles}, facts).kind).toBe('unsure')
  for (const authors of [['Yu Fu'], ['Haz Sameen Shahgir', 'Yu Fu', 'Huanli Gong'], ['Yu Fu', 'Haz Sameen Shahgir']])
    expect(matchTitle({title: former, authors, otherTitles}, facts).kind).toBe('other')
})

test('a person’s name is not a title', () => {
  const facts = {kind: 'paper' as const, titles: ['Adversarial Tokenization'], authors: ['Renato Geh', 'Guy Van den Broeck']}
  expect(matchTitle({title: 'Guy Van den Broeck'}, facts).kind).toBe('unsure')
})

test('several papers in an entry don’t share the authors of one', () => {
  const listed = {title: 'Out of One, Many Others', authors: ['Jalil', 'Feldt'], isCombined: true}
  const facts = {kind: 'paper' as const, titles: ['Voyager: An Agent with Language Models'], authors: ['Guanzhi Wang', 'Yuqi Xie']}
  expect(matchTitle(listed, facts).kind).toBe('unsure')
})

test('a word that other titles have is spelt right, and the registry’s is not', () => {
  const [title, registered] = ['A Dataset for Image-Text Retrieval of Cities', 'A Dataset for Image-Text Retrival of Cities']
  expect(judge(title, registered)).toBe('spelling')
  expect(judge({title, otherTitles: titleIndexOf([title, 'Fast Retrieval of Things'])}, registered)).toBe('same')
  expect(judge({title: registered, otherTitles: titleIndexOf([registered, 'Fast Retrieval of Things'])}, title)).toBe('spelling')
})

test('a date before a title is not its name', () => {
  expect(judge('10.23 - HallusionBench: You See What You Think', 'HallusionBench: A Suite for Illusions of Models')).toBe('same')
})

test('a work that is not a paper has its own title', () => {
  const facts = {kind: 'paper' as const, titles: ['Computer Vision in Glasgow'], isNoPaper: true as const}
  expect(matchTitle({title: 'End-to-End Object Detection with Transformers'}, facts).kind).toBe('unsure')
})

test.for([
  ['Decentralized Federated Unlearning on Blockchain', 'Blockchain-based Unlearning for Federated Decentralized Energy', 'unsure'],
  ['Guiding Language Models by Explanations in Time', 'Guiding Large Language Models by Short Explanations', 'same'],
] as const)('the same words in another order may be another paper of the field: %s', ([title, registered, kind]) => {
  expect(judge(title, registered)).toBe(kind)
})

test.for([
  ['Masked Attention for Long Graphs', 'Comment on “Masked Attention for Long Graphs”'],
  ['Reply to: Masked Attention for Long Graphs', 'Masked Attention for Long Graphs'],
])('a paper about another paper is a different one: %s', ([title = '', registered = '']) => {
  expect(judge(title, registered)).toBe('other')
})

test.for(['Dalian University of Technology', 'The Hong Kong Polytechnic University', 'University of California'])(
  '%s is not a title',
  (title) => {
    expect(judge(title, 'Transformer Tracking with Long Memories')).toBe('unsure')
  },
)

test('a title without capitals may be the middle of a sentence: only a paper with that title shows that it is one', () => {
  const facts = {kind: 'paper' as const, titles: ['Dense Depth Priors for Radiance Fields']}
  const title = 'masked autoencoders are scalable vision learners'
  expect(matchTitle({title}, facts)).toMatchObject({kind: 'unsure', isNear: true})
  expect(matchTitle({title, otherTitles: titleIndexOf([title, ...facts.titles])}, facts)).toMatchObject({kind: 'unsure', isNear: true})
  expect(judge(title, 'Masked Autoencoders Are Scalable Vision Learners')).toBe('same')
  expect(judge('iBOT: Image BERT Pre-Training with Online Tokenizer', ...facts.titles)).toBe('other')
})
