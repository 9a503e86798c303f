/** True for the names of Markdown files: what a directory operand stands for, and what is read for its headings. */
export function isMarkdownName(name: string): boolean {
  return /\.(?:md|markdown|mdown|mkdn?|mdwn)$/i.test(name)
}
