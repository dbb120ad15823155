import { useMemo } from 'react'
import { useIntl } from 'react-intl'

export type TextValues = Readonly<Record<string, string | number>>

export interface Text {
  /** The words of a key; the key itself where it has none (a test finds those). */
  (key: string, values?: TextValues): string
  readonly has: (key: string) => boolean
  /** The words of the first key that has any. */
  readonly first: (keys: readonly string[], values?: TextValues) => string
  readonly language: Language
}

export const languages = ['vi', 'en'] as const
export type Language = (typeof languages)[number]

/** `const t = useText(); t('board.title')`. Keys lie in `resources/text/*.{vi,en}.json`, Vietnamese first. */
export function useText(): Text {
  const intl = useIntl()
  return useMemo(() => {
    const has = (key: string): boolean => Object.hasOwn(intl.messages, key)
    const words = (key: string, values?: TextValues): string => intl.formatMessage({ id: key }, values)
    return Object.assign(words, {
      has,
      first: (keys: readonly string[], values?: TextValues) => words(keys.find(has) ?? keys[0] ?? '', values),
      language: intl.locale === 'en' ? ('en' as const) : ('vi' as const),
    })
  }, [intl])
}
