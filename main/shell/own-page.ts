/** Our own pages: everything a window shows comes from the package by this scheme, nothing from a network or a folder. */
export const ORIGIN = 'sobo://desk'

/** True for our own pages only: exact scheme and host, not a prefix. */
export function isOwnPage(url: string): boolean {
  try {
    const parsed = new URL(url)
    return parsed.protocol === 'sobo:' && parsed.host === 'desk' && parsed.username === '' && parsed.password === ''
  } catch {
    return false
  }
}

/** True for what an own page may load: its own files, and pictures and papers it holds in memory. */
export function isOwnContent(url: string): boolean {
  if (url.startsWith('data:')) return true
  return isOwnPage(url.startsWith('blob:') ? url.slice('blob:'.length) : url)
}
