import { useVirtualizer } from '@tanstack/react-virtual'
import { type ReactNode, useRef } from 'react'

export interface VirtualListProps<T> {
  readonly items: readonly T[]
  readonly keyOf: (item: T) => string
  readonly render: (item: T) => ReactNode
  /** Expected height of a row in px; the real one is measured. */
  readonly rowHeight: number
  readonly label: string
}

/** A list of any length: only the rows in sight exist. */
export function VirtualList<T>({ items, keyOf, render, rowHeight, label }: VirtualListProps<T>) {
  const room = useRef<HTMLDivElement>(null)
  const rows = useVirtualizer({
    count: items.length,
    getScrollElement: () => room.current,
    estimateSize: () => rowHeight,
    overscan: 8,
    getItemKey: (index) => {
      const item = items[index]
      return item === undefined ? index : keyOf(item)
    },
  })
  return (
    <div ref={room} className="k-rows">
      <ul className="k-rows-inner" aria-label={label} style={{ height: `${rows.getTotalSize()}px` }}>
        {rows.getVirtualItems().map((row) => {
          const item = items[row.index]
          return item === undefined ? null : (
            <li
              key={row.key}
              ref={rows.measureElement}
              data-index={row.index}
              className="k-rows-row"
              aria-setsize={items.length}
              aria-posinset={row.index + 1}
              style={{ transform: `translateY(${row.start}px)` }}
            >
              {render(item)}
            </li>
          )
        })}
      </ul>
    </div>
  )
}
