import { copyFileSync, existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import type { Page } from 'playwright-core'

/** What one step left behind. */
export interface StepRecord {
  readonly name: string
  readonly good: boolean
  readonly milliseconds: number
  /** Pictures, by their file names. */
  readonly pictures: readonly string[]
  /** Why the walk stopped here. */
  readonly fault?: string
}

/** A walk of named steps, each said, timed and pictured; the first one that fails ends it. */
export interface Walk {
  step(name: string, work: () => Promise<void>): Promise<void>
  /** A picture of one window, named for the step it belongs to. */
  picture(page: Page, what: string): Promise<void>
  /** Copies what was printed since the last call: papers are part of the evidence. */
  keepPapers(printFolder: string): string[]
  /** Adds facts to the receipt: versions, counts, what the centre answered. */
  note(facts: Readonly<Record<string, unknown>>): void
  /** Writes `receipt.json`; answers whether every step was good. */
  finish(): boolean
}

/** Pictures are looked at: motion is over, fonts are there. */
const SETTLE_MS = 250

export function walk(folder: string, say: (text: string) => void): Walk {
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  const steps: StepRecord[] = []
  const papers: string[] = []
  const facts: Record<string, unknown> = {}
  const startedAt = new Date()
  let pictures: string[] = []

  function number(): string {
    return String(steps.length + 1).padStart(2, '0')
  }

  return {
    async step(name, work) {
      say(`${number()} ${name}`)
      pictures = []
      const began = performance.now()
      const end = (good: boolean, fault?: string) =>
        steps.push({
          name,
          good,
          milliseconds: Math.round(performance.now() - began),
          pictures,
          ...(fault === undefined ? {} : { fault }),
        })
      try {
        await work()
      } catch (fault) {
        end(false, fault instanceof Error ? fault.message : String(fault))
        throw fault
      }
      end(true)
    },
    async picture(page, what) {
      await page.evaluate(() => document.fonts.ready.then(() => undefined))
      await page.waitForTimeout(SETTLE_MS)
      const name = `${number()}-${what}.png`
      await page.screenshot({ path: path.join(folder, name), animations: 'disabled' })
      pictures.push(name)
    },
    keepPapers(printFolder) {
      const printed = existsSync(printFolder) ? readdirSync(printFolder).filter((name) => name.endsWith('.pdf')) : []
      const fresh = printed.filter((name) => !papers.includes(name)).sort()
      for (const name of fresh) {
        copyFileSync(path.join(printFolder, name), path.join(folder, name))
        papers.push(name)
      }
      return fresh
    },
    note(more) {
      Object.assign(facts, more)
    },
    finish() {
      const good = steps.length > 0 && steps.every((step) => step.good)
      const receipt = {
        good,
        startedAt: startedAt.toISOString(),
        endedAt: new Date().toISOString(),
        ...facts,
        steps,
        papers,
      }
      writeFileSync(path.join(folder, 'receipt.json'), `${JSON.stringify(receipt, null, 2)}\n`)
      return good
    },
  }
}
