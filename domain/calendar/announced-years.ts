import { type PlainDate, plainDate } from './plain-date.ts'

/** What the Prime Minister's office announces for one year's holidays: choices the Labour Code leaves open. */
export interface AnnouncedYear {
  readonly year: number
  /** How many of the five Tết days lie before mồng Một. */
  readonly tetDaysBefore: 1 | 2
  /** The second day of Quốc khánh: 1 September or 3 September. */
  readonly nationalDayExtra: 'before' | 'after'
  /** Working days given off in exchange for … */
  readonly swappedOff: readonly PlainDate[]
  /** … these rest days, which are worked. */
  readonly swappedIn: readonly PlainDate[]
  /** Further holidays laid down for this year. */
  readonly furtherHolidays: readonly { readonly day: PlainDate; readonly name: string }[]
  readonly source: string
  readonly unconfirmed?: true
}

function year(
  it: Pick<AnnouncedYear, 'year' | 'tetDaysBefore' | 'nationalDayExtra'> & {
    readonly off?: readonly string[]
    readonly worked?: readonly string[]
  },
): AnnouncedYear {
  return {
    year: it.year,
    tetDaysBefore: it.tetDaysBefore,
    nationalDayExtra: it.nationalDayExtra,
    swappedOff: (it.off ?? []).map(plainDate),
    swappedIn: (it.worked ?? []).map(plainDate),
    furtherHolidays: [],
    source: `Thông báo nghỉ Tết và nghỉ lễ năm ${it.year} của Bộ Lao động – Thương binh và Xã hội hoặc Bộ Nội vụ`,
    unconfirmed: true,
  }
}

/**
 * Announcements known when this was written; they were not read in the original, hence unconfirmed. An office replaces
 * or extends them as reference data when the next announcement comes. Ngày Văn hóa Việt Nam (24/11) is policy since
 * Nghị quyết 80-NQ/TW of 2026; no amendment of Điều 112 was read, so it is no holiday here until an office enters it
 * among `furtherHolidays`.
 */
export const announcedYears: readonly AnnouncedYear[] = [
  year({ year: 2021, tetDaysBefore: 2, nationalDayExtra: 'after' }),
  year({ year: 2022, tetDaysBefore: 1, nationalDayExtra: 'before' }),
  year({ year: 2023, tetDaysBefore: 2, nationalDayExtra: 'before' }),
  year({ year: 2024, tetDaysBefore: 2, nationalDayExtra: 'after', off: ['2024-04-29'], worked: ['2024-05-04'] }),
  year({ year: 2025, tetDaysBefore: 2, nationalDayExtra: 'before', off: ['2025-05-02'], worked: ['2025-04-26'] }),
  year({
    year: 2026,
    tetDaysBefore: 1,
    nationalDayExtra: 'before',
    off: ['2026-01-02', '2026-08-31'],
    worked: ['2026-01-10', '2026-08-22'],
  }),
]
