/** Colours and links of a terminal; where it has none, each function returns its text as it is. */

export interface Paint {
  red(text: string): string
  yellow(text: string): string
  green(text: string): string
  cyan(text: string): string
  bold(text: string): string
  dim(text: string): string
  underline(text: string): string
  link(text: string, url: string | undefined): string
}

/** Everything painted must be free of control characters already. */
export function paintOf(color: boolean, hyperlinks: boolean): Paint {
  const sgr =
    (open: number, close: number) =>
    (text: string): string =>
      color && text !== '' ? `\u001b[${open}m${text}\u001b[${close}m` : text
  return {
    red: sgr(31, 39),
    yellow: sgr(33, 39),
    green: sgr(32, 39),
    cyan: sgr(36, 39),
    bold: sgr(1, 22),
    dim: sgr(2, 22),
    underline: sgr(4, 24),
    // OSC 8; only addresses of printable ASCII, as the sequence ends at the first control character.
    link: (text, url) =>
      hyperlinks && url !== undefined && /^https?:[\x21-\x7e]+$/.test(url) ? `\u001b]8;;${url}\u001b\\${text}\u001b]8;;\u001b\\` : text,
  }
}
