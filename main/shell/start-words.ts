import { type KeyTrouble, StoreKeyUnusable } from './key-seal.ts'

/** Why no window opens. */
export type StartTrouble = KeyTrouble | 'data-folder-refused' | 'start-failed'

/** Said in a plain box before any window exists: what happened, and what to do. Vietnamese first, English below. */
export const startWords: Readonly<Record<StartTrouble, string>> = {
  'no-key-store':
    'Máy này chưa có kho khóa của hệ điều hành nên không mở được dữ liệu mã hóa. Dữ liệu vẫn nguyên. Nhờ cán bộ kỹ thuật bật kho khóa (GNOME Keyring, KWallet) rồi mở lại Sổ Bộ.\n\nNo key store of the operating system is available. Nothing was lost. Enable a keyring, then start again.',
  'plain-text-key-store':
    'Kho khóa của máy đang để ở dạng không mã hóa, nên Sổ Bộ không mở. Dữ liệu vẫn nguyên. Nhờ cán bộ kỹ thuật bật kho khóa có mật khẩu rồi mở lại.\n\nThe key store of this machine is plain text, which is refused. Nothing was lost. Enable a keyring with a password.',
  'key-not-readable':
    'Kho khóa không trả lại được khóa của dữ liệu (có thể do đổi người dùng hoặc đổi môi trường máy). Dữ liệu vẫn nguyên. Dùng khóa khôi phục đã in khi cài đặt.\n\nThe key store cannot return the key (another user or desktop?). Nothing was lost. Use the recovery key printed at set-up.',
  'data-folder-refused':
    'Không ghi được vào thư mục dữ liệu (thiếu quyền hoặc hết chỗ trên đĩa). Chưa có gì bị thay đổi. Nhờ cán bộ kỹ thuật kiểm tra quyền và dung lượng rồi mở lại.\n\nThe data folder cannot be written (permission, or a full disk). Nothing was changed. Check both, then start again.',
  'start-failed':
    'Sổ Bộ không khởi động được. Dữ liệu vẫn nguyên. Chụp lại thông báo này gửi cán bộ kỹ thuật.\n\nThe program could not start. Nothing was lost. Please send this message to the technician.',
}

const DISK_REFUSALS = new Set(['EACCES', 'EPERM', 'EROFS', 'ENOSPC', 'ENOTDIR', 'EEXIST'])

/** The sentence for what was thrown while starting. */
export function startTroubleOf(fault: unknown): StartTrouble {
  if (fault instanceof StoreKeyUnusable) return fault.trouble
  const code = fault instanceof Error && 'code' in fault ? fault.code : undefined
  return typeof code === 'string' && DISK_REFUSALS.has(code) ? 'data-folder-refused' : 'start-failed'
}
