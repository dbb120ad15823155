import { useEffect, useState } from 'react'
import type { SectionName } from '../../../../domain/identity-card/application.ts'
import { FailureText, newRequestId, useAsk, useText } from '../../../app/index.ts'
import { Banner, Button, DataList, Dialog, Progress } from '../../../kit/index.ts'
import { FindingsByStep } from '../evidence/findings-by-step.tsx'
import { useDraftAct, useKeeper, useView } from '../saving/draft-room.tsx'
import { reasonWords } from '../words/reason-words.ts'

/** Trình duyệt: a summary with the button focused, so that Enter after reading sends; what is still open leads back to its field. */
export function SubmitDialog({
  onClose,
  onGo,
}: {
  onClose: () => void
  onGo: (step: SectionName, field?: string) => void
}) {
  const t = useText()
  const keeper = useKeeper()
  const view = useView()
  const [saved, setSaved] = useState<boolean>()
  const [requestId] = useState(newRequestId)
  const submit = useDraftAct('application.submit')
  useEffect(() => void keeper.flush().then(setSaved), [keeper])
  const { form, captures, findings } = view
  const hasPrints = Object.keys(captures.prints).length > 0
  const alike = useAsk('application.count-print-matches', { id: view.id }, { enabled: hasPrints, forget: true })
  const open = findings.filter((one) => one.severity === 'refusal' || one.severity === 'gap')
  const warnings = findings.filter((one) => one.severity === 'warning')
  const ready = saved === true && view.may.submit
  const row = (key: string, label: string, value: string) => ({ key, label, value: value === '' ? '…' : value })
  return (
    <Dialog
      title={t('application.submit-title', { number: view.number })}
      size="wide"
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{t('application.submit-not-yet')}</Button>
          {ready ? (
            <Button
              kind="main"
              icon="send"
              autoFocus
              busy={submit.busy}
              onPress={() =>
                void submit.act(() => ({ id: view.id, baseVersion: keeper.snapshot().view.version, requestId }))
              }
            >
              {t('application.submit')}
            </Button>
          ) : null}
        </>
      }
    >
      <div className="a-stack">
        {saved === undefined ? <Progress doing={t('application.saving.saving')} /> : null}
        {saved === false ? <Banner tone="bad">{t('application.submit-unsaved')}</Banner> : null}
        <FailureText failed={submit.failed} />
        <DataList
          rows={[
            row('name', t('field.fullName'), form.fields.fullName?.text ?? ''),
            row('birth', t('field.dateOfBirth'), form.fields.dateOfBirth?.text ?? ''),
            row('number', t('field.personalNumber'), form.fields.personalNumber?.text ?? ''),
            row('kind', t('field.kind'), form.kind === '' ? '' : t(`kind.${form.kind}`)),
            row(
              'reason',
              t('field.reason'),
              reasonWords(
                t,
                view.reasons.find((one) => one.code === form.reason),
              ),
            ),
            row(
              'captures',
              t('application.submit-captures'),
              t('application.submit-captured', {
                prints: Object.keys(captures.prints).length,
                excepted: Object.keys(captures.exceptions).length,
                portrait: captures.portrait ? 1 : 0,
                papers: captures.papers.length,
              }),
            ),
            ...(hasPrints
              ? [
                  row(
                    'prints',
                    t('application.submit-prints'),
                    alike.data?.compared
                      ? t('application.submit-prints-count', { count: alike.data.count, others: alike.data.others })
                      : alike.isPending
                        ? t('application.submit-prints-running')
                        : t('application.submit-prints-not-compared'),
                  ),
                ]
              : []),
          ]}
        />
        {open.length > 0 ? (
          <section aria-label={t('application.submit-open', { count: open.length })}>
            <h3>{t('application.submit-open', { count: open.length })}</h3>
            <FindingsByStep findings={open} onGo={(finding) => onGo(finding.section, finding.field)} />
          </section>
        ) : null}
        {warnings.length > 0 ? (
          <section aria-label={t('application.submit-warnings', { count: warnings.length })}>
            <h3>{t('application.submit-warnings', { count: warnings.length })}</h3>
            <FindingsByStep findings={warnings} onGo={(finding) => onGo(finding.section, finding.field)} />
          </section>
        ) : null}
        {ready && open.length === 0 ? <Banner tone="info">{t('application.submit-what')}</Banner> : null}
      </div>
    </Dialog>
  )
}
