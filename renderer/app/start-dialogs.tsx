import { useState } from 'react'
import { NewApplication, ScanTicket } from '../identity-card/board/index.ts'
import { useCommand } from '../kit/index.ts'
import { useOfficeIs } from './not-here.tsx'
import { Palette } from './palette.tsx'
import { useStation } from './station.tsx'
import { useText } from './text.ts'

/** F2, F7 and Ctrl+K: the small dialogs that start something, from every screen. */
export function StartDialogs() {
  const t = useText()
  const police = useOfficeIs('police')
  const { signedIn } = useStation()
  const [open, setOpen] = useState<'new' | 'scan' | 'palette'>()
  const close = (): void => setOpen(undefined)
  const records = signedIn.roles.some((role) => role === 'intake-officer' || role === 'enrolment-officer')
  useCommand(
    police && records
      ? { id: 'new', words: t('key.new'), keys: 'F2', bar: 20, ofFrame: true, run: () => setOpen('new') }
      : undefined,
  )
  useCommand(
    police
      ? { id: 'scan', words: t('key.scan'), keys: 'F7', bar: 40, ofFrame: true, run: () => setOpen('scan') }
      : undefined,
  )
  useCommand({
    id: 'palette',
    words: t('key.palette'),
    keys: 'Ctrl+K',
    bar: 90,
    ofFrame: true,
    run: () => setOpen('palette'),
  })
  if (open === 'new') return <NewApplication onClose={close} />
  if (open === 'scan') return <ScanTicket onClose={close} />
  return open === 'palette' ? <Palette onClose={close} /> : null
}
