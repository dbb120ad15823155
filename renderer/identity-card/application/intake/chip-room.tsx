import { useEffect, useRef, useState } from 'react'
import type { ChipCheck } from '../../../../domain/identity-card/application.ts'
import { ChipNotice } from '../../../../preload/contract/identity-card/chip.ts'
import type { ReplyOf, RequestOf } from '../../../../preload/contract/index.ts'
import { ask, FailureText, useAsk, useAskAgain, useNotice, useText } from '../../../app/index.ts'
import { Banner, Button, DateField, Picture, Progress, StateBadge, TextField } from '../../../kit/index.ts'
import { useDraftAct, useView } from '../saving/draft-room.tsx'
import { valueWords } from '../words/value-words.ts'

type Read = ReplyOf<'application.read-chip'>
type Key = RequestOf<'application.read-chip'>['key']

const TONE = { valid: 'good', 'cannot-be-checked': 'wait', invalid: 'bad' } as const

/** `15/03/2030` or `15032030` as ISO; undefined where it is no whole day. */
function isoDay(typed: string): string | undefined {
  const [, day, month, year] = /^(\d{2})\/?(\d{2})\/?(\d{4})$/.exec(typed.trim()) ?? []
  return day && month && year ? `${year}-${month}-${day}` : undefined
}

/** The chip of the card on the reader: read by itself where the zone is at hand, else with the day it ends or the six digits. */
export function ChipRoom({ onUncertain }: { onUncertain: (fields: readonly string[]) => void }) {
  const t = useText()
  const { id } = useView()
  const again = useAskAgain()
  const { data } = useAsk('application.chip-readers', { id })
  const read = useDraftAct('application.read-chip')
  const [notice, setNotice] = useState<ChipNotice>()
  const [understood, setUnderstood] = useState<Read>()
  const [typed, setTyped] = useState({ expiry: '', can: '' })
  const tried = useRef(false)
  useNotice('chip', (body) => {
    const heard = ChipNotice.safeParse(body)
    if (!heard.success) return
    setNotice(heard.data)
    if (heard.data.readers.every((one) => one.card === 'absent')) tried.current = false
    void again('application.chip-readers')
  })
  const now = notice ?? data?.now
  const held = now?.readers.find((one) => one.card === 'present' || one.card === 'in-use')
  const zoneAtHand = data?.zoneAtHand ?? false

  async function start(key: Key, spendLastTry = false): Promise<void> {
    tried.current = true
    setUnderstood(undefined)
    const outcome = await read.act({ id, key, reader: held?.name ?? null, spendLastTry })
    if (!outcome?.ok) return
    setUnderstood(outcome.value)
    onUncertain(outcome.value.uncertain)
  }
  const cardThere = held?.card === 'present'
  const begin = useRef(start)
  begin.current = start
  // Put on the reader, it is read: once for each time it is put there.
  useEffect(() => {
    if (cardThere && zoneAtHand && !tried.current) void begin.current({ by: 'scanned-zone' })
  }, [cardThere, zoneAtHand])

  return (
    <section className="a-chip" aria-label={t('chip.title')}>
      <h3>{t('chip.title')}</h3>
      <p className="k-description" aria-live="polite">
        {t(`chip.reader.${stateOf(now)}`)}
      </p>
      {read.busy ? (
        <Progress
          doing={t('chip.reading', { step: notice?.reading?.step ?? '', count: notice?.reading?.apdus ?? 0 })}
          onCancel={() => void ask('application.cancel-chip', {})}
        />
      ) : null}
      <FailureText failed={read.failed} />
      {understood ? <ChipRead read={understood} /> : null}
      {held && !read.busy ? (
        <div className="a-chip-key">
          {zoneAtHand ? (
            <Button kind={understood ? 'usual' : 'main'} onPress={() => void start({ by: 'scanned-zone' })}>
              {t('chip.read-again')}
            </Button>
          ) : null}
          {/* Read with its zone: no other key is needed, and none shall tempt to a second reading. */}
          {understood && zoneAtHand ? null : (
            <OtherKeys
              holderAtHand={data?.holderAtHand ?? false}
              isLastTry={read.failed?.failure === 'chip-access-key-blocked' && read.failed.detail?.tries === 1}
              typed={typed}
              onType={(more) => setTyped((before) => ({ ...before, ...more }))}
              onKey={(key, spendLastTry) => void start(key, spendLastTry)}
            />
          )}
        </div>
      ) : null}
    </section>
  )
}

/** What opens a chip without its zone: the form's number and birth with the day the card ends, or the six digits on its front. */
function OtherKeys({
  holderAtHand,
  isLastTry,
  typed: { expiry, can },
  onType,
  onKey,
}: {
  holderAtHand: boolean
  isLastTry: boolean
  /** Kept by the room: what was typed stands there again after a reading that failed. */
  typed: { readonly expiry: string; readonly can: string }
  onType: (typed: { expiry?: string; can?: string }) => void
  onKey: (key: Key, spendLastTry: boolean) => void
}) {
  const t = useText()
  const day = isoDay(expiry)
  return (
    <>
      {holderAtHand ? (
        <div className="a-chip-way">
          <DateField label={t('chip.expiry')} value={expiry} onType={(text) => onType({ expiry: text })} />
          <Button
            disabled={day === undefined}
            onPress={() => {
              if (day !== undefined) onKey({ by: 'form', expiresOn: day }, false)
            }}
          >
            {t('chip.read-with-expiry')}
          </Button>
        </div>
      ) : (
        <p className="k-description">{t('chip.need-holder')}</p>
      )}
      <div className="a-chip-way">
        <TextField label={t('chip.can')} value={can} maxLength={6} code onType={(text) => onType({ can: text })} />
        <Button disabled={!/^\d{6}$/.test(can)} onPress={() => onKey({ by: 'can', number: can }, isLastTry)}>
          {t(isLastTry ? 'chip.read-last-try' : 'chip.read-with-can')}
        </Button>
      </div>
    </>
  )
}

function stateOf(now: ChipNotice | undefined): string {
  if (!now || now.service === 'away') return 'no-service'
  if (now.readers.length === 0) return 'no-reader'
  if (now.readers.some((one) => one.card === 'mute')) return 'mute'
  return now.readers.some((one) => one.card !== 'absent') ? 'card' : 'empty'
}

function ChipRead({ read }: { read: Read }) {
  const t = useText()
  const { finding } = read
  const fields = (names: readonly string[]) => names.map((name) => t(`field.${name}`)).join(', ')
  return (
    <div className="a-read" aria-live="polite">
      <div className="a-chip-read">
        {read.portrait ? (
          <div className="a-face">
            <Picture bytes={read.portrait} mediaType="image/jpeg" alt={t('chip.portrait-alt')} />
          </div>
        ) : null}
        <div className="a-read">
          <Banner tone="good" title={t(`chip.access.${finding.access}`)}>
            {read.filled.length > 0
              ? t('application.code.filled', { count: read.filled.length, fields: fields(read.filled) })
              : t('application.code.nothing-new')}
          </Banner>
          <ChipVerdicts finding={finding} />
        </div>
      </div>
      {finding.disagreements.length > 0 ? (
        <Banner tone="bad" urgent title={t('chip.suspected')}>
          <ul className="a-conflicts">
            {finding.disagreements.map((one) => (
              <li key={one.field}>
                {t(`field.${one.field}`)}
                {': '}
                {one.values
                  .map(({ source, value }) => `${t(`chip.source.${source}`)} “${valueWords(one.field, value)}”`)
                  .join('; ')}
              </li>
            ))}
          </ul>
        </Banner>
      ) : null}
      {read.conflicts.length > 0 ? (
        <Banner tone="wait" title={t('application.code.conflicts')}>
          <ul className="a-conflicts">
            {read.conflicts.map((one) => (
              <li key={one.field}>
                {t('chip.conflict', {
                  field: t(`field.${one.field}`),
                  standing: valueWords(one.field, one.standing),
                  read: valueWords(one.field, one.read),
                })}
              </li>
            ))}
          </ul>
        </Banner>
      ) : null}
      {read.unreadable.length > 0 ? (
        <Banner tone="wait">{t('chip.unreadable', { files: read.unreadable.join(', ') })}</Banner>
      ) : null}
    </div>
  )
}

/** Fingerprints and irises: terminal authentication is with the police. */
function isBiometric(file: string): boolean {
  return file === 'DG3' || file === 'DG4'
}

/** The three answers about a chip, each with its reason; and what stays closed to a civil office. */
export function ChipVerdicts({ finding }: { finding: Read['finding'] }) {
  const t = useText()
  // A chip proves that it holds a key; that the key is its issuer's, the signature alone says.
  const isAlone = (name: string, { verdict }: ChipCheck) =>
    name !== 'passive' && verdict === 'valid' && finding.passive.verdict !== 'valid'
  const row = (name: 'passive' | 'active' | 'chip', check: ChipCheck) => (
    <li key={name}>
      {isAlone(name, check) ? (
        <StateBadge tone={TONE['cannot-be-checked']}>{t(`chip.${name}.key-alone`)}</StateBadge>
      ) : (
        <StateBadge tone={TONE[check.verdict]}>{t(`chip.${name}.${check.verdict}`)}</StateBadge>
      )}{' '}
      {check.reason === null || !t.has(`chip-reason.${check.reason}`) ? null : (
        <span className="a-soft">{t(`chip-reason.${check.reason}`)}</span>
      )}
    </li>
  )
  const others = finding.closed.filter((file) => !isBiometric(file))
  return (
    <ul className="a-facts">
      {row('passive', finding.passive)}
      {row('active', finding.active)}
      {row('chip', finding.chip)}
      {finding.fellBack === null ? null : <li className="a-soft">{t('chip.fell-back')}</li>}
      {finding.closed.some(isBiometric) ? <li className="a-soft">{t('chip.closed')}</li> : null}
      {others.length > 0 ? <li className="a-soft">{t('chip.closed-others', { files: others.join(', ') })}</li> : null}
    </ul>
  )
}
