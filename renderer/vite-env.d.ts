declare module '*.css'
declare module '@fontsource/be-vietnam-pro/*.css'
declare module '*?url' {
  const address: string
  export default address
}
interface ImportMeta {
  /** Vite: the files that fit the patterns, bundled. */
  glob<T>(patterns: readonly string[], options: { eager: true }): Record<string, T>
}
