import type { ReplyOf } from '../../../../preload/contract/index.ts'
import { ridges } from '../../desk-double/synthetic-application.ts'

/** Four pages as the applicant's window gets them; the person is made up. */
export function applicantPages(): ReplyOf<'applicant.view'>['pages'] {
  return [
    {
      title: 'person',
      portrait: null,
      rows: [
        { label: 'fullName', value: 'PHAN HOÀNG NGUYỄN THỊ QUỲNH MAI PHƯƠNG THẢO NGUYÊN ANH' },
        { label: 'otherName', value: 'H’ Yến Niê' },
        { label: 'personalNumber', value: '001301012345' },
      ],
    },
    {
      title: 'standing',
      portrait: null,
      rows: [
        { label: 'religion', value: 'Phật giáo' },
        { label: 'maritalStatus', value: 'Đã ly hôn hoặc góa vợ/chồng' },
      ],
    },
    {
      title: 'places',
      portrait: null,
      rows: [
        {
          label: 'permanentResidence',
          value: 'Số nhà 128/45/12B ngách 3 ngõ 256 đường Nguyễn Văn Cừ kéo dài, Phường Hoàn Kiếm, Thành phố Hà Nội',
        },
      ],
    },
    {
      title: 'appearance',
      portrait: new Uint8Array(ridges(300, 400, 3)),
      rows: [
        { label: 'mark', value: 'Nốt ruồi C:3 cm trên sau mép trái' },
        { label: 'printsTaken', value: '9/10' },
      ],
    },
  ]
}
