import { findPlainDate, type PlainDate } from '../../domain/calendar/plain-date.ts'
import type { AdministrativeUnit } from '../../domain/unit/administrative-unit.ts'
import type { UnitTable } from '../../domain/unit/unit-table.ts'
import type { UnitView, unitContract } from '../../preload/contract/unit.ts'
import { done, fail, type Handlers } from '../bridge/index.ts'

function viewUnit(unit: AdministrativeUnit, day: PlainDate, units: UnitTable): UnitView {
  const path = units.pathOf(unit, day)
  return {
    code: unit.code,
    name: unit.name,
    level: unit.level,
    parentCode: path[1]?.code ?? null,
    path: path.map((one) => one.name).join(', '),
    validFrom: unit.validFrom,
  }
}

/** Units as they stood on a day: the window asks, it never holds the table. */
export function answerUnit(units: UnitTable): Handlers<keyof typeof unitContract> {
  return {
    'unit.search': {
      access: 'signed-in',
      run: ({ text, day }) => {
        const asked = findPlainDate(day)
        if (!asked) return done({ units: [] })
        return done({
          units: units.searchUnits(text, asked, { limit: 30 }).map(({ unit }) => viewUnit(unit, asked, units)),
        })
      },
    },
    'unit.children': {
      access: 'signed-in',
      run: ({ parentCode, day }) => {
        const asked = findPlainDate(day)
        if (!asked) return fail('no-such-unit')
        if (parentCode === null)
          return done({ units: units.provincesOn(asked).map((unit) => viewUnit(unit, asked, units)) })
        const parent = units.findUnit(parentCode, asked)
        if (!parent) return fail('no-such-unit')
        const districts = parent.level === 'province' ? units.districtsOf(parentCode, asked) : []
        const children = districts.length > 0 ? districts : units.communesOf(parentCode, asked)
        return done({ units: children.map((unit) => viewUnit(unit, asked, units)) })
      },
    },
  }
}
