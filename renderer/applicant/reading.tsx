import { type ReactNode, useCallback, useEffect, useRef, useState } from 'react'
import type { ApplicantView } from '../../preload/contract/identity-card/applicant.ts'
import { FailureText, useAct, useText } from '../app/index.ts'
import { isComposing, Picture } from '../kit/index.ts'
import { allSeen, firstPage, pageAt, turnTo } from './pages-seen.ts'
import { useFittedPages } from './use-fitted-pages.ts'

/** "Thông tin dưới đây có đúng không?": every page is seen before either answer is taken. */
export function Reading({ view, onAnswered }: { view: ApplicantView; onAnswered: () => void }) {
  const t = useText()
  const [state, setState] = useState(() => firstPage(view.digest))
  const answer = useAct('applicant.answer')
  const heading = useRef<HTMLHeadingElement>(null)
  const room = useRef<HTMLElement>(null)
  const proof = useRef<HTMLDivElement>(null)
  const fitted = useFittedPages(view.pages, room, proof)
  const pages = fitted.length
  const at = pageAt(state, fitted)
  const page = fitted[at]
  const ready = allSeen(state, fitted)
  const turn = useCallback(
    (steps: number) => setState((before) => turnTo(before, pageAt(before, fitted) + steps, fitted)),
    [fitted],
  )

  // biome-ignore lint/correctness/useExhaustiveDependencies: a turned page is read from its title
  useEffect(() => heading.current?.focus(), [at])
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.repeat || isComposing(event) || event.ctrlKey || event.altKey || event.metaKey) return
      const step =
        event.key === 'PageDown' || event.key === 'ArrowRight'
          ? 1
          : event.key === 'PageUp' || event.key === 'ArrowLeft'
            ? -1
            : 0
      if (step === 0) return
      event.preventDefault()
      turn(step)
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [turn])

  async function say(right: boolean): Promise<void> {
    if (view.digest === null) return
    await answer.act({ digest: view.digest, right, pagesSeen: pages })
    onAnswered()
  }
  return (
    <main className="p-screen p-reading">
      <header className="p-head">
        <p className="p-question">{t('applicant.question')}</p>
        <p className="p-count">{t('applicant.page-of', { page: at + 1, pages })}</p>
      </header>
      <section className="p-page" aria-labelledby="p-title" ref={room}>
        <h1 id="p-title" ref={heading} tabIndex={-1}>
          {page ? t.first([`applicant.page.${page.title}`, 'applicant.page.other']) : ''}
        </h1>
        {page ? (
          <PageContent page={page}>
            {page.portrait ? (
              <Picture bytes={page.portrait} mediaType="image/jpeg" alt={t('applicant.portrait')} />
            ) : null}
          </PageContent>
        ) : null}
        <div className="p-proof" aria-hidden="true" ref={proof}>
          <h1>{t('applicant.page.other')}</h1>
          {view.pages.map((one) => (
            <PageContent key={one.title} page={one} />
          ))}
        </div>
      </section>
      <FailureText failed={answer.failed} />
      <p className="p-hint" data-ready={ready ? '' : undefined} role="status">
        {t(ready ? 'applicant.choose' : 'applicant.see-all')}
      </p>
      <footer className="p-foot">
        <div className="p-turn">
          <button type="button" className="p-button" disabled={at === 0} onClick={() => turn(-1)}>
            {t('applicant.before')}
          </button>
          <button
            type="button"
            className="p-button"
            data-kind={ready ? undefined : 'main'}
            disabled={at === pages - 1}
            onClick={() => turn(1)}
          >
            {t('applicant.next')}
          </button>
        </div>
        <div className="p-answers">
          <button
            type="button"
            className="p-button"
            data-kind="wrong"
            disabled={!ready || answer.busy}
            onClick={() => void say(false)}
          >
            {t('applicant.wrong')}
          </button>
          <button
            type="button"
            className="p-button"
            data-kind="right"
            disabled={!ready || answer.busy}
            onClick={() => void say(true)}
          >
            {t('applicant.right')}
          </button>
        </div>
      </footer>
    </main>
  )
}

/** One page's rows, and the place of its portrait. */
function PageContent({ page, children }: { page: ApplicantView['pages'][number]; children?: ReactNode }) {
  const t = useText()
  return (
    <div className="p-content" data-portrait={page.portrait ? '' : undefined}>
      {page.portrait ? <div className="p-portrait">{children}</div> : null}
      <dl className="p-rows">
        {page.rows.map((row, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: several marks carry the same label
          <div key={`${row.label} ${at}`} className="p-row">
            <dt>{t(`field.${row.label}`)}</dt>
            <dd>{row.value}</dd>
          </div>
        ))}
      </dl>
    </div>
  )
}
