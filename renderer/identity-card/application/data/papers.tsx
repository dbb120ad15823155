import { type DragEvent, useRef, useState } from 'react'
import type { FiledPaper } from '../../../../domain/identity-card/application.ts'
import { PaperType } from '../../../../domain/identity-card/required-papers.ts'
import { AskFailed, failureWords, timeOrDay, useSizes, useText } from '../../../app/index.ts'
import { Button, Icon, Refusal, SelectField } from '../../../kit/index.ts'
import { BlobPicture } from '../evidence/blob-picture.tsx'
import { useDraft, useDraftAct } from '../saving/draft-room.tsx'
import { PaperDialog } from './paper-dialog.tsx'
import { ScanPapersDialog } from './scan-papers-dialog.tsx'

/** Bigger files are not even read: the core says the true limit for the others. */
const NEVER_READ_BYTES = 40_000_000

/** Papers of the dossier: a file per paper, filed under its kind, shown as it is, taken out again where it was wrong. */
export function Papers() {
  const t = useText()
  const { id, papers, missing } = useDraft((draft) => ({
    id: draft.view.id,
    papers: draft.view.captures.papers,
    missing: draft.view.findings
      .filter((one) => one.code === 'paper-missing')
      .flatMap((one) => (one.data?.types ?? '').split(' ')),
  }))
  const [type, setType] = useState('')
  const [over, setOver] = useState(false)
  const [refused, setRefused] = useState<readonly string[]>([])
  const [scanning, setScanning] = useState(false)
  const [triedUntyped, setTriedUntyped] = useState(false)
  const file = useRef<HTMLInputElement>(null)
  const add = useDraftAct('application.add-paper')

  async function take(files: readonly File[]): Promise<void> {
    setRefused([])
    setTriedUntyped(type === '' && files.length > 0)
    if (type === '') return
    for (const one of files) {
      if (one.size > NEVER_READ_BYTES) {
        const words = failureWords(t, new AskFailed('application.add-paper', 'too-large'))
        setRefused((before) => [...before, `${one.name}: ${words}`])
        continue
      }
      const content = new Uint8Array(await one.arrayBuffer())
      const outcome = await add.act({ id, type, content })
      if (outcome && !outcome.ok) {
        const words = failureWords(t, new AskFailed('application.add-paper', outcome.failure, outcome.detail))
        setRefused((before) => [...before, `${one.name}: ${words}`])
      }
    }
  }
  function drop(event: DragEvent): void {
    event.preventDefault()
    setOver(false)
    void take([...event.dataTransfer.files])
  }
  const choices = [...PaperType.options]
    .sort((a, b) => Number(missing.includes(b)) - Number(missing.includes(a)))
    .map((one) => ({
      id: one,
      label: t(`paper.${one}`),
      ...(missing.includes(one) ? { detail: t('application.paper.wanted') } : {}),
    }))
  return (
    <section className="a-papers" aria-label={t('application.paper.heading', { count: papers.length })}>
      <h3>{t('application.paper.heading', { count: papers.length })}</h3>
      <fieldset
        className="a-drop"
        data-over={over ? '' : undefined}
        onDragOver={(event) => {
          event.preventDefault()
          setOver(true)
        }}
        onDragLeave={() => setOver(false)}
        onDrop={drop}
      >
        <legend className="visually-hidden">{t('application.paper.add')}</legend>
        <SelectField
          label={t('application.paper.type')}
          choices={choices}
          value={type}
          onChoose={setType}
          {...(triedUntyped && type === '' ? { refusal: { text: t('application.paper.type-first') } } : {})}
        />
        <Button
          icon="paper"
          busy={add.busy}
          onPress={() => {
            if (type === '') setTriedUntyped(true)
            else file.current?.click()
          }}
        >
          {t('application.paper.choose-file')}
        </Button>
        <Button
          icon="device"
          onPress={() => {
            setTriedUntyped(type === '')
            setScanning(type !== '')
          }}
        >
          {t('scan-papers.scan')}
        </Button>
        <span className="a-soft">{t('application.paper.or-drop')}</span>
        <input
          ref={file}
          type="file"
          multiple
          accept="image/jpeg,image/png,application/pdf"
          className="visually-hidden"
          tabIndex={-1}
          aria-label={t('application.paper.choose-file')}
          onChange={(event) => {
            const picked = [...(event.currentTarget.files ?? [])]
            event.currentTarget.value = ''
            void take(picked)
          }}
        />
      </fieldset>
      {scanning ? <ScanPapersDialog type={type} onClose={() => setScanning(false)} /> : null}
      {refused.map((words) => (
        <Refusal key={words} words={{ text: words }} />
      ))}
      {papers.length > 0 ? (
        <ul className="a-paper-list">
          {papers.map((paper, at) => (
            <Paper key={paper.id} paper={paper} number={at + 1} />
          ))}
        </ul>
      ) : null}
    </section>
  )
}

function Paper({ paper, number }: { paper: FiledPaper; number: number }) {
  const t = useText()
  const sizes = useSizes()
  const id = useDraft((draft) => draft.view.id)
  const [shown, setShown] = useState(false)
  const remove = useDraftAct('application.remove-paper')
  const title = t(`paper.${paper.type}`)
  return (
    <li className="a-paper-card">
      <button
        type="button"
        className="a-thumb"
        data-enter-skips=""
        aria-label={t('application.paper.open', { number, type: title })}
        onClick={() => setShown(true)}
      >
        {paper.mediaType === 'application/pdf' ? (
          <Icon name="paper" />
        ) : (
          <BlobPicture id={id} blob={paper.blob} alt="" />
        )}
      </button>
      <div className="a-paper-words">
        <strong>{t('application.paper.numbered', { number, type: title })}</strong>
        <span className="a-soft">
          {sizes(paper.bytes)} · {timeOrDay(paper.addedAt)}
        </span>
        <Button
          kind="plain"
          size="small"
          icon="cross"
          busy={remove.busy}
          onPress={() => void remove.act({ id, paperId: paper.id })}
        >
          {t('application.paper.remove')}
        </Button>
      </div>
      {shown ? <PaperDialog paper={paper} onClose={() => setShown(false)} /> : null}
    </li>
  )
}
