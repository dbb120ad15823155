import { readFileSync } from 'node:fs'
import PDFDocument from 'pdfkit'
import { slapFingers } from '../../../../domain/biometric/finger-position.ts'
import { plainDate } from '../../../../domain/calendar/plain-date.ts'
import {
  type ApplicationCaptures,
  type ApplicationForm,
  emptyCaptures,
  emptyForm,
} from '../../../../domain/identity-card/application.ts'
import { reasonsOn } from '../../../../domain/identity-card/application-reason.ts'
import { assessApplication } from '../../../../domain/identity-card/assess-application.ts'
import { cardRegimeOn } from '../../../../domain/identity-card/card-regime.ts'
import type { AdministrativeUnit } from '../../../../domain/unit/administrative-unit.ts'
import { parseUnitFile } from '../../../../domain/unit/unit-row.ts'
import { unitTable } from '../../../../domain/unit/unit-table.ts'
import type { ReplyOf } from '../../../../preload/contract/index.ts'
import { NOW, search, signedInAs } from '../../desk-double/synthetic-desk.ts'

export type View = ReplyOf<'application.open'>

const units = unitTable(parseUnitFile(readFileSync('resources/reference/units/units.json', 'utf8')))
const at = (minutes: number): string => new Date(NOW - minutes * 60_000).toISOString()

export async function paper(title: string): Promise<Uint8Array> {
  const document = new PDFDocument({ size: 'A4' })
  const parts: Buffer[] = []
  document.on('data', (part: Buffer) => parts.push(part))
  document.font('resources/fonts/LiberationSerif-Bold.ttf').fontSize(14)
  document.text('CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM', { align: 'center' })
  document.text(title, { align: 'center' })
  const ended = new Promise<void>((resolve) => document.on('end', resolve))
  document.end()
  await ended
  return new Uint8Array(Buffer.concat(parts))
}

export interface Draft {
  legalDay: string
  form: ApplicationForm
  captures: ApplicationCaptures
  change?: Partial<View>
}

/** One application whose drafts are judged by the real rules; captures and papers are made up. */
export class CounterDouble {
  version = 1
  readonly saves: ApplicationForm[] = []
  /** Answers saves with this failure until it is taken away. */
  refuseSaves: string | undefined
  /** Answers a capture with this failure once. */
  captureFails: string | undefined
  private readonly draft: Draft

  constructor(draft: Partial<Draft> = {}) {
    this.draft = { legalDay: '2026-11-24', form: emptyForm(), captures: emptyCaptures(), ...draft }
  }

  get form(): ApplicationForm {
    return this.draft.form
  }

  view(): View {
    const { legalDay, form, captures } = this.draft
    const day = plainDate(legalDay)
    const judged = assessApplication({ form, captures, day, digest: 'd', othersWithNumber: 0, units })
    return {
      id: 'a1',
      number: '000123',
      state: 'received',
      version: this.version,
      receivedOn: legalDay,
      legalDay,
      form,
      captures,
      ...judged,
      reasons: reasonsOn(day).map(({ code, kind, text, point }) => ({
        code,
        kind,
        text: point === '' ? text : `${point}) ${text}`,
      })),
      savedAt: at(0),
      trail: [{ step: 'received', at: at(40), by: 'Nguyễn Thị Lan', event: { epoch: 1, seq: 431 }, remark: null }],
      returned: null,
      receipt: null,
      recordedBy: { account: 'lan.nt', displayName: 'Nguyễn Thị Lan' },
      may: {
        edit: true,
        submit: judged.complete,
        approve: false,
        returnIt: false,
        withdraw: true,
        refuse: judged.findings.some((one) => one.severity === 'refusal'),
      },
      ...this.draft.change,
    }
  }

  private captured(change: Partial<ApplicationCaptures>): View {
    this.draft.captures = { ...this.draft.captures, ...change }
    this.version += 1
    return this.view()
  }

  async answer(name: string, request: Record<string, unknown>): Promise<unknown> {
    const { captures } = this.draft
    switch (name) {
      case 'session.state': {
        const regime = cardRegimeOn(plainDate(this.draft.legalDay))
        return {
          ...signedInAs('clerk'),
          legalDay: this.draft.legalDay,
          regime: {
            law: regime.lawName,
            cardTitle: regime.cardTitle,
            enrolmentSheet: regime.forms.enrolmentSheet.code,
            appointmentSlip: regime.forms.appointmentSlip.code,
            iris: regime.iris,
          },
        }
      }
      case 'application.open':
        return this.view()
      case 'application.save-form': {
        if (this.refuseSaves) return { failure: this.refuseSaves }
        if (request.baseVersion !== this.version) return { failure: 'version-behind' }
        this.draft.form = request.form as ApplicationForm
        this.saves.push(this.draft.form)
        this.version += 1
        return this.view()
      }
      case 'application.capture-prints': {
        if (this.captureFails) {
          const failure = this.captureFails
          this.captureFails = undefined
          return { failure, detail: { step: 'capture' } }
        }
        await new Promise((resolve) => setTimeout(resolve, 600))
        const group = String(request.group)
        const fingers = group === 'right-four' || group === 'left-four' || group === 'thumbs' ? slapFingers(group) : []
        const exceptions = request.exceptions as string[]
        const prints = { ...captures.prints }
        const taken = fingers.filter((finger) => !exceptions.includes(finger))
        for (const [index, finger] of taken.entries()) {
          const weak = finger === 'left-little'
          prints[finger] = {
            blob: '1'.padStart(64, '0'),
            quality: weak ? 31 : 88 - index * 7,
            attempts: (prints[finger]?.attempts ?? 0) + 1,
            lowQuality: weak,
            device: 'SIM-1',
            capturedAt: at(0),
          }
        }
        const view = this.captured({ prints })
        return {
          view,
          outcome: taken.map((position) => ({
            position,
            quality: prints[position]?.quality ?? 0,
            enough: !prints[position]?.lowQuality,
            triesLeft: 3 - (prints[position]?.attempts ?? 0),
          })),
        }
      }
      case 'application.except-print': {
        const { [String(request.position)]: _old, ...rest } = captures.exceptions
        const exception = request.exception as ApplicationCaptures['exceptions'][string] | null
        return this.captured({
          exceptions: exception ? { ...rest, [String(request.position)]: exception } : rest,
        })
      }
      case 'application.keep-portrait':
        return this.captured({
          portrait: {
            blob: '64'.padStart(64, '0'),
            width: 600,
            height: 800,
            checks: request.checks as [],
            override: request.override as null,
            capturedAt: at(0),
          },
        })
      case 'application.print':
        return this.captured({
          printed: [...captures.printed, { form: String(request.form), at: at(0), digest: 'd' }],
        })
      case 'application.go-on-without-record':
        return this.captured({
          population: {
            status: request.because === 'not-found' ? 'not-found' : 'not-compared',
            scope: 'none',
            requestId: '',
            purpose: 'card-application',
            at: at(0),
            record: null,
          },
        })
      case 'application.read-code':
        return {
          view: this.view(),
          kind: 'card-qr',
          filled: ['personalNumber', 'dateOfBirth', 'sex', 'permanentResidence'],
          conflicts: [{ field: 'fullName', standing: 'NGUYỄN VĂN AN', read: 'NGUYỄN VĂN ÂN' }],
          uncertain: ['permanentResidence'],
        }
      case 'application.training-cards':
        return {
          chips: true,
          cards: [
            {
              label: 'Nguyễn Văn An, 2001',
              story: 'Đổi thẻ đủ 25 tuổi, địa chỉ trước 01/07/2025',
              qr: 'qr',
              mrz: 'mrz',
            },
            { label: 'H’ Yến Niê, 1987', story: 'Tên dân tộc Ê-đê, họ đứng sau', qr: 'qr', mrz: 'mrz' },
          ],
        }
      case 'application.form-preview':
        return { formCode: 'CC01', title: 'Phiếu thu nhận thông tin căn cước', pdf: await paper('PHIẾU THU NHẬN') }
      case 'application.show-to-applicant':
      case 'application.signed-on-paper':
        return this.view()
      case 'application.hide-from-applicant':
      case 'application.cancel-capture':
        return {}
      case 'population.search':
        return search
      case 'unit.search': {
        const day = plainDate(String(request.day))
        return {
          units: units
            .searchUnits(String(request.text), day)
            .map(({ unit, label }) => ({ ...shown(unit), path: label })),
        }
      }
      case 'unit.children':
        return { units: childrenOf(request.parentCode as string | null, String(request.day)) }
      default:
        return undefined
    }
  }
}

function shown(unit: AdministrativeUnit): ReplyOf<'unit.children'>['units'][number] {
  const { code, name, level, parentCode, validFrom } = unit
  return { code, name, level, parentCode, path: name, validFrom }
}

function childrenOf(parentCode: string | null, text: string): ReplyOf<'unit.children'>['units'] {
  const day = plainDate(text)
  if (parentCode === null) return units.provincesOn(day).map(shown)
  const districts = parentCode.length === 2 ? units.districtsOf(parentCode, day) : []
  return (districts.length > 0 ? districts : units.communesOf(parentCode, day)).map(shown)
}
