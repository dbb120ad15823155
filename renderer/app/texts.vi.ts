import { flattenTexts } from './load-texts.ts'

/** Every text file of this language; features bring their own file. */
export const texts = flattenTexts(
  Object.values(
    import.meta.glob<TextFile>(['../../resources/text/vi.json', '../../resources/text/*.vi.json'], { eager: true }),
  ).map((file) => file.default),
)
type TextFile = { readonly default: Parameters<typeof flattenTexts>[0][number] }
