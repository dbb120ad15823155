import type { Page } from 'playwright-core'

const WITHIN_MS = 240_000

/** What a page sees of the station's state, as far as it is looked at here. */
interface SeenBridge {
  readonly sobo: { ask(name: string, request: unknown): Promise<{ value?: { enrolled?: boolean } }> }
}

/** Waits until the centre has accepted the station and the features answer. Throws when it does not come about. */
export async function waitUntilEnrolled(page: Page): Promise<void> {
  const until = Date.now() + WITHIN_MS
  while (Date.now() < until) {
    const enrolled = await page.evaluate(
      async () => (await (globalThis as unknown as SeenBridge).sobo.ask('session.state', {})).value?.enrolled === true,
    )
    if (enrolled) return
    await page.waitForTimeout(200)
  }
  throw new Error(`the centre did not accept the station within ${WITHIN_MS / 1000} s`)
}
