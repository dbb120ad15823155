import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs'

/** Text of every page, lines in the order they were set; whitespace squeezed. */
export async function readPdfPages(bytes: Uint8Array): Promise<readonly string[]> {
  const loading = getDocument({ data: bytes.slice(), useSystemFonts: false, verbosity: 0 })
  const document = await loading.promise
  const pages: string[] = []
  for (let number = 1; number <= document.numPages; number += 1) {
    const content = await (await document.getPage(number)).getTextContent()
    const text = content.items.map((item) => ('str' in item ? item.str + (item.hasEOL ? ' ' : '') : '')).join('')
    pages.push(text.replace(/\s+/g, ' '))
  }
  await loading.destroy()
  return pages
}
