import { encode } from 'jpeg-js'
import { plainDate } from '../../../../../domain/calendar/plain-date.ts'
import type {
  AppointmentSlipInput,
  EnrolmentSheetInput,
  IdentityPaperInput,
  PrintedPerson,
  RefusalInput,
  ServiceRequestInput,
} from '../../../../../main/identity-card/application/form/index.ts'

/** A drawn oval on white, 3:4: no person's face. */
export function syntheticPortrait(): Uint8Array {
  const [width, height] = [240, 320]
  const data = new Uint8Array(width * height * 4).fill(255)
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const head = ((x - 120) / 62) ** 2 + ((y - 130) / 84) ** 2 < 1
      const shoulders = ((x - 120) / 115) ** 2 + ((y - 320) / 90) ** 2 < 1
      if (head) data.set([196, 160, 132], (y * width + x) * 4)
      else if (shoulders) data.set([70, 84, 120], (y * width + x) * 4)
    }
  }
  return new Uint8Array(encode({ data, width, height }, 88).data)
}

const office2025: IdentityPaperInput = {
  agency: { parent: 'Công an thành phố Hà Nội', name: 'Công an phường Hoàn Kiếm' },
  place: 'Hoàn Kiếm',
  day: plainDate('2025-07-08'),
  rulesDay: plainDate('2025-07-08'),
  createdAt: '2025-07-08T03:15:00Z',
  dossierNumber: 'HK-2025-000123',
  training: false,
}

const office2021: IdentityPaperInput = {
  agency: { parent: 'Công an tỉnh Đắk Lắk', name: 'Công an huyện Cư M’gar' },
  place: 'Cư M’gar',
  day: plainDate('2021-02-05'),
  rulesDay: plainDate('2021-02-05'),
  createdAt: '2021-02-05T03:15:00Z',
  dossierNumber: '000123',
  training: true,
}

/** A synthetic citizen: no such person, no number in use. */
export const citizen: PrintedPerson = {
  personalNumber: '001201000123',
  oldIdentityNumber: '012345678',
  fullName: 'Nguyễn Văn An',
  otherName: '',
  dateOfBirth: '15/03/2001',
  sex: 'Nam',
  ethnicity: 'Kinh',
  religion: 'Không',
  nationality: 'Việt Nam',
  bloodGroup: undefined,
  maritalStatus: 'Chưa kết hôn',
  occupation: 'Kỹ thuật viên',
  educationLevel: '12/12',
  phone: '0912 000 123',
  placeOfBirth: 'Bệnh viện Phụ sản Hà Nội, Phường Cửa Nam, Thành phố Hà Nội',
  placeOfBirthRegistration: 'Phường Hàng Gai, Quận Hoàn Kiếm, Thành phố Hà Nội',
  placeOfOrigin: 'Xã Nghĩa An, Huyện Nam Trực, Tỉnh Nam Định',
  permanentResidence: '12 Hàng Bông, Phường Hoàn Kiếm, Thành phố Hà Nội',
  temporaryResidence: '',
  currentResidence: '12 Hàng Bông, Phường Hoàn Kiếm, Thành phố Hà Nội',
}

/** A synthetic citizen with long minority names and addresses of ninety letters and more. */
export const highlander: PrintedPerson = {
  ...citizen,
  fullName: "H'Bluĕ Êban Niê Kdăm Y Thị Ngọc Bích Hoàng Tôn Nữ Thu Hương Giang Thùy Dương",
  otherName: 'Y Ƀlŏ Čil Mŭp',
  dateOfBirth: '1979',
  sex: 'Nữ',
  ethnicity: 'Ê-đê',
  religion: 'Phật giáo Hiếu Nghĩa Tà Lơn',
  permanentResidence:
    'Số nhà 123/45/67 ngách 8 ngõ 90 đường Nguyễn Thị Minh Khai kéo dài, Buôn Ea M’droh A, Xã Quảng Hiệp, Huyện Cư M’gar, Tỉnh Đắk Lắk',
  currentResidence:
    'Nhà công vụ tập thể giáo viên Trường Phổ thông Dân tộc nội trú Trung học cơ sở, Thôn Hiệp Thành, Xã Quảng Hiệp, Huyện Cư M’gar, Tỉnh Đắk Lắk',
  maritalStatus: 'Đã kết hôn',
}

const prints: EnrolmentSheetInput['fingerprints'] = {
  'right-thumb': { quality: 82, low: false },
  'right-index': { quality: 78, low: false },
  'right-middle': { quality: 75, low: false },
  'right-ring': { quality: 31, low: true },
  'right-little': { quality: 64, low: false },
  'left-thumb': { quality: 80, low: false },
  'left-index': { quality: 71, low: false },
  'left-middle': { absence: 'Cụt ngón, vĩnh viễn' },
  'left-ring': { absence: 'Băng bó, tạm thời: bỏng nước sôi ngày 01/7/2025, hẹn thu lại sau khi lành' },
  'left-little': { quality: 66, low: false },
}

export function sheetOf2023(): EnrolmentSheetInput {
  return {
    ...office2025,
    kind: 'exchange',
    reason: 'Đủ 25 tuổi (Luật Căn cước 26/2023/QH15, Điều 21, Điều 24)',
    person: citizen,
    father: { fullName: 'Nguyễn Văn Bình', personalNumber: '001070000456', nationality: 'Việt Nam' },
    mother: { fullName: 'Trần Thị Cúc', personalNumber: '001172000789', nationality: 'Việt Nam' },
    householdHead: { fullName: 'Nguyễn Văn Bình', personalNumber: '001070000456', relation: 'Cha đẻ' },
    marks: ['Nốt ruồi C:3 cm trên sau mép trái', 'Sẹo chấm C:1 cm dưới trước đuôi mắt phải'],
    portrait: syntheticPortrait(),
    fingerprints: prints,
    iris: { right: 'Không thu: không có thiết bị', left: 'Không thu: không có thiết bị' },
    notComparedWithPopulation: false,
    declarantName: 'Nguyễn Văn An',
    declarantIsRepresentative: false,
    signing: 'signature',
    officerName: 'Nguyễn Thị Lan',
  }
}

export function sheetOf2021(): EnrolmentSheetInput {
  return {
    ...sheetOf2023(),
    ...office2021,
    kind: 'first-issue',
    reason: 'Công dân chưa có thẻ Căn cước công dân',
    person: highlander,
    spouse: { fullName: 'Y Wăn Mlô Duôn Du', personalNumber: '240123456', nationality: 'Việt Nam' },
    portrait: null,
    portraitAbsence: 'Máy ảnh hỏng, chụp bổ sung',
    notComparedWithPopulation: true,
    signing: 'fingerprint',
    declarantName: highlander.fullName,
    officerName: 'Giàng A Páo',
  }
}

export function slipOf2023(): AppointmentSlipInput {
  return {
    ...office2025,
    fullName: citizen.fullName,
    dateOfBirth: citizen.dateOfBirth,
    sex: citizen.sex,
    personalNumber: citizen.personalNumber,
    residence: citizen.permanentResidence,
    procedure: 'Cấp đổi thẻ căn cước',
    due: { day: plainDate('2025-07-17'), hour: 8, minute: 0 },
    dueAddress: 'Công an phường Hoàn Kiếm, 2 Tràng Thi, Phường Hoàn Kiếm, Thành phố Hà Nội',
    byPost: false,
    officerName: 'Nguyễn Thị Lan',
  }
}

export function slipOf2021(): AppointmentSlipInput {
  return {
    ...slipOf2023(),
    ...office2021,
    fullName: highlander.fullName,
    dateOfBirth: highlander.dateOfBirth,
    sex: highlander.sex,
    residence: highlander.permanentResidence,
    due: { day: plainDate('2021-03-02') },
    dueAddress: '',
    officerName: 'Giàng A Páo',
  }
}

export function requestOf2023(): ServiceRequestInput {
  return {
    ...office2025,
    addressee: 'Công an phường Hoàn Kiếm, thành phố Hà Nội',
    requester: {
      fullName: 'Nguyễn Minh Khôi',
      dateOfBirth: '04/09/2018',
      sex: 'Nam',
      personalNumber: '001218000321',
      residence: citizen.permanentResidence,
    },
    representative: {
      fullName: 'Trần Thị Cúc',
      dateOfBirth: '20/11/1992',
      sex: 'Nữ',
      personalNumber: '001192000789',
    },
    items: ['card', 'integrate-into-card'],
    kind: 'first-issue',
    content: '',
    resultAddress: 'Tại Công an phường Hoàn Kiếm',
    consent: 'representative',
    signing: 'signature',
    declarantName: 'Trần Thị Cúc',
  }
}

export function refusalOf2021(): RefusalInput {
  return {
    ...office2021,
    fullName: 'Y Khuê Niê',
    dateOfBirth: '11/05/2009',
    sex: 'Nam',
    personalNumber: '066209000147',
    residence: highlander.permanentResidence,
    procedure: 'Cấp thẻ Căn cước công dân lần đầu',
    grounds: [
      {
        rule: 'Công dân chưa đủ 14 tuổi vào ngày nộp hồ sơ.',
        source: 'Luật Căn cước công dân 59/2014/QH13, Điều 19',
        whatToDo: 'Đến lại từ ngày 11/05/2023, mang theo giấy khai sinh và sổ hộ khẩu.',
      },
      {
        rule: 'Thông tin nơi thường trú chưa thống nhất với Cơ sở dữ liệu quốc gia về dân cư.',
        source: 'Thông tư 60/2021/TT-BCA, Điều 5',
        unconfirmed: true,
        whatToDo: 'Đề nghị điều chỉnh thông tin dân cư tại Công an xã Quảng Hiệp.',
      },
    ],
    officerName: 'Giàng A Páo',
    leader: { post: 'Đội trưởng', name: 'Lê Hoàng Nam' },
  }
}
