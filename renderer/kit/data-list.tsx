import type { ReactNode } from 'react'

export interface DataRow {
  readonly key: string
  readonly label: string
  readonly value: ReactNode
  readonly badge?: ReactNode
  readonly note?: ReactNode
}

/** Labels and values, aligned; a badge says where the value came from. */
export function DataList({ rows }: { rows: readonly DataRow[] }) {
  return (
    <dl className="k-data">
      {rows.map((row) => (
        <div key={row.key} className="k-data-row">
          <dt>{row.label}</dt>
          <dd>
            {row.value} {row.badge}
            {row.note ? <span className="k-data-note">{row.note}</span> : null}
          </dd>
        </div>
      ))}
    </dl>
  )
}
