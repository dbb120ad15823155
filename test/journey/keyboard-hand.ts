import { errors, type Page } from 'playwright-core'

const MOST_TABS = 90

/** What the focused element is, as a screen reader is told: role and name, e.g. `button "Trình duyệt"`. */
async function focused(page: Page): Promise<string> {
  const element = page.locator(':focus')
  if ((await element.count()) === 0) return ''
  try {
    return (await element.first().ariaSnapshot({ timeout: 10_000 })).split('\n')[0]?.replace(/^- '?/, '') ?? ''
  } catch (fault) {
    // The focus went on while it was looked at: then nothing is said of it now.
    if (fault instanceof errors.TimeoutError) return ''
    throw fault
  }
}

/** A hand without a mouse: everything is done by keys on what has the focus. */
export interface KeyboardHand {
  press(...keys: readonly string[]): Promise<void>
  type(text: string): Promise<void>
  /** Tab until the element of this role whose name holds these words has the focus; says where it has been when it is never met. */
  tabTo(role: string, name: string): Promise<void>
  /** Arrows within a radio group whose one radio has the focus. */
  choose(name: string): Promise<void>
  /** Opens the select that has the focus and moves to the option that holds these words. */
  select(option: string): Promise<void>
}

export function keyboardHand(page: Page): KeyboardHand {
  const is = (told: string, role: string, name: string) => told.startsWith(role) && told.includes(name)
  async function press(...keys: readonly string[]): Promise<void> {
    for (const key of keys) await page.keyboard.press(key)
  }
  return {
    press,
    type: (text) => page.keyboard.insertText(text),
    async tabTo(role, name) {
      const met: string[] = []
      for (let tabs = 0; tabs <= MOST_TABS; tabs++) {
        const told = await focused(page)
        if (is(told, role, name)) return
        met.push(told)
        await press('Tab')
      }
      throw new Error(`${role} "${name}" cannot be reached by Tab; met: ${[...new Set(met)].join(' | ')}`)
    },
    async choose(name) {
      for (let arrows = 0; arrows < 12; arrows++) {
        const told = await focused(page)
        if (is(told, 'radio', name) && told.includes('[checked]')) return
        // The first arrow chooses the next one; a lone space chooses where it stands.
        await press(is(told, 'radio', name) ? 'Space' : 'ArrowDown')
      }
      throw new Error(`the radio "${name}" is not in this group; the focus is on ${await focused(page)}`)
    },
    async select(option) {
      // Enter goes on to the next field; the arrow opens the list.
      await press('ArrowDown')
      await page.getByRole('listbox').waitFor()
      for (let arrows = 0; arrows < 40; arrows++) {
        if (is(await focused(page), 'option', option)) return press('Enter')
        await press('ArrowDown')
      }
      throw new Error(`the list has no "${option}"; the focus is on ${await focused(page)}`)
    },
  }
}
