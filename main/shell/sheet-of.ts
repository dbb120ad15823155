/** Sheet in micrometres from the end of a PWG 5101.1 name, `iso_a4_210x297mm`; undefined for another kind of name. */
export function sheetOf(media: string): { readonly width: number; readonly height: number } | undefined {
  const size = /_(\d{1,4}(?:\.\d{1,2})?)x(\d{1,4}(?:\.\d{1,2})?)mm$/.exec(media)
  return size ? { width: Math.round(Number(size[1]) * 1000), height: Math.round(Number(size[2]) * 1000) } : undefined
}
