import { useStation, useText } from '../app/index.ts'
import { KeyHint, Panel } from '../kit/index.ts'

const keys = [
  ['F1', 'help'],
  ['F2', 'new'],
  ['F3', 'look-up'],
  ['F7', 'scan'],
  ['F8', 'capture'],
  ['F9', 'print'],
  ['Ctrl+Enter', 'finish'],
  ['Ctrl+K', 'palette'],
  ['Ctrl+S', 'save'],
  ['Ctrl+P', 'print'],
  ['Ctrl+PgDn', 'next'],
  ['F12', 'lock'],
  ['Alt+1', 'board'],
  ['Enter', 'enter'],
  ['Esc', 'escape'],
] as const

const cases = ['line-out', 'device', 'duplicate', 'returned', 'number', 'typing', 'core'] as const
const verbs = ['submit', 'approve', 'send', 'receipt'] as const

/** F1: the keys, the four verbs that are never mixed, and what to do when something is not as usual. */
export function HelpScreen() {
  const t = useText()
  const { version, station, regime } = useStation()
  return (
    <div className="page">
      <h1>{t('key.help')}</h1>
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset is for fields; this only scrolls */}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: the page scrolls and has nothing else to focus */}
      <div className="help-columns" role="group" aria-label={t('key.help')} tabIndex={0}>
        <Panel title={t('help.keys')}>
          <dl className="help-keys">
            {keys.map(([key, name]) => (
              <div key={key}>
                <dt>
                  <span className="visually-hidden">{key}</span>
                  <KeyHint keys={key} />
                </dt>
                <dd>{t(`help.key.${name}`)}</dd>
              </div>
            ))}
          </dl>
          <p className="k-description">{t('help.keys-explain')}</p>
        </Panel>
        <div className="stack">
          <Panel title={t('help.verbs')}>
            <ol className="help-verbs">
              {verbs.map((verb) => (
                <li key={verb}>
                  <strong>{t(`help.verb.${verb}`)}:</strong> {t(`help.verb.${verb}.explain`)}
                </li>
              ))}
            </ol>
          </Panel>
          <Panel title={t('help.when')}>
            <dl className="help-cases">
              {cases.map((name) => (
                <div key={name}>
                  <dt>{t(`help.when.${name}`)}</dt>
                  <dd>{t(`help.when.${name}.do`)}</dd>
                </div>
              ))}
            </dl>
          </Panel>
          <p className="k-description">
            {t('help.about', { version, station, law: regime.law, card: regime.cardTitle })}
          </p>
        </div>
      </div>
    </div>
  )
}
