import { networkInterfaces } from 'node:os'
import type { deviceSetUpContract, SetUpView, UsedPrinter } from '../../../preload/contract/device-set-up.ts'
import type { NoticeTopic } from '../../../preload/contract/index.ts'
import type { PrinterUse } from '../../../preload/contract/printing.ts'
import { done, fail, type Handlers } from '../../bridge/index.ts'
import {
  type ChosenPrinter,
  type DeskPrinters,
  DeviceError,
  findNetworkDevices,
  isNearAddress,
  type OpenDocumentScanners,
  ownNetworks,
} from '../../hardware/index.ts'
import { audit } from '../../log/index.ts'
import type { Session } from '../../session/index.ts'
import type { Store } from '../../store/index.ts'
import { within } from '../within.ts'
import type { ScannerPlaces } from './scanner-places.ts'
import { tryPrinter } from './try-printer.ts'
import { readPrinterAddress, readScannerAddress, whereIs } from './typed-address.ts'

export interface SetUpParts {
  readonly store: Store
  readonly session: Session
  readonly printers: DeskPrinters
  readonly places: ScannerPlaces
  readonly scanners: Pick<OpenDocumentScanners, 'find' | 'troubles' | 'lookAgain' | 'probe'>
  /** A training desk searches its own computer alone: it must not print on a real printer. */
  readonly training: boolean
  readonly notify: (topic: NoticeTopic, body: unknown) => void
}

const LOOK_MS = 4_000
/** Only the technician chooses: papers of citizens come out there. */
const CHOOSERS = ['administrator'] as const

const addressOf = ({ address }: ChosenPrinter) =>
  address.kind === 'ipp' ? address.uri : address.kind === 'cups' ? `CUPS: ${address.queue}` : ''

/** Finding and choosing the printers and document scanners of this desk. */
export function answerSetUp(parts: SetUpParts): Handlers<keyof typeof deviceSetUpContract> {
  const { store, session, printers, places, scanners } = parts
  const account = () => session.current?.account ?? ''
  let searching: { readonly id: string; readonly stop: AbortController } | undefined

  function usedPrinter(use: PrinterUse): UsedPrinter {
    const chosen = printers.chosen(use)
    if (chosen) return { label: chosen.label, address: addressOf(chosen), origin: 'chosen' }
    if (use === 'blanks') return { ...usedPrinter('forms'), origin: 'as-forms' }
    return { label: '', address: printers.of(use).name, origin: 'station-file' }
  }

  /** Scanners that answer soon; the page does not wait for one that is switched off. */
  async function atHand() {
    try {
      return await within(LOOK_MS, 'document-scanner', 'discovery', () => scanners.find())
    } catch (fault) {
      if (!(fault instanceof DeviceError)) throw fault
      return []
    }
  }

  async function view(): Promise<SetUpView> {
    const found = new Map((await atHand()).map((one) => [one.id, one]))
    const troubles = new Map(scanners.troubles().map((one) => [one.id, one.failure]))
    return {
      mayChoose: session.hasAnyRole(CHOOSERS),
      printers: { forms: usedPrinter('forms'), blanks: usedPrinter('blanks') },
      scanners: places.all().map((place) => ({
        id: place.id,
        label: found.get(place.id)?.abilities.name ?? place.label,
        address: place.address,
        simulated: place.simulated,
        removable: place.added,
        trouble: found.has(place.id) ? null : (troubles.get(place.id) ?? 'unreachable'),
      })),
    }
  }

  async function lookAgain(): Promise<void> {
    try {
      await within(LOOK_MS, 'document-scanner', 'discovery', () => scanners.lookAgain())
    } catch (fault) {
      // Then the view says which of them does not answer.
      if (!(fault instanceof DeviceError)) throw fault
    }
  }

  /** A change of the scanners, written with its audit line; then all of them are asked. */
  async function changeScanners(action: string, subject: string, change: () => boolean): Promise<boolean> {
    const changed = store.write(() => {
      const took = change()
      if (took) audit(store, { account: account(), action, subject })
      return took
    })
    if (changed) await lookAgain()
    return changed
  }

  return {
    'set-up.view': { access: 'signed-in', run: async () => done(await view()) },
    'set-up.look-again': {
      access: 'signed-in',
      run: async () => {
        await lookAgain()
        return done(await view())
      },
    },
    'set-up.search': {
      access: CHOOSERS,
      run: async ({ searchId }) => {
        searching?.stop.abort()
        const mine = { id: searchId, stop: new AbortController() }
        searching = mine
        try {
          const found = await findNetworkDevices({
            loopbackOnly: parts.training,
            signal: mine.stop.signal,
            onProgress: (sofar) => parts.notify('set-up', { searchId, ...sofar }),
          })
          const networks = ownNetworks(networkInterfaces(), false)
          const answer = {
            printers: found.printers.map(({ uris, ...one }) => ({ ...one, uris: [...uris] })),
            scanners: [...found.scanners],
            strays: found.strays.map((one) => ({ ...one, near: isNearAddress(one.address, networks) })),
          }
          return done({ ...answer, networks: found.networks, whole: found.whole, more: found.more })
        } finally {
          if (searching === mine) searching = undefined
        }
      },
    },
    'set-up.stop-search': {
      access: CHOOSERS,
      run: ({ searchId }) => {
        if (searching?.id === searchId) searching.stop.abort()
        return done({})
      },
    },
    'set-up.choose-printer': {
      access: CHOOSERS,
      run: async ({ use, printer }) => {
        let chosen: ChosenPrinter | null = null
        if (printer.kind === 'queue') {
          if (!/^[\w.-]{1,127}$/.test(printer.queue)) return fail('not-an-address')
          chosen = { address: { kind: 'cups', queue: printer.queue }, label: printer.label }
        } else if (printer.kind === 'address') {
          const url = readPrinterAddress(printer.address)
          if (!url) return fail('not-an-address')
          const where = await whereIs(url)
          if (where !== 'near') return fail(where === 'far' ? 'outside-network' : 'printer-unreachable')
          const pin = printer.pin === undefined ? {} : { pin: printer.pin }
          chosen = { address: { kind: 'ipp', uri: url.href, ...pin }, label: printer.label }
        }
        const refused = chosen ? await tryPrinter(chosen.address) : undefined
        if (refused) return refused
        if (printers.printing) return fail('print-under-way')
        store.write(() => {
          const detail = { use, printer: chosen ? addressOf(chosen) : 'usual' }
          audit(store, { account: account(), action: 'set-up.printer-chosen', subject: use, detail })
          // Last: what it changes in memory is not taken back with the transaction.
          printers.choose(use, chosen)
        })
        return done(await view())
      },
    },
    'set-up.add-scanner': {
      access: CHOOSERS,
      run: async ({ address, label }) => {
        const url = readScannerAddress(address)
        if (!url) return fail('not-an-address')
        const where = await whereIs(url)
        if (where !== 'near') return fail(where === 'far' ? 'outside-network' : 'scanner-unreachable')
        try {
          await scanners.probe({ driver: 'escl', address: url.href, simulated: false })
        } catch (fault) {
          if (!(fault instanceof DeviceError)) throw fault
          const other = fault.failure === 'malformed-answer' || fault.failure === 'too-large'
          return fail(other ? 'not-a-scanner' : 'scanner-unreachable', { step: fault.step })
        }
        const added = await changeScanners('set-up.scanner-added', url.href, () => places.add(url.href, label))
        return added ? done(await view()) : fail('too-many-scanners')
      },
    },
    'set-up.prefer-scanner': {
      access: CHOOSERS,
      run: async ({ id }) =>
        (await changeScanners('set-up.scanner-preferred', id, () => places.prefer(id)))
          ? done(await view())
          : fail('no-such-scanner'),
    },
    'set-up.remove-scanner': {
      access: CHOOSERS,
      run: async ({ id }) =>
        (await changeScanners('set-up.scanner-removed', id, () => places.remove(id)))
          ? done(await view())
          : fail('no-such-scanner'),
    },
  }
}
