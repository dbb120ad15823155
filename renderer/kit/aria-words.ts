type Words = (key: string, values?: Readonly<Record<string, string | number>>) => string

let words: Words = (key) => key

/** From where the words below are taken; set anew whenever the language changes. */
export function setAriaWords(next: Words): void {
  words = next
}

type Part = (values?: Readonly<Record<string, string | number>>) => string

/** What react-aria says to screen readers by itself: hidden close buttons of lists, how many options fit, what was chosen. */
const spoken: Readonly<Record<string, Readonly<Record<string, Part>>>> = {
  '@react-aria/overlays': { dismiss: () => words('kit.close') },
  '@react-aria/combobox': {
    buttonLabel: () => words('kit.open-list'),
    listboxLabel: () => words('kit.list'),
    countAnnouncement: (values) => words('kit.options', { count: Number(values?.optionCount ?? 0) }),
    selectedAnnouncement: (values) => words('kit.option-chosen', { option: String(values?.optionText ?? '') }),
    focusAnnouncement: (values) => String(values?.optionText ?? ''),
  },
  '@react-aria/menu': { longPressMessage: () => words('kit.open-list') },
  'react-aria-components': { selectPlaceholder: () => words('kit.choose') },
}

/** Packages that look their words up as soon as a control is made, although none of them is ever spoken here. */
const silent = [
  '@react-aria/autocomplete',
  '@react-aria/dnd',
  '@react-aria/grid',
  '@react-aria/gridlist',
  '@react-aria/searchfield',
  '@react-aria/toast',
]

/**
 * Gives react-aria our words in place of its own: it has none in Vietnamese and would fall back to English. Must run before
 * the first control is made.
 */
export function giveAriaWords(): void {
  Reflect.set(window, Symbol.for('react-aria.i18n.locale'), 'vi-VN')
  Reflect.set(window, Symbol.for('react-aria.i18n.strings'), {
    ...Object.fromEntries(silent.map((name) => [name, {}])),
    ...spoken,
  })
}
