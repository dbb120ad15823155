import { type ApplicationForm, emptyCaptures, emptyForm } from '../../../../domain/identity-card/application.ts'
import type { ApplicationView } from '../../../../preload/contract/identity-card/application.ts'

/** A view as the core answers it, of a draft nobody has filled yet. */
export function viewOf(version: number, form: ApplicationForm = emptyForm()): ApplicationView {
  return {
    id: 'a1',
    number: '000123',
    state: 'received',
    version,
    receivedOn: '2026-11-24',
    legalDay: '2026-11-24',
    form,
    captures: emptyCaptures(),
    sections: [],
    findings: [],
    comparison: [],
    required: { portrait: 'required', fingerprints: 'required', iris: 'required', source: 'Luật' },
    reasons: [],
    fee: { amount: null, source: 'Luật', unconfirmed: false, exemptions: [] },
    dueDay: null,
    savedAt: '2026-11-24T03:42:07.000Z',
    trail: [],
    lateMatch: false,
    returned: null,
    receipt: null,
    recordedBy: { account: 'lan.nt', displayName: 'Nguyễn Thị Lan' },
    may: { edit: true, submit: false, approve: false, returnIt: false, withdraw: true, refuse: false },
  }
}
